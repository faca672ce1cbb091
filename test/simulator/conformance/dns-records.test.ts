import { addresses, ask, dataOf, outcome, servicesOf } from './support/ask';
import { addressesOf, simulated } from './support/simulation';
import { ZOO } from './support/zoo';
import { DiscoverySimulator } from '../../../src/simulator';

// Sources: the Cloud Map API reference, DnsRecord.Type and DnsConfig.RoutingPolicy; aws-facts.md 1.3 and 1.5.
let simulator: DiscoverySimulator;
let server: string;

beforeAll(async () => {
  simulator = await simulated(ZOO);
  server = simulator.dnsServer;
});

/** The one spelling of an IPv6 address, which has several. */
function shortened(address: string): string {
  return new URL(`http://[${address}]`).hostname;
}

const SRV_SERVICES = [
  ['of SRV records', '_grpc._tcp', 50051],
  ['of A and SRV records', 'both', 9090],
] as const;

test.each(['udp', 'tcp'] as const)('a name with A records has its tasks\' addresses, over %s', async (transport) => {
  const reply = await ask(server, 'backend.ecs-internal', 'A', { transport });
  expect(reply).toMatchObject({ rcode: 'NOERROR', answers: [{ type: 'A', class: 'IN' }, { type: 'A', class: 'IN' }] });
  expect(dataOf(reply.answers, 'A')).toEqual(addressesOf(simulator, 'backend.ecs-internal'));
});

test('a task has an address of its own in 127/8, which is not the server\'s', () => {
  const all = simulator.tasks().map(({ address }) => address);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((address) => !/^127\.\d+\.\d+\.\d+$/.test(address))).toEqual([]);
  expect(all).not.toContain('127.0.0.1');
});

test('a name with AAAA records has its tasks\' addresses, as IPv4-mapped ones', async () => {
  const reply = await ask(server, 'six.ecs-internal', 'AAAA');
  expect(dataOf(reply.answers, 'AAAA').map(shortened)).toEqual(simulator.tasks('six.ecs-internal').map(({ ipv6Address }) => shortened(ipv6Address!)).sort());
  expect(reply.answers.map(({ type }) => type)).toEqual(['AAAA', 'AAAA']);
  const octets = reply.bytes.toString('hex').match(/0010(0{20}ffff7f[0-9a-f]{6})/g);
  expect(octets).toHaveLength(2); // ::ffff:127.x.y.z, in octets
});

test('a name with AAAA records alone has no A record', async () => {
  expect(outcome(await ask(server, 'six.ecs-internal', 'A'))).toBe('NODATA');
});

test('a name with A and AAAA records answers each question with its type', async () => {
  const four = await ask(server, 'dual.ecs-internal', 'A');
  const six = await ask(server, 'dual.ecs-internal', 'AAAA');
  const tasks = simulator.tasks('dual.ecs-internal');
  expect(dataOf(four.answers, 'A')).toEqual(tasks.map(({ address }) => address).sort());
  expect(dataOf(six.answers, 'AAAA').map(shortened)).toEqual(tasks.map(({ ipv6Address }) => shortened(ipv6Address!)).sort());
  expect(tasks.map(({ address, ipv6Address }) => ipv6Address === `::ffff:${address}`)).toEqual([true, true]);
  expect([four, six].map(({ answers }) => [...new Set(answers.map(({ type }) => type))])).toEqual([['A'], ['AAAA']]);
});

test('a task in a subnet of IPv4 has no IPv6 address', () => {
  expect(simulator.tasks('backend.ecs-internal').map(({ ipv6Address }) => ipv6Address)).toEqual([undefined, undefined]);
});

// DnsRecord.Type: "the value of priority and weight are both always 1", and the target is <instance id>.<service>.<namespace>.
test.each(SRV_SERVICES)('a name %s has priority 1, weight 1, the port, and a name for each instance', async (_, name, port) => {
  const reply = await ask(server, `${name}.ecs-internal`, 'SRV');
  const expected = simulator.tasks(`${name}.ecs-internal`).map(({ id }) => `${id}.${name}.ecs-internal`).sort();
  const found = servicesOf(reply.answers);
  expect(found.map(({ target }) => target).sort()).toEqual(expected);
  expect(found.map(({ target, ...rest }) => rest)).toEqual(expected.map(() => ({ priority: 1, weight: 1, port })));
});

test.each(SRV_SERVICES)('the target of an SRV record of a name %s has the task\'s address alone', async (_, name) => {
  for (const { id, address } of simulator.tasks(`${name}.ecs-internal`)) {
    expect(await addresses(server, `${id}.${name}.ecs-internal`)).toEqual([address]);
  }
});

test('the target of an SRV record exists, but not with other types', async () => {
  const [{ id }] = simulator.tasks('_grpc._tcp.ecs-internal');
  expect(outcome(await ask(server, `${id}._grpc._tcp.ecs-internal`, 'SRV'))).toBe('NODATA');
  expect(outcome(await ask(server, `${id}._grpc._tcp.ecs-internal`, 'AAAA'))).toBe('NODATA');
});

test('the instances of a name without SRV records have no names of their own', async () => {
  const [{ id }] = simulator.tasks('backend.ecs-internal');
  expect(outcome(await ask(server, `${id}.backend.ecs-internal`))).toBe('NXDOMAIN');
});

test('an SRV record\'s target is not compressed (RFC 2782)', async () => {
  const { bytes } = await ask(server, '_grpc._tcp.ecs-internal', 'SRV');
  const [{ id }] = simulator.tasks('_grpc._tcp.ecs-internal');
  const target = ['_grpc', '_tcp', 'ecs-internal'].map((label) => String.fromCharCode(label.length) + label).join('');
  expect(bytes.toString('latin1')).toContain(`${String.fromCharCode(id.length)}${id}${target}\0`);
});

test('an instance id is a task id: 32 hexadecimal digits, the end of its ARN', () => {
  for (const { id, arn } of simulator.tasks()) {
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(arn).toMatch(new RegExp(`^arn:aws:ecs:[a-z0-9-]+:\\d{12}:task/shop/${id}$`));
  }
});

test('a name with SRV records alone has no A record', async () => {
  expect(outcome(await ask(server, '_grpc._tcp.ecs-internal', 'A'))).toBe('NODATA');
});

test('a name with A and SRV records has both', async () => {
  expect(await addresses(server, 'both.ecs-internal')).toEqual(addressesOf(simulator, 'both.ecs-internal'));
});

test.each(['A', 'AAAA', 'CNAME', 'SRV', 'TXT'] as const)('a name with a CNAME record has it for a question for %s', async (type) => {
  const reply = await ask(server, 'outside.ecs-internal', type);
  expect(reply).toMatchObject({ rcode: 'NOERROR' });
  expect(reply.answers[0]).toMatchObject({ type: 'CNAME', name: 'outside.ecs-internal', ttl: 32, data: 'partner.example.com' });
});

// RFC 1034, 3.6.2 and 5.2.2: a resolver restarts the query at the name that a CNAME stands for; one of its own namespaces' names it knows.
test('a CNAME to a name of a namespace comes with the addresses of that name', async () => {
  const { answers } = await ask(server, 'alias.ecs-internal', 'A');
  expect(answers[0]).toMatchObject({ type: 'CNAME', name: 'alias.ecs-internal', ttl: 33, data: 'backend.ecs-internal' });
  expect(dataOf(answers, 'A')).toEqual(addressesOf(simulator, 'backend.ecs-internal'));
  expect(answers.slice(1).map(({ name }) => name)).toEqual(['backend.ecs-internal', 'backend.ecs-internal']);
});

test.each([
  ['backend.ecs-internal', 'A', 60], ['many.ecs-internal', 'A', 11], ['six.ecs-internal', 'AAAA', 12], ['dual.ecs-internal', 'A', 13],
  ['dual.ecs-internal', 'AAAA', 14], ['_grpc._tcp.ecs-internal', 'SRV', 15], ['both.ecs-internal', 'A', 16], ['both.ecs-internal', 'SRV', 17],
  ['weighted.ecs-internal', 'A', 18], ['legacy.ecs-internal', 'A', 31], ['www.shop.test', 'A', 26], ['apex.internal', 'A', 23],
] as const)('%s has the TTL that its service gives its %s records', async (name, type, ttl) => {
  const { answers } = await ask(server, name, type);
  expect([...new Set(answers.map((answer) => 'ttl' in answer && answer.ttl))]).toEqual([ttl]);
});

test('an instance of the template is found under its attributes', async () => {
  expect(await addresses(server, 'legacy.ecs-internal')).toEqual(['10.9.8.7']); // the other one begins as unhealthy
});

// DnsRecord.TTL: alias records use the TTL of the resource, and the service's is ignored; a load balancer's is 60 s (Route 53 FAQ).
test('an alias has the load balancer\'s address, not a CNAME, and its own TTL of 60 s', async () => {
  const { answers } = await ask(server, 'lb.ecs-internal', 'A');
  expect(answers).toMatchObject([{ type: 'A', ttl: 60, data: expect.stringMatching(/^127\./) }]);
  expect(simulator.tasks().map(({ address }) => address)).not.toContain(dataOf(answers, 'A')[0]);
});

test('a service named by a dot is the namespace itself', async () => {
  expect(await addresses(server, 'apex.internal')).toEqual(addressesOf(simulator, 'apex.internal'));
});

test('a public namespace answers with the tasks\' private addresses', async () => {
  expect(await addresses(server, 'www.shop.test')).toEqual(addressesOf(simulator, 'www.shop.test'));
});
