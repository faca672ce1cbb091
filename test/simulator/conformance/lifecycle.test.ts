import { createSocket } from 'node:dgram';
import { promises as dns, NOTFOUND } from 'node:dns';
import { createServer } from 'node:net';
import { addresses, ask, queryOf } from './support/ask';
import { addressesOf, fileOf, simulated, startedWith } from './support/simulation';
import { backendTemplate } from './support/templates';
import { datagrams, endpointOf } from './support/wire';

const NAME = 'backend.ecs-internal';

test('the simulator tells where it listens: on loopback, one port for UDP and TCP, another for the API', async () => {
  const { dnsServer, apiEndpoint } = await simulated(backendTemplate());
  expect(dnsServer).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(apiEndpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await ask(dnsServer, NAME, 'A', { transport: 'tcp' })).answers).toHaveLength(2);
});

test('several simulators run side by side', async () => {
  const [one, other] = await Promise.all([simulated(backendTemplate(1)), simulated(backendTemplate(3))]);
  expect([await addresses(one.dnsServer, NAME), await addresses(other.dnsServer, NAME)].map(({ length }) => length)).toEqual([1, 3]);
  other.scale(NAME, 0);
  expect(await addresses(one.dnsServer, NAME)).toHaveLength(1);
});

test('a stopped simulator answers no more, frees its ports, and may be stopped again', async () => {
  const simulator = await simulated(backendTemplate());
  await simulator.stop();
  expect(await datagrams(simulator.dnsServer, [queryOf(NAME)], 1, 100)).toEqual([]);
  await expect(fetch(simulator.apiEndpoint)).rejects.toThrow();
  const ports = { dnsPort: endpointOf(simulator.dnsServer).port, apiPort: endpointOf(simulator.apiEndpoint).port };
  const again = await simulated(backendTemplate(), ports);
  expect([again.dnsServer, again.apiEndpoint]).toEqual([simulator.dnsServer, simulator.apiEndpoint]);
  await simulator.stop();
  expect(await addresses(again.dnsServer, NAME)).toHaveLength(2);
});

test('a port of UDP, TCP or the API that is in use is an error with the port, and frees the others', async () => {
  const udp = createSocket('udp4');
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const tcp = createServer();
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const taken = (tcp.address() as { port: number }).port;
  const sources = [fileOf(backendTemplate())];
  await expect(startedWith({ sources, dnsPort: udp.address().port })).rejects.toThrow(String(udp.address().port));
  await expect(startedWith({ sources, dnsPort: taken })).rejects.toThrow(String(taken));
  await expect(startedWith({ sources, apiPort: taken })).rejects.toThrow(String(taken));
  const free = createSocket('udp4');
  await new Promise<void>((resolve) => free.bind(taken, '127.0.0.1', resolve)); // not held by the start that failed
  [udp, free].forEach((socket) => socket.close());
  tcp.close();
});

test('node:dns finds names, services and denials', async () => {
  const simulator = await simulated(backendTemplate(3, { records: { A: 42, SRV: 43 } }));
  const resolver = new dns.Resolver();
  resolver.setServers([simulator.dnsServer]);
  const records = await resolver.resolve4(NAME, { ttl: true });
  expect(records.map(({ address }) => address).sort()).toEqual(addressesOf(simulator, NAME));
  expect(records.map(({ ttl }) => ttl)).toEqual([42, 42, 42]);
  const services = await resolver.resolveSrv(NAME);
  expect(services.map(({ priority, weight, port }) => [priority, weight, port])).toEqual([[1, 1, 8080], [1, 1, 8080], [1, 1, 8080]]);
  const targets = await Promise.all(services.map(({ name }) => resolver.resolve4(name)));
  expect(targets.flat().sort()).toEqual(addressesOf(simulator, NAME));
  await expect(resolver.resolve4('nowhere.ecs-internal')).rejects.toMatchObject({ code: NOTFOUND });
  await expect(resolver.resolve6(NAME)).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'EREFUSED' });
  expect(await resolver.resolveSoa('ecs-internal')).toMatchObject({ nsname: expect.any(String) });
  expect(await resolver.resolveNs('ecs-internal')).toHaveLength(4);
});

test('node:dns finds an answer that needs TCP', async () => {
  const simulator = await simulated(backendTemplate(12, { name: `wide-${'w'.repeat(55)}`, records: { SRV: 5 } }));
  const resolver = new dns.Resolver();
  resolver.setServers([simulator.dnsServer]);
  expect(await resolver.resolveSrv(`wide-${'w'.repeat(55)}.ecs-internal`)).toHaveLength(8);
});
