import { addresses, ask, dataOf, exchange, outcome, queryOf, read } from './support/ask';
import { simulated } from './support/simulation';
import { cloudMapService, ecsService, instance, privateNamespace, templateOf } from './support/templates';
import { Answering, Upstream, answerTo, cutAnswerTo } from './support/upstream';
import { datagrams, endpointOf } from './support/wire';
import { DiscoverySimulator } from '../../../src/simulator';

// The VPC's resolver answers names of private zones itself, and asks for others elsewhere (Route 53, Working with private hosted zones).
const TEMPLATE = templateOf(
  privateNamespace('Internal', 'ecs-internal'),
  ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks: 2 }),
  cloudMapService('Outside', { name: 'outside', namespace: 'Internal', records: { CNAME: 32 }, routing: 'WEIGHTED', custom: false }),
  instance('Outside1', 'Outside', '{ AWS_INSTANCE_CNAME: partner.example.com }'),
);
const upstreams: Upstream[] = [];

afterAll(() => Promise.all(upstreams.map((upstream) => upstream.stop())));

async function forwarding(overUdp: Answering, overTcp?: Answering): Promise<{ simulator: DiscoverySimulator; server: string; upstream: Upstream }> {
  const upstream = await Upstream.start(overUdp, overTcp);
  upstreams.push(upstream);
  const simulator = await simulated(TEMPLATE, { forwardTo: upstream.server });
  return { simulator, server: simulator.dnsServer, upstream };
}

const known: Answering = (query) => answerTo(query, '192.0.2.1');

test.each(['udp', 'tcp'] as const)('a name outside of the namespaces is asked elsewhere, over %s', async (transport) => {
  const { server, upstream } = await forwarding(known);
  const reply = await ask(server, 'Example.com', 'A', { transport, id: 4711 });
  expect(reply).toMatchObject({ id: 4711, rcode: 'NOERROR', flag_ra: true, questions: [{ name: 'Example.com' }], answers: [{ ttl: 99, data: '192.0.2.1' }] });
  expect(upstream.asked).toEqual(['Example.com']);
});

test.each(['backend.ecs-internal', 'nowhere.ecs-internal', 'ecs-internal'])('%s is of a namespace and not asked elsewhere', async (name) => {
  const { server, upstream } = await forwarding(known);
  expect(dataOf((await ask(server, name)).answers, 'A')).not.toContain('192.0.2.1');
  expect(upstream.asked).toEqual([]);
});

test('what the other server does not know is not known', async () => {
  const { server } = await forwarding((query) => {
    const denial = cutAnswerTo(query);
    denial.writeUInt16BE(0x8183, 2);
    return denial;
  });
  expect(outcome(await ask(server, 'example.com'))).toBe('NXDOMAIN');
});

test('two clients that use one id get their own answers', async () => {
  const { server } = await forwarding((query) => answerTo(query, query.questions![0].name === 'one.example.com' ? '192.0.2.1' : '192.0.2.2'));
  const names = ['one.example.com', 'two.example.com'];
  const found = await Promise.all(names.map((name) => addresses(server, name, { id: 99 })));
  expect(found).toEqual([['192.0.2.1'], ['192.0.2.2']]);
});

test('answers of several questions at a time find their questions', async () => {
  const { server } = await forwarding((query) => answerTo(query, `192.0.2.${query.questions![0].name.split('.')[0].slice(1)}`));
  const packets = Array.from({ length: 40 }, (_, i) => queryOf(`n${i}.example.com`, 'A', { id: 500 + i }));
  const found = (await datagrams(server, packets)).map(read).map(({ id, answers }) => [id, dataOf(answers, 'A')[0]]).sort();
  expect(found).toEqual(packets.map((_, i) => [500 + i, `192.0.2.${i}`]));
});

test('an answer with another id or another question is not taken', async () => {
  const { server } = await forwarding((query) => [
    answerTo(query, '192.0.2.66', { id: (query.id! + 1) % 0x10000 }),
    answerTo({ ...query, questions: [{ name: 'other.example.com', type: 'A', class: 'IN' }] }, '192.0.2.67'),
    answerTo(query, '192.0.2.1'),
  ]);
  expect(await addresses(server, 'example.com')).toEqual(['192.0.2.1']);
});

test('an answer that is too long for UDP is whole over TCP', async () => {
  const { server } = await forwarding(cutAnswerTo, (query) => answerTo(query, '192.0.2.1', { count: 60 }));
  expect(await ask(server, 'example.com', 'A')).toMatchObject({ flag_tc: true });
  expect(dataOf((await ask(server, 'example.com', 'A', { transport: 'tcp' })).answers, 'A')).toHaveLength(60);
});

test('a CNAME to a name outside comes with what the other server says', async () => {
  const { server } = await forwarding(known);
  const { answers } = await ask(server, 'outside.ecs-internal');
  expect(answers[0]).toMatchObject({ type: 'CNAME', data: 'partner.example.com' });
  expect(dataOf(answers, 'A')).toEqual(['192.0.2.1']);
});

test('where the other server is not there, the resolver has failed', async () => {
  const simulator = await simulated(TEMPLATE, { forwardTo: '127.0.0.1:9' });
  const [reply] = await datagrams(simulator.dnsServer, [queryOf('example.com', 'A', { id: 3 })], 1, 8000);
  expect(read(reply)).toMatchObject({ id: 3, rcode: 'SERVFAIL' });
  expect(await addresses(simulator.dnsServer, 'backend.ecs-internal')).toHaveLength(2);
}, 10_000);

test('where the other server says nothing or nonsense, names of the namespaces are still answered', async () => {
  const { server } = await forwarding((query) => (query.questions![0].name === 'nonsense.example.com' ? Buffer.from([1, 2, 3]) : undefined));
  void datagrams(server, [queryOf('silent.example.com'), queryOf('nonsense.example.com')], 2, 50);
  expect(await exchange(server, queryOf('backend.ecs-internal'))).toMatchObject({ rcode: 'NOERROR' });
});

test('forwarding to itself is refused, or ends in a failure, and names of the namespaces are answered', async () => {
  const free = await Upstream.start(known);
  await free.stop();
  const { port } = endpointOf(free.server);
  const simulator = await simulated(TEMPLATE, { dnsPort: port, forwardTo: free.server }).catch((error: Error) => error);
  if (simulator instanceof Error) {
    expect(simulator.message).not.toBe('');
    return;
  }
  const replies = await datagrams(simulator.dnsServer, [queryOf('example.com')], 1, 8000);
  expect(replies.map(read)).toMatchObject([{ rcode: 'SERVFAIL' }]);
  expect(await addresses(simulator.dnsServer, 'backend.ecs-internal')).toHaveLength(2);
}, 15_000);
