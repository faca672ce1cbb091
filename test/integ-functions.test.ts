import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

type Handler = (event: object) => Promise<object>;

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Code?: { readonly ZipFile?: string } };
}

/** The code of a function as a snapshot of an integration test would deploy it, with modules of ours. */
function handlerOf(test: string, part: string, modules: Readonly<Record<string, unknown>>): Handler {
  const file = join(__dirname, `integ/integ.${test}.ts.snapshot/discovery-${test}.template.json`);
  const { Resources } = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, Resource> };
  const code = Object.entries(Resources).find(([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith(part))![1].Properties.Code!.ZipFile!;
  const exported: { handler?: Handler } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the committed code is run, as Lambda would
  new Function('require', 'exports', code)((name: string) => modules[name], exported);
  return exported.handler!;
}

describe('the client in the VPC', () => {
  const answers = {
    resolve4: jest.fn((_name: string) => Promise.resolve(['10.0.0.2', '10.0.0.1'])),
    resolveSrv: jest.fn((_name: string) => Promise.resolve([{ name: '127.0.0.1', port: 80 }, { name: '127.0.0.1', port: 80 }])),
  };
  const ask = handlerOf('records', 'Lookup', { 'node:dns': { promises: answers } });

  test('counts and lists addresses, in an order that does not change', async () => {
    expect(JSON.stringify(await ask({ ask: 'count', name: 'backend' }))).toBe('{"addresses":2}');
    expect(await ask({ ask: 'list', name: 'backend' })).toEqual({ addresses: '10.0.0.1,10.0.0.2' });
  });

  test('counts a name that does not resolve as one without addresses', async () => {
    answers.resolve4.mockRejectedValueOnce(new Error('ENOTFOUND'));

    expect(await ask({ ask: 'count', name: 'backend' })).toEqual({ addresses: 0 });
  });

  test('tells whether an address is gone', async () => {
    expect(await ask({ ask: 'absent', name: 'backend', address: '10.0.0.1' })).toEqual({ absent: false });
    expect(await ask({ ask: 'absent', name: 'backend', address: '10.0.0.3' })).toEqual({ absent: true });
  });

  test('counts SRV records, and tells each port once', async () => {
    expect(JSON.stringify(await ask({ ask: 'srv', name: 'backend' }))).toBe('{"records":2,"ports":[80]}');
  });

  test('tells at once when a name has too few addresses, and which task it called', async () => {
    expect(await ask({ ask: 'always', name: 'backend', atLeast: 3 })).toEqual({ always: false });

    answers.resolve4.mockResolvedValueOnce(['127.0.0.1']);
    expect(await ask({ ask: 'callOne', name: 'backend', path: ':9/' })).toEqual({ address: '127.0.0.1' });
  });

  test('tells what a server answers, and that nothing answers', async () => {
    const server = createServer((_request, response) => response.end('backend\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    answers.resolveSrv.mockResolvedValueOnce([{ name: '127.0.0.1', port }]);

    expect(JSON.stringify(await ask({ ask: 'get', url: `http://127.0.0.1:${port}/` }))).toBe('{"status":200,"body":"backend"}');
    expect(await ask({ ask: 'getSrv', name: 'backend' })).toEqual({ status: 200, body: 'backend' });
    await new Promise((done) => server.close(done));
    expect(await ask({ ask: 'get', url: `http://127.0.0.1:${port}/` })).toEqual({ status: 0, body: '' });
  });
});

describe('the client in the VPC, while a task drains', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers().restoreAllMocks(); });

  /** One of two tasks leaves the name after some seconds, and is deaf after some others. */
  async function drain(leaves: number, deaf: number): Promise<object> {
    const start = Date.now();
    const after = (seconds: number) => Date.now() - start >= seconds * 1000;
    const dns = { resolve4: () => Promise.resolve(after(leaves) ? ['10.0.0.1'] : ['10.0.0.1', '10.0.0.2']) };
    jest.spyOn(globalThis, 'fetch').mockImplementation((url) => (url as string).includes('10.0.0.2') && after(deaf)
      ? Promise.reject(new Error('refused')) : Promise.resolve(new Response('')));
    const answer = handlerOf('draining', 'Lookup', { 'node:dns': { promises: dns } })({ ask: 'drain', name: 'backend', addresses: '10.0.0.1,10.0.0.2' });
    await jest.advanceTimersByTimeAsync(91_000);
    return answer;
  }

  test('tells that it served until nobody was told of it', async () => {
    expect(await drain(10, 20)).toEqual({ left: 1, servedOn: true });
  });

  test('tells that it stopped while clients were still told of it', async () => {
    expect(await drain(10, 5)).toEqual({ left: 1, servedOn: false });
  });

  test('tells that no task left', async () => {
    expect(await drain(100, 100)).toEqual({ left: 0, servedOn: true });
  });
});

describe('the function that makes calls which AWS may refuse', () => {
  class CreateServiceCommand { constructor(public readonly input: { name: string }) {} }
  class DeleteServiceCommand { constructor(public readonly input: { name: string }) {} }
  const sent: object[] = [];
  class ECSClient {
    send(command: CreateServiceCommand) {
      sent.push(command);
      return command.input.name === 'taken' ? Promise.reject(Object.assign(new Error('It is used already.'), { name: 'Refused' })) : Promise.resolve({});
    }
  }
  const attempt = handlerOf('question-taken-name', 'Attempt', {
    '@aws-sdk/client-ecs': { __Client: Object, ECSClient, CreateServiceCommand, DeleteServiceCommand },
  });
  const call = (name: string) => attempt({ client: 'ecs', command: 'CreateService', input: { name }, undo: { command: 'DeleteService', input: { name } } });

  test('tells the error', async () => {
    expect(await call('taken')).toEqual({ error: 'Refused', message: 'It is used already.' });
    expect(sent.splice(0)).toEqual([new CreateServiceCommand({ name: 'taken' })]);
  });

  test('takes back what was not refused', async () => {
    expect(await call('free')).toEqual({ error: 'none' });
    expect(sent.splice(0)).toEqual([new CreateServiceCommand({ name: 'free' }), new DeleteServiceCommand({ name: 'free' })]);
  });
});
