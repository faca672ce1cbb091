/* eslint-disable no-bitwise -- what is in a message is bits */
import { connect } from 'node:net';
import { ask, outcome, queryOf, read } from './support/ask';
import { simulated } from './support/simulation';
import { backendTemplate } from './support/templates';
import { endpointOf, framed, overTcp, unframed } from './support/wire';
import { DiscoverySimulator } from '../../../src/simulator';

// Sources: RFC 1035, 4.2.2; RFC 7766 (connections that are used again, pipelines, and messages in several segments).
const NAME = 'backend.ecs-internal';

let simulator: DiscoverySimulator;
let server: string;

beforeAll(async () => {
  simulator = await simulated(backendTemplate());
  server = simulator.dnsServer;
});

function idsOf(messages: readonly Buffer[]): number[] {
  return messages.map((message) => read(message).id).sort((one, other) => one - other);
}

function queries(count: number): Buffer[] {
  return Array.from({ length: count }, (_, i) => framed(queryOf(i % 3 ? NAME : `n${i}.ecs-internal`, 'A', { id: i })));
}

test('a connection carries several queries, one after another', async () => {
  expect(idsOf(await overTcp(server, queries(5), 5))).toEqual([0, 1, 2, 3, 4]);
});

test('queries in one segment are answered all', async () => {
  expect(idsOf(await overTcp(server, [Buffer.concat(queries(100))], 100))).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

test('a query in segments of one octet is answered', async () => {
  const octets = [...framed(queryOf(NAME, 'A', { id: 77 }))].map((octet) => Buffer.from([octet]));
  const [reply] = await overTcp(server, octets);
  expect(read(reply)).toMatchObject({ id: 77, rcode: 'NOERROR' });
});

test('a segment may end within the length of the next query', async () => {
  const both = Buffer.concat(queries(2));
  const cut = queries(2)[0].length + 1;
  expect(idsOf(await overTcp(server, [both.subarray(0, cut), both.subarray(cut)], 2))).toEqual([0, 1]);
});

test('a message of no octets, and one shorter than a header, do not stop the server', async () => {
  await overTcp(server, [Buffer.from([0, 0]), Buffer.from([0, 3, 1, 2, 3])], 1, 100);
  expect(outcome(await ask(server, NAME, 'A', { transport: 'tcp' }))).toBe('ANSWER');
});

test('a response over TCP gets no answer', async () => {
  const response = queryOf(NAME, 'A', { id: 5 });
  response[2] |= 0x80;
  const replies = await overTcp(server, [framed(response), framed(queryOf(NAME, 'A', { id: 6 }))], 2, 150);
  expect(idsOf(replies).filter((id) => id !== 6)).toEqual([]);
});

test('a client that says no more after its query gets its answer', async () => {
  const socket = connect({ ...endpointOf(server), allowHalfOpen: true });
  const parts: Buffer[] = [];
  socket.end(framed(queryOf(NAME, 'A', { id: 9 })));
  for await (const part of socket) {
    parts.push(part as Buffer);
  }
  expect(idsOf(unframed(Buffer.concat(parts)))).toEqual([9]);
});

test('clients that break off do not stop the server', async () => {
  const sockets = await Promise.all(Array.from({ length: 20 }, (_, i) => new Promise<void>((resolve) => {
    const socket = connect(endpointOf(server), () => {
      socket.write(framed(queryOf(NAME)).subarray(0, i + 1));
      socket.resetAndDestroy();
    });
    socket.on('close', () => resolve());
    socket.on('error', () => undefined);
  })));
  expect(sockets).toHaveLength(20);
  expect(outcome(await ask(server, NAME, 'A', { transport: 'tcp' }))).toBe('ANSWER');
});

test('many connections are answered at a time', async () => {
  const replies = await Promise.all(Array.from({ length: 100 }, () => ask(server, NAME, 'A', { transport: 'tcp' })));
  expect(replies.map(outcome)).toEqual(replies.map(() => 'ANSWER'));
});

test('an idle connection does not keep the simulator from stopping', async () => {
  const other = await simulated(backendTemplate());
  const socket = connect(endpointOf(other.dnsServer));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await other.stop();
  await closed;
});
