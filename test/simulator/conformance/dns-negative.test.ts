import { addresses, ask, dataOf, negativeTtl, outcome } from './support/ask';
import { addressesOf, simulated } from './support/simulation';
import { ZOO } from './support/zoo';
import { DiscoverySimulator } from '../../../src/simulator';

let simulator: DiscoverySimulator;
let server: string;

beforeAll(async () => {
  simulator = await simulated(ZOO);
  server = simulator.dnsServer;
});

const UNKNOWN = [
  ['a name that no service has', 'nowhere.ecs-internal'],
  ['a name below a service', 'one.backend.ecs-internal'],
  ['a Cloud Map service without instances', 'never.ecs-internal'],
  ['a service of no tasks', 'off.ecs-internal'],
  ['a service that is for the API alone', 'onlyapi.ecs-internal'],
  ['a wildcard', '*.ecs-internal'],
] as const;

test.each(UNKNOWN)('%s is no name', async (_, name) => {
  const reply = await ask(server, name);
  expect(reply).toMatchObject({ rcode: 'NXDOMAIN', answers: [], authorities: [{ type: 'SOA', name: 'ecs-internal', class: 'IN' }] });
});

test.each(UNKNOWN)('%s is no name for SRV either, over TCP', async (_, name) => {
  expect(await ask(server, name, 'SRV', { transport: 'tcp' })).toMatchObject({ rcode: 'NXDOMAIN', authorities: [{ type: 'SOA' }] });
});

// Namespace Properties.DnsProperties.SOA.TTL; Route 53's SOA of a new zone has 900 s, the VPC's resolver keeps 300 s (aws-facts.md 1.1).
test.each([
  ['300 s in a private namespace', 'nowhere.ecs-internal', 300],
  ['900 s in a public namespace', 'nowhere.shop.test', 900],
  ['as long as the private namespace says', 'nowhere.quick.internal', 7],
  ['as long as the public namespace says', 'nowhere.quick.test', 20],
])('that a name is not there may be kept %s', async (_, name, ttl) => {
  expect(negativeTtl(await ask(server, name))).toBe(ttl);
});

test.each([
  ['AAAA', 'backend.ecs-internal'], ['SRV', 'backend.ecs-internal'], ['TXT', 'backend.ecs-internal'], ['MX', 'backend.ecs-internal'],
  ['DS', 'backend.ecs-internal'], ['NS', 'backend.ecs-internal'], ['SOA', 'backend.ecs-internal'], ['CNAME', 'backend.ecs-internal'],
  ['PTR', 'six.ecs-internal'], ['CAA', 'dual.ecs-internal'], ['UNKNOWN_65', 'both.ecs-internal'], ['AAAA', 'lb.ecs-internal'],
  ['TXT', 'ecs-internal'], ['A', 'ecs-internal'], ['AAAA', 'apex.internal'], ['DNSKEY', 'ecs-internal'],
] as const)('a question for %s at %s, which has none, is answered by no data', async (type, name) => {
  const reply = await ask(server, name, type);
  expect(outcome(reply)).toBe('NODATA');
  expect(reply.authorities).toMatchObject([{ type: 'SOA', name: name.slice(name.indexOf('.') + 1) === 'internal' ? 'apex.internal' : 'ecs-internal' }]);
  expect(negativeTtl(reply)).toBe(300);
});

// RFC 8020 and RFC 4592, 2.2.2: names above an existing name exist. Route 53 answers them with NOERROR.
test.each([['v1.ecs-internal', 'A'], ['v1.ecs-internal', 'TXT'], ['_tcp.ecs-internal', 'SRV']] as const)('%s, above a name, exists without %s', async (name, type) => {
  expect(outcome(await ask(server, name, type))).toBe('NODATA');
});

test('a name above one that has no instances does not exist, until it has one', async () => {
  const [{ id }] = simulator.tasks('api.v1.ecs-internal');
  simulator.scale('api.v1.ecs-internal', 0);
  expect(outcome(await ask(server, 'v1.ecs-internal'))).toBe('NXDOMAIN');
  simulator.scale('api.v1.ecs-internal', 1);
  expect(outcome(await ask(server, 'v1.ecs-internal'))).toBe('NODATA');
  expect(simulator.tasks('api.v1.ecs-internal')[0].id).not.toBe(id);
});

test('ANY of an existing name is no denial of the name, and has no more than its records', async () => {
  const reply = await ask(server, 'backend.ecs-internal', 'ANY');
  expect(['NOERROR', 'NOTIMP', 'REFUSED']).toContain(reply.rcode); // RFC 8482 leaves the rest open
  expect(dataOf(reply.answers, 'A').filter((address) => !addressesOf(simulator, 'backend.ecs-internal').includes(address))).toEqual([]);
});

test('ANY of a name that is not there is a denial', async () => {
  expect(outcome(await ask(server, 'nowhere.ecs-internal', 'ANY'))).toBe('NXDOMAIN');
});

test.each(['ecs-internal', 'quick.internal', 'shop.test', 'apex.internal'])('%s has one SOA record', async (zone) => {
  const { answers, rcode } = await ask(server, zone, 'SOA');
  expect(rcode).toBe('NOERROR');
  expect(answers).toMatchObject([{ type: 'SOA', name: zone, data: { mname: expect.stringMatching(/\./), rname: expect.stringMatching(/\./) } }]);
});

// "When you create a private hosted zone, the following name servers are used" (Route 53, Working with private hosted zones).
test('a private namespace has Route 53\'s name servers for private zones', async () => {
  const { answers } = await ask(server, 'ecs-internal', 'NS');
  expect(dataOf(answers, 'NS')).toEqual(['ns-0.awsdns-00.com', 'ns-1024.awsdns-00.org', 'ns-1536.awsdns-00.co.uk', 'ns-512.awsdns-00.net']);
});

test('a public namespace has four name servers', async () => {
  const { answers } = await ask(server, 'shop.test', 'NS');
  expect(new Set(dataOf(answers, 'NS')).size).toBe(4);
});

// Route 53, private hosted zones that overlap: the most specific zone answers, and what it lacks is not looked for in the other.
test('of two namespaces the longer name answers, and what it lacks does not exist', async () => {
  expect(await addresses(server, 'inner.deep.ecs-internal')).toEqual(addressesOf(simulator, 'inner.deep.ecs-internal'));
  const reply = await ask(server, 'shadowed.deep.ecs-internal');
  expect(reply).toMatchObject({ rcode: 'NXDOMAIN', authorities: [{ type: 'SOA', name: 'deep.ecs-internal' }] });
});

test.each(['example.com', 'internal', 'xecs-internal', 'ecs-internal.example.com', 'shop-api', 'orders.shop-api', 'test', '.', 'localhost'])(
  '%s is outside of the namespaces and refused', async (name) => {
    expect(await ask(server, name)).toMatchObject({ rcode: 'REFUSED', answers: [], authorities: [] });
    expect(await ask(server, name, 'NS', { transport: 'tcp' })).toMatchObject({ rcode: 'REFUSED' });
  });

test('an address is no name', async () => {
  const [{ address }] = simulator.tasks('backend.ecs-internal');
  const reverse = `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  expect((await ask(server, reverse, 'PTR')).rcode).toMatch(/^(REFUSED|NXDOMAIN)$/);
});
