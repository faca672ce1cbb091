import { request } from 'node:http';
import { connect } from 'node:net';
import { simulated } from './support/simulation';
import { backendTemplate } from './support/templates';
import { endpointOf } from './support/wire';
import { DiscoverySimulator } from '../../../src/simulator';

// Source: the AWS JSON 1.1 protocol (Smithy, aws.protocols#awsJson1_1): POST, X-Amz-Target, errors by __type with status 400.
const CLOUD_MAP = 'Route53AutoNaming_v20170314';
const ECS = 'AmazonEC2ContainerServiceV20141113';

let simulator: DiscoverySimulator;

beforeAll(async () => {
  simulator = await simulated(backendTemplate());
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly target?: string;
  readonly type?: string;
}

interface Received {
  readonly status: number;
  readonly type: string | undefined;
  readonly error: string | undefined;
  readonly body: string;
}

function send(body: string | Buffer, { method = 'POST', path = '/', target, type = 'application/x-amz-json-1.1' }: Sent = {}): Promise<Received> {
  const { host, port } = endpointOf(simulator.apiEndpoint);
  const headers = { 'content-type': type, ...target === undefined ? {} : { 'x-amz-target': target } };
  return new Promise((resolve, reject) => {
    const call = request({ host, port, method, path, headers, agent: false }, async (response) => {
      const parts: Buffer[] = [];
      response.on('error', reject);
      for await (const part of response) {
        parts.push(part as Buffer);
      }
      const text = Buffer.concat(parts).toString('utf8');
      resolve({ status: response.statusCode!, type: response.headers['content-type'], error: errorIn(text), body: text });
    });
    call.on('error', reject);
    call.end(method === 'GET' ? undefined : body);
  });
}

/** The error's name, without the namespace that some services write before it. */
function errorIn(body: string): string | undefined {
  try {
    const { __type: type } = JSON.parse(body) as { __type?: string };
    return type?.replace(/^.*#/, '');
  } catch {
    return undefined;
  }
}

afterEach(async () => {
  const alive = await send('{}', { target: `${CLOUD_MAP}.ListNamespaces` });
  expect(alive).toMatchObject({ status: 200, type: expect.stringContaining('application/x-amz-json-1.1') });
  expect(JSON.parse(alive.body)).toMatchObject({ Namespaces: [{ Name: 'ecs-internal' }] });
});

test.each([`${CLOUD_MAP}.NoSuchOperation`, `${ECS}.NoSuchOperation`, 'Nothing.ListNamespaces', 'ListNamespaces', `${CLOUD_MAP}.`, `${CLOUD_MAP}.constructor`,
  `${ECS}.ListNamespaces`, `${CLOUD_MAP}.UpdateService.x`, `${CLOUD_MAP}.__proto__`])('%s is no operation', async (target) => {
  const { status, error } = await send('{}', { target });
  expect(error).toBe('UnknownOperationException');
  expect([400, 404]).toContain(status);
});

test('a request without a target is no operation', async () => {
  expect((await send('{}')).status).toBeGreaterThanOrEqual(400);
});

test.each(['', '{', '[1', '{"NamespaceName": }', '\u0000', 'null x', '"'])('the body %j is no JSON', async (body) => {
  const { status, error } = await send(body, { target: `${CLOUD_MAP}.DiscoverInstances` });
  expect(status).toBe(400);
  expect(error).toMatch(body === '' ? /^(SerializationException|InvalidInput)$/ : /^SerializationException$/);
});

test.each([
  ['DiscoverInstances', { NamespaceName: 1, ServiceName: 'backend' }],
  ['DiscoverInstances', { NamespaceName: 'ecs-internal', ServiceName: ['backend'] }],
  ['DiscoverInstances', { NamespaceName: 'ecs-internal', ServiceName: 'backend', MaxResults: 'five' }],
  ['DiscoverInstances', { NamespaceName: 'ecs-internal', ServiceName: 'backend', QueryParameters: 'all' }],
  ['DiscoverInstances', { NamespaceName: 'ecs-internal', ServiceName: 'backend', OptionalParameters: { a: 1 } }],
  ['ListNamespaces', { Filters: 'all' }],
  ['ListNamespaces', { Filters: [1] }],
  ['ListServices', { MaxResults: {} }],
  ['ListInstances', { ServiceId: { a: 1 } }],
  ['UpdateInstanceCustomHealthStatus', { ServiceId: 1, InstanceId: 2, Status: 3 }],
  ['DiscoverInstances', []],
  ['ListNamespaces', 'text'],
])('%s with values of other types, %j, is refused', async (operation, input) => {
  const { status, error } = await send(JSON.stringify(input), { target: `${CLOUD_MAP}.${operation}` });
  expect(status).toBe(400);
  expect(error).toMatch(/^(SerializationException|InvalidInput)$/);
});

test.each([
  ['UpdateService', { cluster: 'shop', service: 'backend-service', desiredCount: 'five' }],
  ['UpdateService', { cluster: 'shop', service: 'backend-service', desiredCount: 1.5 }],
  ['UpdateService', { cluster: 'shop', service: 'backend-service', forceNewDeployment: 'yes', desiredCount: 9 }],
  ['UpdateService', { cluster: 'shop', service: ['backend-service'], desiredCount: 9 }],
  ['StopTask', { cluster: 'shop', task: 1 }],
  ['ListTasks', { cluster: 1 }],
])('%s with values of other types, %j, is refused and changes nothing', async (operation, input) => {
  const before = simulator.tasks();
  const { status, error } = await send(JSON.stringify(input), { target: `${ECS}.${operation}` });
  expect(status).toBe(400);
  expect(error).toMatch(/^(SerializationException|InvalidParameterException)$/);
  expect(simulator.tasks()).toEqual(before);
});

test.each([['DiscoverInstances', {}], ['DiscoverInstances', { NamespaceName: 'ecs-internal' }], ['ListInstances', {}], ['UpdateInstanceCustomHealthStatus', {}]])(
  '%s needs more than %j', async (operation, input) => {
    expect(await send(JSON.stringify(input), { target: `${CLOUD_MAP}.${operation}` })).toMatchObject({ status: 400, error: 'InvalidInput' });
  });

test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
  const { status } = await send('{}', { method, target: `${CLOUD_MAP}.ListNamespaces` });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

test('a body may tell its character set', async () => {
  expect(await send('{}', { type: 'application/x-amz-json-1.1; charset=utf-8', target: `${CLOUD_MAP}.ListNamespaces` })).toMatchObject({ status: 200 });
});

// The first three are what a page in a browser may send anywhere without asking.
test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html', 'application/xml'])('a body of %s is refused', async (type) => {
  const { status } = await send('<html>', { type, target: `${CLOUD_MAP}.ListNamespaces` });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

test('a body that is too large is refused', async () => {
  const large = `{"NamespaceName":"${'x'.repeat(20_000_000)}"}`;
  const status = await send(large, { target: `${CLOUD_MAP}.DiscoverInstances` }).then((received) => received.status, () => 413); // or the connection is closed
  expect([400, 413]).toContain(status);
});

test('a body that is deep is read or refused', async () => {
  const deep = `{"Filters":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  expect((await send(deep, { target: `${CLOUD_MAP}.ListNamespaces` })).status).toBe(400);
});

test('names of the language\'s own objects in a body are data', async () => {
  const input = '{"NamespaceName":"ecs-internal","ServiceName":"backend","__proto__":{"HealthStatus":"SICK"},"QueryParameters":{"__proto__":"x"}}';
  const { status } = await send(input, { target: `${CLOUD_MAP}.DiscoverInstances` });
  expect([200, 400]).toContain(status);
  expect(({} as Record<string, unknown>).HealthStatus).toBeUndefined();
});

test('clients that break off or speak no HTTP do not stop the server', async () => {
  const { host, port } = endpointOf(simulator.apiEndpoint);
  for (const text of ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{', '\u0016\u0003\u0001', 'GET']) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, host, () => socket.write(text, () => socket.resetAndDestroy()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
  }
});
