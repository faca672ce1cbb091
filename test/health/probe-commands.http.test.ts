import type { LocalServer } from './servers';
import { closedPort, httpServer, silentServer } from './servers';
import { everyTool, exitCodes, folderOf, helpOf, oneByOne, programOf, removeFolders, run, scriptOf, shells } from './tools';
import { httpProbeCommand } from '../../src/health/probe-commands';

/** The tools of this machine, each under the name that an image gives it. */
function toolsOfThisMachine(): Record<string, string> {
  const busybox = programOf('busybox');
  const timed = busybox && helpOf(busybox, 'wget', '--help').includes('-T SEC');
  return oneByOne({
    'curl': programOf('curl'),
    'wget': programOf('wget'),
    'busybox wget': timed ? busybox : undefined,
    'bash': programOf('bash'),
  });
}

const tools = toolsOfThisMachine();
const widePath = '/~a.b-c_d/%20%C3%A9/(e)*!;,+:@=&?q=1&r=/?';
let server: LocalServer;
let silent: LocalServer;
let requests: string[];

beforeAll(async () => {
  silent = await silentServer();
  server = await httpServer((request, response) => {
    requests.push(request.url!);
    const status = Number(/^\/(\d+)$/.exec(request.url!)?.[1] ?? 200);
    response.writeHead(status, { 302: { location: '/200' }, 303: { location: '/500' } }[status] ?? {}).end('body');
  });
});
beforeEach(() => {
  requests = [];
});
afterAll(() => {
  server.close();
  silent.close();
  removeFolders();
});

function probe(path: string, port = server.port, timeoutSeconds = '10'): string {
  return httpProbeCommand({ port: String(port), timeoutSeconds }, path);
}

test('the tools of this machine are tried, bash among them', () => {
  expect(Object.keys(tools)).toContain('bash');
});

test('the command is one line', () => {
  expect(probe(widePath)).not.toMatch(/[\n\r]/);
});

test.each([
  [200, 0],
  [204, 0],
  [404, 1],
  [500, 1],
])('status %i ends with exit code %i, whichever tool asks', async (status, code) => {
  expect(await exitCodes(tools, probe(`/${status}`))).toEqual(everyTool(tools, code));
}, 20_000);

test('a closed port is unhealthy, whichever tool asks', async () => {
  expect(await exitCodes(tools, probe('/', await closedPort()))).toEqual(everyTool(tools, 1));
}, 20_000);

test('a server that accepts and never answers is unhealthy, and each tool ends by itself within the timeout', async () => {
  const text = probe('/', silent.port, '2');
  const start = Date.now();
  const runs = Object.entries(tools).map(async ([tool, folder]) => {
    const { code } = await run(['/bin/sh'], text, folder);
    return [tool, { code, inTime: Date.now() - start < 10_000 }] as const;
  });

  const expected = Object.keys(tools).map((tool) => [tool, { code: 1, inTime: true }]);
  expect(Object.fromEntries(await Promise.all(runs))).toEqual(Object.fromEntries(expected));
}, 20_000);

test('a redirect to a broken page is unhealthy, whichever tool asks', async () => {
  expect(await exitCodes(tools, probe('/303'))).toEqual(everyTool(tools, 1));
}, 20_000);

test('a redirect is followed by curl and wget, and is unhealthy by bash', async () => {
  const { bash, ...following } = tools;

  expect(await exitCodes(tools, probe('/302'))).toEqual({ ...everyTool(following, 0), ...everyTool({ bash }, 1) });
}, 20_000);

test('every allowed character of a path reaches the server as it was written', async () => {
  expect(await exitCodes(tools, probe(widePath))).toEqual(everyTool(tools, 0));

  expect(requests).toEqual(Object.keys(everyTool(tools, 0)).map(() => widePath));
}, 20_000);

test('a proxy of the environment is passed by', async () => {
  const proxy = `http://127.0.0.1:${await closedPort()}`;
  const env = { http_proxy: proxy, HTTP_PROXY: proxy, all_proxy: proxy, ALL_PROXY: proxy };

  expect(await exitCodes(tools, probe('/200'), env)).toEqual(everyTool(tools, 0));
}, 20_000);

test.each(shells())('an image without any tool is unhealthy, and the output says why (%s)', async (...shell) => {
  const { code, stderr } = await run(shell, probe('/200'), folderOf({}));

  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'HealthProbe.http() needs one of these in the image: curl, wget, bash\n',
  });
  expect(requests).toEqual([]);
});

test('the first tool decides: a failed answer is not asked for again by another', async () => {
  const folder = folderOf({ curl: scriptOf('exit 22'), bash: programOf('bash')! });

  const { code } = await run(['/bin/sh'], probe('/200'), folder);

  expect(code).toBe(1);
  expect(requests).toEqual([]);
});
