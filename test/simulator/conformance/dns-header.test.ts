/* eslint-disable no-bitwise -- what is in a message is bits */
import { ask, exchange, queryOf, read } from './support/ask';
import { flagsOf, header, labels, opt, question, typeAndClass } from './support/packets';
import { addressesOf, simulated } from './support/simulation';
import { backendTemplate } from './support/templates';
import { datagrams, framed, overTcp } from './support/wire';
import { DiscoverySimulator } from '../../../src/simulator';

// Sources: RFC 1035, 4.1; RFC 6895, 2.2 and 2.3 for the codes; a recursive resolver's flags: RFC 1035, 4.1.1 (RA, and AA for authorities alone).
const NAME = 'backend.ecs-internal';
const NOT_IMPLEMENTED = 4;
const FORMAT_ERROR = 1;

let simulator: DiscoverySimulator;
let server: string;

beforeAll(async () => {
  simulator = await simulated(backendTemplate());
  server = simulator.dnsServer;
});

/** Whether the server is still there, after a packet it would not answer: replies come in the order of packets. */
async function repliesBefore(...packets: Buffer[]): Promise<number[]> {
  const replies = await datagrams(server, [...packets, queryOf(NAME, 'A', { id: 0xbeef })], Infinity, 150);
  return replies.map((reply) => reply.readUInt16BE(0));
}

test.each([['an answer', NAME, 0], ['a denial', 'nowhere.ecs-internal', 3]])('%s is a response with recursion, and not an authority\'s', async (_, name, rcode) => {
  for (const transport of ['udp', 'tcp'] as const) {
    const { bytes } = await ask(server, name, 'A', { transport });
    expect(flagsOf(bytes)).toEqual({ qr: 1, opcode: 0, aa: 0, tc: 0, rd: 1, ra: 1, z: 0, ad: 0, rcode });
  }
});

test('a query that asks for no recursion gets its flag back', async () => {
  expect(flagsOf((await ask(server, NAME, 'A', { recursion: false })).bytes)).toMatchObject({ rd: 0, ra: 1 });
});

test.each([0, 1, 0x1234, 0xffff])('the id %d comes back', async (id) => {
  expect((await ask(server, NAME, 'A', { id })).id).toBe(id);
  expect((await ask(server, 'nowhere.ecs-internal', 'A', { id, transport: 'tcp' })).id).toBe(id);
});

// RFC 4343; keeping the question's case is what resolvers check against forged answers ("0x20").
test.each(['BACKEND.ECS-INTERNAL', 'bAcKeNd.eCs-InTeRnAl', 'Backend.ecs-internal'])('%s is the same name, and the question comes back as it was', async (name) => {
  const reply = await ask(server, name);
  expect(reply.questions).toEqual([{ name, type: 'A', class: 'IN' }]);
  expect(reply.answers.map((answer) => answer.name.toLowerCase())).toEqual([NAME, NAME]);
  expect((await ask(server, `X${name}`)).questions[0].name).toBe(`X${name}`);
});

test('answers to several questions at a time each have their question\'s id and name', async () => {
  const names = Array.from({ length: 50 }, (_, i) => (i % 2 ? NAME : `n${i}.ecs-internal`));
  const replies = (await datagrams(server, names.map((name, i) => queryOf(name, 'A', { id: 1000 + i })))).map(read);
  expect(replies.map(({ id, questions }) => [id, questions[0].name]).sort()).toEqual(names.map((name, i) => [1000 + i, name]));
});

test.each([['IQUERY', 1], ['STATUS', 2], ['3', 3], ['NOTIFY', 4], ['UPDATE', 5], ['DSO', 6], ['15', 15]])('the operation %s is not implemented', async (_, opcode) => {
  const { bytes } = await exchange(server, Buffer.concat([header({ flags: opcode << 11 }), question()]));
  expect(flagsOf(bytes)).toMatchObject({ qr: 1, opcode, rcode: NOT_IMPLEMENTED });
});

test.each([['CH', 3], ['HS', 4], ['NONE', 254], ['7', 7]])('the class %s is not answered from the namespaces', async (_, classOf) => {
  const reply = await exchange(server, Buffer.concat([header({}), question(1, classOf)]));
  expect(['REFUSED', 'NOTIMP']).toContain(reply.rcode);
  expect(reply.answers).toEqual([]);
});

const FORMAT_ERRORS: [string, Buffer][] = [
  ['without a question', header({ questions: 0 })],
  ['with two questions', Buffer.concat([header({ questions: 2 }), question(), question()])],
  ['that tells of two questions and has one', Buffer.concat([header({ questions: 2 }), question()])],
  ['that ends after the header', header({})],
  ['that ends in a label', Buffer.concat([header({}), Buffer.from([9, 98, 97])])],
  ['that ends before the name\'s end', Buffer.concat([header({}), labels('backend').subarray(0, -1)])],
  ['that ends before the type', Buffer.concat([header({}), labels('backend', 'ecs-internal')])],
  ['that ends in the class', Buffer.concat([header({}), question().subarray(0, -1)])],
  ['of a name that points at itself', Buffer.concat([header({}), Buffer.from([0xc0, 12]), typeAndClass()])],
  ['of a name whose pointers go round', Buffer.concat([header({}), Buffer.from([1, 97, 0xc0, 12]), typeAndClass()])],
  ['of a name that points forward', Buffer.concat([header({}), Buffer.from([0xc0, 20]), typeAndClass(), labels('backend', 'ecs-internal')])],
  ['of a name that points out of the packet', Buffer.concat([header({}), Buffer.from([0xff, 0xff]), typeAndClass()])],
  ['of a label type that is reserved', Buffer.concat([header({}), Buffer.from([0x41, 97, 0]), typeAndClass()])],
  ['of a name of 256 octets', Buffer.concat([header({}), labels(...Array.from({ length: 3 }, () => 'a'.repeat(63)), 'a'.repeat(62)), typeAndClass()])],
  ['of a name of 500 octets', Buffer.concat([header({}), labels(...Array.from({ length: 8 }, () => 'a'.repeat(61))), typeAndClass()])],
  ['that tells of an additional record and has none', Buffer.concat([header({ additionals: 1 }), question()])],
  ['with an OPT record that ends early', Buffer.concat([header({ additionals: 1 }), question(), opt().subarray(0, -3)])],
  ['with an OPT record whose data ends early', Buffer.concat([header({ additionals: 1 }), question(), opt({ data: Buffer.alloc(4) }).subarray(0, -2)])],
  ['with two OPT records (RFC 6891, 6.1.1)', Buffer.concat([header({ additionals: 2 }), question(), opt(), opt()])],
];

test.each(FORMAT_ERRORS)('a query %s is a format error', async (_, packet) => {
  const [reply] = await datagrams(server, [packet]);
  expect(reply.readUInt16BE(0)).toBe(0x1234);
  expect(flagsOf(reply)).toMatchObject({ qr: 1, opcode: 0, tc: 0, rcode: FORMAT_ERROR });
  expect(read(reply).answers).toEqual([]);
});

test.each(FORMAT_ERRORS)('a query %s is a format error over TCP, and the connection goes on', async (_, packet) => {
  const replies = await overTcp(server, [framed(packet), framed(queryOf(NAME, 'A', { id: 7 }))], 2);
  expect(replies.map((reply) => [reply.readUInt16BE(0), flagsOf(reply).rcode])).toEqual([[0x1234, FORMAT_ERROR], [7, 0]]);
});

test('a name of 255 octets is one, and of 63 octets a label', async () => {
  const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(48)}.ecs-internal`; // 255 octets with lengths and root
  expect(await ask(server, longest)).toMatchObject({ rcode: 'NXDOMAIN', questions: [{ name: longest }] });
});

test.each([
  ['a response', Buffer.concat([header({ flags: 0x8180 }), question()])],
  ['a response that is a format error', header({ flags: 0x8181, questions: 0 })],
  ['a response of another operation', Buffer.concat([header({ flags: 0xa800 }), question()])],
  ['an empty datagram', Buffer.alloc(0)],
  ['one octet', Buffer.from([1])],
  ['less than a header', header({}).subarray(0, 11)],
])('%s is dropped', async (_, packet) => {
  expect(await repliesBefore(packet)).toEqual([0xbeef]);
});

test('a name with octets that are no letters is a name', async () => {
  const name = Buffer.concat([labels('\x00\xff .\\"', 'ecs-internal'), typeAndClass()]);
  const [reply] = await datagrams(server, [Buffer.concat([header({}), name])]);
  expect(flagsOf(reply)).toMatchObject({ rcode: 3 });
  expect(reply.subarray(12, 12 + name.length).equals(name)).toBe(true);
});

// RFC 1035, 3.1: a name is a sequence of labels; this one is a single label below the root, and so outside of the namespace.
test('a label with a dot in it is not two labels', async () => {
  const packet = Buffer.concat([header({}), labels('backend.ecs-internal'), typeAndClass()]);
  expect(flagsOf((await datagrams(server, [packet]))[0])).toMatchObject({ rcode: 5 });
});

test('after all that, the name still answers', async () => {
  expect((await ask(server, NAME)).answers).toHaveLength(addressesOf(simulator, NAME).length);
});
