/* eslint-disable no-bitwise -- what is in a message is bits */
import { Socket, createSocket } from 'node:dgram';
import { queryOf } from './ask';
import { Below, anyPacket, faultOf } from './fuzz';
import { seeded } from './simulation';
import { endpointOf, framed, overTcp } from './wire';

/** What became of the packets. */
export interface Fuzzed {
  readonly sent: number;
  readonly replies: number;
  /** What is wrong with replies, each with its packet. */
  readonly faults: readonly string[];
}

const AT_A_TIME = 64;
const FAULTS_ENOUGH = 20;

/** The id of the good query that ends a batch. */
const LAST = 0xffff;

function below(seed: number): Below {
  const random = seeded(seed);
  return (limit) => Math.floor(random() * limit);
}

/** Sends packets over UDP, some at a time, each time a good query last, and reads what comes back until that is answered. */
export async function fuzzUdp(server: string, count: number, seed: number): Promise<Fuzzed> {
  const { host, port } = endpointOf(server);
  const numbers = below(seed);
  const faults: string[] = [];
  let replies = 0;
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  for (let sent = 0; sent < count && faults.length < FAULTS_ENOUGH; sent += AT_A_TIME) {
    const batch = batchOf(numbers);
    const all = repliesTo(socket);
    batch.forEach((packet) => socket.send(packet, port, host));
    for (const reply of await all) {
      const packet = batch.get(idOf(reply));
      const fault = faultOf(packet, reply);
      replies += 1;
      faults.push(...fault === undefined ? [] : [`${fault}: ${packet?.toString('hex')} -> ${reply.toString('hex')}`]);
    }
  }
  socket.close();
  return { sent: count, replies, faults };
}

/** Packets with ids of their own, and a good query last; those without an id come to nothing in any case. */
function batchOf(numbers: Below): Map<number, Buffer> {
  const batch = new Map<number, Buffer>();
  for (let i = 0; i < AT_A_TIME; i += 1) {
    const packet = anyPacket(numbers);
    const id = packet.length < 2 ? -1 - i : idOf(packet);
    if (id !== LAST && !batch.has(id)) {
      batch.set(id, packet);
    }
  }
  return batch.set(LAST, queryOf('backend.ecs-internal', 'A', { id: LAST }));
}

/** What comes back until the good query is answered. */
function repliesTo(socket: Socket): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const replies: Buffer[] = [];
    const timer = setTimeout(() => reject(new Error('the server does not answer a good query any more')), 3000);
    const listener = (reply: Buffer) => {
      replies.push(reply);
      if (idOf(reply) === LAST) {
        clearTimeout(timer);
        socket.off('message', listener);
        resolve(replies);
      }
    };
    socket.on('message', listener);
  });
}

function idOf(packet: Buffer): number {
  return packet.length < 2 ? -1 : packet.readUInt16BE(0);
}

/** Sends packets over TCP, some to a connection. */
export async function fuzzTcp(server: string, count: number, seed: number): Promise<Fuzzed> {
  const numbers = below(seed);
  const faults: string[] = [];
  let replies = 0;
  for (let sent = 0; sent < count; sent += 20) {
    const packets = Array.from({ length: 20 }, () => anyPacket(numbers));
    const found = await overTcp(server, [Buffer.concat(packets.map(framed))], packets.length, 30);
    replies += found.length;
    for (const reply of found) {
      const asked = packets.filter((packet) => packet.length >= 12 && packet.readUInt16BE(0) === reply.readUInt16BE(0) && (packet[2] & 0x80) === 0);
      const fault = asked.some((packet) => faultOf(packet, reply) === undefined) ? undefined : faultOf(asked[0], reply);
      faults.push(...fault === undefined ? [] : [`${fault}: ${asked[0]?.toString('hex')} -> ${reply.toString('hex')}`]);
    }
  }
  return { sent: count, replies, faults };
}
