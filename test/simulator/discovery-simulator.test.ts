import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { BACKEND, NAMESPACE, cloudMapService, ecsService, simulated, taskDefinition, templateOf, until } from './fixture';
import { DiscoverySimulator } from '../../src/simulator';
import { synthesizeExample } from '../testing/examples';

function resolverOf({ dnsServer }: DiscoverySimulator): Resolver {
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([dnsServer]);
  return resolver;
}

test('a name of an app that was synthesized leads to its tasks, wherever they are', async () => {
  const simulator = await DiscoverySimulator.start({ sources: [synthesizeExample('frontend-backend')] });
  try {
    const resolver = resolverOf(simulator);
    const addresses = async () => (await resolver.resolve4('backend.ecs-internal')).sort();
    const tasks = () => simulator.tasks('backend.ecs-internal').map(({ address }) => address).sort();

    expect(await addresses()).toEqual(tasks());
    simulator.scale('Backend', 5);
    expect(await addresses()).toHaveLength(5);
    simulator.stopTask(simulator.tasks('backend')[0].id);
    expect(await addresses()).toEqual(tasks());
  } finally {
    await simulator.stop();
  }
});

test('each task has an address of this machine that no other one has', async () => {
  const simulator = await simulated(BACKEND);
  const other = await simulated(BACKEND);

  const addresses = [...simulator.tasks(), ...other.tasks()].map(({ address }) => address);

  expect(new Set(addresses).size).toBe(4);
  addresses.forEach((address) => expect(address).toMatch(/^127\.(?!0\.)\d+\.\d+\.\d+$/));
});

test('after the end nothing is answered any more', async () => {
  const simulator = await simulated(BACKEND);
  const resolver = resolverOf(simulator);

  await simulator.stop();
  await simulator.stop();

  await expect(resolver.resolve4('backend.shop.internal')).rejects.toThrow(/ECONNREFUSED|ETIMEOUT/);
  await expect(fetch(simulator.apiEndpoint)).rejects.toThrow('fetch failed');
});

test.each([
  ['backend'], ['backend.shop.internal'], ['BACKEND.shop.internal.'], ['Backend'],
])('a service is called %s', async (name) => {
  expect((await simulated(BACKEND)).tasks(name)).toHaveLength(2);
});

test.each([
  ['an unknown service', 'payment', 'there is no service "payment". The services are: backend.shop.internal, Worker'],
  ['a name that two services share', 'shared', '"shared" is ambiguous: it means Blue and Green'],
])('%s is told', async (_, name, message) => {
  const shared = { Shared: cloudMapService('shared'), Blue: ecsService('Shared'), Green: ecsService('Shared') };
  const simulator = await simulated({ ...BACKEND, ...name === 'shared' ? shared : { Worker: ecsService('Name', { ServiceRegistries: [] }) } });

  expect(() => simulator.tasks(name)).toThrow(message);
});

test.each<[string, (simulator: DiscoverySimulator) => void, string]>([
  ['less than no task', (simulator) => simulator.scale('backend', -1), 'a service has from 0 to 5000 tasks, and not -1'],
  ['a part of a task', (simulator) => simulator.scale('backend', 1.5), 'a service has from 0 to 5000 tasks, and not 1.5'],
  ['what is no number', (simulator) => simulator.scale('backend', NaN), 'a service has from 0 to 5000 tasks, and not NaN'],
  ['a task that is none', (simulator) => simulator.stopTask('nothing'), 'there is no task "nothing"'],
  ['the health of what is not there', (simulator) => simulator.setHealth('nothing', 'HEALTHY'), 'there is no task "nothing"'],
  ['the health of a task whose names have no check', (simulator) => simulator.setHealth(simulator.tasks('plain')[0].id, 'UNHEALTHY'), 'nobody asks for the health of'],
])('%s is refused, and changes nothing', async (_, change, message) => {
  const plain = { Plain: cloudMapService('plain', { HealthCheckCustomConfig: undefined }), PlainService: ecsService('Plain') };
  const simulator = await simulated({ ...BACKEND, ...plain });
  const before = simulator.tasks();

  expect(() => change(simulator)).toThrow(message);
  expect(simulator.tasks()).toEqual(before);
});

test('a task is found by the beginning of its id, where that is one task only', async () => {
  const simulator = await simulated(BACKEND);
  const [{ id }] = simulator.tasks();

  simulator.stopTask(id.slice(0, 12));

  expect(simulator.tasks().map((task) => task.id)).not.toContain(id);
});

test('changes are told from when somebody listens', async () => {
  const simulator = await simulated(BACKEND);
  const texts: string[] = [];
  simulator.onChange(({ at, text }) => texts.push(`${at instanceof Date} ${text}`));

  simulator.setHealth(simulator.tasks()[1].id, 'UNHEALTHY');
  simulator.setHealth(simulator.tasks()[1].id, 'UNHEALTHY');

  const { id, address } = simulator.tasks()[1];
  expect(texts).toEqual([`true backend.shop.internal: task ${id.slice(0, 8)} at ${address} is unhealthy`]);
});

describe('a port', () => {
  test('in use by UDP or by TCP is told in one line', async () => {
    const udp = createSocket('udp4');
    await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
    const tcp = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => tcp.once('listening', done));
    const [udpPort, tcpPort] = [udp.address().port, (tcp.address() as AddressInfo).port];
    try {
      await expect(simulated(BACKEND, { dnsPort: udpPort })).rejects
        .toThrow(`port ${udpPort} of 127.0.0.1 is in use: give another one for DNS, or 0 for a free one`);
      await expect(simulated(BACKEND, { dnsPort: tcpPort })).rejects.toThrow(`port ${tcpPort} of 127.0.0.1 is in use: give another one for DNS`);
      await expect(simulated(BACKEND, { apiPort: tcpPort })).rejects.toThrow(`port ${tcpPort} of 127.0.0.1 is in use: give another one for the API`);
    } finally {
      udp.close();
      tcp.close();
    }
  });

  test('that was left is free again after a start that failed', async () => {
    const simulator = await simulated(BACKEND);
    const apiPort = Number(simulator.apiEndpoint.split(':').pop());
    const free = await freePort();

    await expect(simulated(BACKEND, { dnsPort: free, apiPort })).rejects.toThrow('is in use');

    expect((await simulated(BACKEND, { dnsPort: free })).dnsServer).toBe(`127.0.0.1:${free}`);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

test.each<[string, () => Promise<unknown>, string]>([
  ['no source', () => DiscoverySimulator.start({ sources: [] }), 'a simulation needs the directory of an assembly (cdk.out) or templates'],
  ['an assembly and a template', () => DiscoverySimulator.start({ sources: [synthesizeExample('frontend-backend'), templateOf(BACKEND)] }),
    'one assembly is simulated at a time, and not beside templates'],
  ['a stack that is none', () => simulated(BACKEND, { stacks: ['Prod'] }), 'there is no stack "Prod". The stacks are: '],
  ['two namespaces of one name', () => simulated({ ...BACKEND, Other: NAMESPACE }), 'the namespace shop.internal is there twice, in '],
  ['a parameter that is none', () => simulated(BACKEND, { parameters: { Nope: '1' } }), 'no template has a parameter "Nope"'],
  ['a port that is none', () => simulated(BACKEND, { dnsPort: 99_999 }), 'a port is a number from 0 to 65535, and not 99999'],
  ['a name in place of an address', () => simulated(BACKEND, { address: 'localhost' }), '"localhost" is no address: give one of this machine, such as 127.0.0.1'],
  ['an empty command', () => simulated(BACKEND, { run: { backend: ' ' } }), 'the command of backend is empty'],
  ['two commands for one service', () => simulated(BACKEND, { run: { backend: 'true', Backend: 'true' } }), 'Backend is a service that has a command already, by another name'],
  ['a command for a service that is none', () => simulated(BACKEND, { run: { payment: 'true' } }), 'there is no service "payment". The services are: backend.shop.internal'],
  ['an address of another machine', () => simulated(BACKEND, { address: '192.0.2.1' }), '192.0.2.1 is no address of this machine'],
  ['a server for other names that is none', () => simulated(BACKEND, { forwardTo: 'resolver.example' }), '"resolver.example" is no address of a DNS server'],
])('%s is refused', async (_, start, message) => {
  await expect(start()).rejects.toThrow(message);
});

test('of two stages with a namespace of one name, one is chosen', async () => {
  const [prod, test] = ['backend', 'other'].map((name) => templateOf({ ...BACKEND, Name: cloudMapService(name) }));

  const simulator = await simulated({}, { sources: [prod, test], stacks: [test] });

  expect(simulator.services.map(({ discoveryNames }) => discoveryNames)).toEqual([['other.shop.internal']]);
});

test('tells what it leaves out, and why', async () => {
  const simulator = await simulated({
    ...BACKEND,
    Parameterized: { ...NAMESPACE, Properties: { ...NAMESPACE.Properties, Name: { Ref: 'NamespaceName' } } },
    Elsewhere: cloudMapService('elsewhere', { NamespaceId: 'ns-1234' }),
    Long: cloudMapService(['a', 'b', 'c', 'd'].map((letter) => letter.repeat(60)).join('.'), { DnsConfig: { DnsRecords: [{ Type: 'SRV', TTL: 10 }] } }),
    Later: { Type: 'AWS::ServiceDiscovery::Instance', Properties: { ServiceId: { Ref: 'Name' }, InstanceId: { Ref: 'Id' }, InstanceAttributes: {} } },
  });

  expect(simulator.leftOut).toEqual([
    'Parameterized: the name of the namespace is known at deployment only (a parameter can be given)',
    'Elsewhere: its namespace is not in these templates (its name can be given)',
    expect.stringMatching(/^Long: a{60}\..*\.d{60}\.shop\.internal is a name that another one has, or that DNS cannot carry with the ids of tasks /),
    'Later: the id of the instance is known at deployment only',
  ]);
});

test.each<[string, object, Record<string, string>]>([
  ['known by its id', { NamespaceId: 'ns-0123456789abcdef' }, { 'ns-0123456789abcdef': 'shop.internal', 'ns-other': 'other.internal' }],
  ['known at deployment only', { NamespaceId: { 'Fn::ImportValue': 'namespace' } }, { '': 'shop.internal' }],
])('a namespace of another app that is %s gets the name that is given', async (_, properties, existingNamespaces) => {
  const { Namespace, ...others } = BACKEND;
  const simulator = await simulated({ ...others, Name: cloudMapService('backend', properties) }, { existingNamespaces });

  expect(Namespace).toBeDefined();
  expect(await resolverOf(simulator).resolve4('backend.shop.internal')).toHaveLength(2);
  expect(simulator.leftOut).toEqual([]);
});

describe('the number of tasks', () => {
  test.each([
    ['is that of the template', { DesiredCount: 3 }, {}, 3],
    ['is one where the template says nothing', { DesiredCount: undefined }, {}, 1],
    ['is not below that of its scaling', { DesiredCount: 1 }, {
      Target: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: { MinCapacity: 4, MaxCapacity: 9, ResourceId: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Backend', 'Name'] }]] } },
      },
    }, 4],
    ['is one of a daemon', { DesiredCount: undefined, SchedulingStrategy: 'DAEMON' }, {}, 1],
  ])('%s', async (_, properties, more, count) => {
    expect((await simulated({ ...BACKEND, ...more, Backend: ecsService('Name', properties) })).tasks()).toHaveLength(count);
  });
});

test('in bridge mode the port is one of the instance, and it is what is registered', async () => {
  const simulator = await simulated({
    ...BACKEND,
    Task: taskDefinition({ PortMappings: [{ ContainerPort: 8080 }, { ContainerPort: 9090, HostPort: 9999 }] }, { NetworkMode: 'bridge' }),
    Name: cloudMapService('backend', { DnsConfig: { DnsRecords: [{ Type: 'SRV', TTL: 10 }] } }),
    Backend: ecsService('Name', { ServiceRegistries: [{ RegistryArn: { 'Fn::GetAtt': ['Name', 'Arn'] }, ContainerName: 'app', ContainerPort: 8080 }] }),
  });

  const [{ ports }] = simulator.tasks();
  const [record] = await resolverOf(simulator).resolveSrv('backend.shop.internal');

  expect(ports).toEqual([expect.any(Number), 9999]);
  expect(ports[0]).toBeGreaterThanOrEqual(32_768);
  expect(record.port).toBe(ports[0]);
});

describe('what AWS would refuse is told, and ends nothing', () => {
  test.each([[99_999_999_999], [-1], [1.5]])('a TTL of %d', async (TTL) => {
    const simulator = await simulated({ ...BACKEND, Name: cloudMapService('backend', { DnsConfig: { DnsRecords: [{ Type: 'A', TTL }, { Type: 'SRV', TTL: 10 }] } }) });

    await expect(resolverOf(simulator).resolve4('backend.shop.internal')).rejects.toThrow(/ENODATA|ENOTFOUND/);
    expect(simulator.leftOut).toEqual([`Name: a TTL of ${TTL} is refused by AWS: it has no such record`]);
  });

  test('a negative TTL of that kind', async () => {
    const namespace = { ...NAMESPACE, Properties: { ...NAMESPACE.Properties, Properties: { DnsProperties: { SOA: { TTL: -1 } } } } };
    const simulator = await simulated({ ...BACKEND, Namespace: namespace });

    await expect(resolverOf(simulator).resolve4('nothing.shop.internal')).rejects.toThrow('ENOTFOUND');
    expect(simulator.leftOut).toEqual(['Namespace: a TTL of -1 is refused by AWS: the usual one is taken']);
  });

  test.each<[unknown, string]>([
    [1.5, 'it cannot have 1.5 tasks: it has 1'],
    [70_000, 'it cannot have 70000 tasks: it has 1'],
    [-3, 'it cannot have -3 tasks: it has 1'],
    [{ Ref: 'Count' }, 'the number of its tasks is known at deployment only: it has 1'],
  ])('%j tasks', async (DesiredCount, why) => {
    const simulator = await simulated({ ...BACKEND, Backend: ecsService('Name', { DesiredCount }) });

    expect(simulator.tasks()).toHaveLength(1);
    expect(simulator.leftOut).toEqual([`Backend: ${why}`]);
  });

  test('two names that are one to DNS: the first is answered', async () => {
    const simulator = await simulated({ ...BACKEND, Twin: cloudMapService('BACKEND'), TwinService: ecsService('Twin', { DesiredCount: 1 }) });

    expect(await resolverOf(simulator).resolve4('backend.shop.internal')).toHaveLength(2);
    expect(simulator.leftOut).toContainEqual(expect.stringMatching(/^Twin: BACKEND\.shop\.internal is a name that another one has/));
  });

  test('a name in a registry that is elsewhere', async () => {
    const simulator = await simulated({ ...BACKEND, Backend: ecsService('Name', { ServiceRegistries: [{ RegistryArn: 'arn:aws:servicediscovery:us-east-1:1:service/srv-1' }] }) });

    expect(simulator.leftOut).toEqual(['Backend: it registers its tasks under a name that is not in these templates']);
  });
});

test('the port and the environment are those of the container that clients call', async () => {
  const envoy = { Name: 'envoy', PortMappings: [{ ContainerPort: 9901 }], Environment: [{ Name: 'MODE', Value: 'proxy' }] };
  const app = { Name: 'app', PortMappings: [{ ContainerPort: 8080 }], Environment: [{ Name: 'MODE', Value: 'app' }] };
  const output: string[] = [];
  const simulator = await simulated({
    ...BACKEND,
    Task: taskDefinition({}, { ContainerDefinitions: [envoy, app] }),
    Name: cloudMapService('backend', { DnsConfig: { DnsRecords: [{ Type: 'SRV', TTL: 10 }] } }),
    Backend: ecsService('Name', { ServiceRegistries: [{ RegistryArn: { 'Fn::GetAtt': ['Name', 'Arn'] }, ContainerName: 'app', ContainerPort: 8080 }] }),
  }, { run: { backend: 'echo "$MODE $PORT"; sleep 60' }, onOutput: (line) => output.push(line.split(' | ')[1]) });

  await until(() => output.length === 2);
  expect(output).toEqual(['app 8080', 'app 8080']);
  expect((await resolverOf(simulator).resolveSrv('backend.shop.internal'))[0].port).toBe(8080);
});
