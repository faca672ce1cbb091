/* eslint-disable no-bitwise -- what is in a message is bits */
import { OptAnswer } from 'dns-packet';
import { Reply, ask, exchange, outcome, servicesOf } from './support/ask';
import { flagsOf, header, labels, opt, question, typeAndClass } from './support/packets';
import { simulated } from './support/simulation';
import { ecsService, privateNamespace, templateOf } from './support/templates';
import { framed, overTcp } from './support/wire';
import { DiscoverySimulator } from '../../../src/simulator';

// Sources: RFC 6891 (EDNS), RFC 2181, 9 (TC), RFC 1035, 4.2.1 (512 octets).
const WIDE = `wide-${'w'.repeat(55)}`;
const WIDE_NAME = `${WIDE}.ecs-internal`; // eight SRV records of it need more than 512 octets
const TEMPLATE = templateOf(
  privateNamespace('Internal', 'ecs-internal'),
  ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks: 2 }),
  ecsService('Wide', { name: WIDE, namespace: 'Internal', records: { SRV: 22 }, tasks: 12 }),
);

const UNKNOWN_OPTION = Buffer.from([0xfd, 0xe9, 0, 3, 1, 2, 3]);

let simulator: DiscoverySimulator;
let server: string;

beforeAll(async () => {
  simulator = await simulated(TEMPLATE);
  server = simulator.dnsServer;
});

function optsOf(reply: Reply): OptAnswer[] {
  return reply.additionals.filter((record): record is OptAnswer => record.type === 'OPT');
}

test.each(['backend.ecs-internal', 'nowhere.ecs-internal', 'example.com'])('a query for %s with EDNS is answered with EDNS, one without is not', async (name) => {
  expect(optsOf(await ask(server, name, 'A', { edns: 1232 }))).toMatchObject([{ ednsVersion: 0, extendedRcode: 0, udpPayloadSize: expect.any(Number) }]);
  expect(optsOf(await ask(server, name))).toEqual([]);
});

test('the size that the server takes is at least 512 octets', async () => {
  const [{ udpPayloadSize }] = optsOf(await ask(server, 'backend.ecs-internal', 'A', { edns: 4096 }));
  expect(udpPayloadSize).toBeGreaterThanOrEqual(512);
});

// RFC 6891, 6.1.1: "If an OPT record is present in a received request, compliant responders MUST include an OPT record in their respective responses."
test.each([
  ['NOTIMP', Buffer.concat([header({ flags: 2 << 11, additionals: 1 }), question(), opt()])],
  ['NOTIMP', Buffer.concat([header({ flags: 5 << 11, questions: 0, additionals: 1 }), opt()])],
  ['FORMERR', Buffer.concat([header({ questions: 0, additionals: 1 }), opt()])],
  ['FORMERR', Buffer.concat([header({ questions: 2, additionals: 1 }), question(), question(), opt()])],
  ['REFUSED', Buffer.concat([header({ additionals: 1 }), question(1, 3), opt()])],
])('a query with EDNS that comes back as %s has EDNS in its reply', async (rcode, packet) => {
  for (const transport of ['udp', 'tcp'] as const) {
    const reply = await exchange(server, packet, transport);
    expect(reply).toMatchObject({ rcode });
    expect(optsOf(reply)).toMatchObject([{ ednsVersion: 0, extendedRcode: 0 }]);
  }
});

test.each([1, 2, 255])('EDNS of version %d is a bad version', async (ednsVersion) => {
  const reply = await ask(server, 'backend.ecs-internal', 'A', { edns: 1232, ednsVersion });
  expect(flagsOf(reply.bytes)).toMatchObject({ qr: 1, rcode: 0 });
  expect(optsOf(reply)).toMatchObject([{ extendedRcode: 1, ednsVersion: 0 }]); // BADVERS, 16, is in both
  expect(reply.answers).toEqual([]);
});

test('an option that the server does not know is ignored', async () => {
  const reply = await exchange(server, Buffer.concat([header({ additionals: 1 }), question(), opt({ data: UNKNOWN_OPTION })]));
  expect(outcome(reply)).toBe('ANSWER');
});

test('the flag for DNSSEC changes nothing: the zones are not signed', async () => {
  const withDo = opt();
  withDo[7] = 0x80;
  const reply = await exchange(server, Buffer.concat([header({ additionals: 1 }), question(), withDo]));
  expect(outcome(reply)).toBe('ANSWER');
  expect(flagsOf(reply.bytes)).toMatchObject({ ad: 0 });
});

// RFC 6891, 6.2.3: "values lower than 512 MUST be treated as equal to 512".
test.each([undefined, 0, 100, 512])('with the size %p an answer over UDP has at most 512 octets, and tells that there is more', async (edns) => {
  const records = edns === undefined ? [] : [opt({ size: edns })];
  const packet = [header({ additionals: records.length }), labels(WIDE, 'ecs-internal'), typeAndClass(33), ...records];
  const reply = await exchange(server, Buffer.concat(packet));
  expect(reply).toMatchObject({ rcode: 'NOERROR', flag_tc: true });
  expect(reply.bytes.length).toBeLessThanOrEqual(512);
  expect(optsOf(reply)).toHaveLength(edns === undefined ? 0 : 1);
});

test('with a size between, the answer keeps to it', async () => {
  const reply = await ask(server, WIDE_NAME, 'SRV', { edns: 700 });
  expect(reply.flag_tc).toBe(true);
  expect(reply.bytes.length).toBeLessThanOrEqual(700);
});

test('with a size that suffices, the answer is whole', async () => {
  const reply = await ask(server, WIDE_NAME, 'SRV', { edns: 4096 });
  expect(reply.flag_tc).toBe(false);
  expect(servicesOf(reply.answers)).toHaveLength(8);
});

test.each([undefined, 512])('over TCP the answer is whole, with the size %p', async (edns) => {
  const reply = await ask(server, WIDE_NAME, 'SRV', { edns, transport: 'tcp' });
  expect(reply.flag_tc).toBe(false);
  expect(servicesOf(reply.answers)).toHaveLength(8);
  expect(reply.bytes.length).toBeGreaterThan(512);
});

test('what is cut is whole records: the packet can be read, and its question is there', async () => {
  const reply = await ask(server, WIDE_NAME, 'SRV');
  expect(reply.questions).toEqual([{ name: WIDE_NAME, type: 'SRV', class: 'IN' }]);
  expect(servicesOf(reply.answers).map(({ port }) => port)).toEqual(servicesOf(reply.answers).map(() => 8080));
});

test('an answer that is short is not cut', async () => {
  expect((await ask(server, 'backend.ecs-internal')).flag_tc).toBe(false);
});

test('an OPT record counts towards the size', async () => {
  const [target] = simulator.tasks(WIDE_NAME);
  for (let edns = 512; edns < 1400; edns += 37) {
    expect((await ask(server, WIDE_NAME, 'SRV', { edns })).bytes.length).toBeLessThanOrEqual(edns);
  }
  expect(outcome(await ask(server, `${target.id}.${WIDE_NAME}`, 'A', { edns: 512 }))).toBe('ANSWER');
});

test('a bad version over TCP leaves the connection open', async () => {
  const bad = Buffer.concat([header({ additionals: 1 }), labels('backend', 'ecs-internal'), typeAndClass(), opt({ version: 1 })]);
  expect(await overTcp(server, [framed(bad), framed(bad)], 2)).toHaveLength(2);
});
