/* eslint-disable no-bitwise -- what is in a message is bits */
import { queryOf } from './ask';
import { header, opt, question } from './packets';

/** Whole numbers from 0 up to, without, `limit`. */
export type Below = (limit: number) => number;

const TYPES = ['A', 'AAAA', 'SRV', 'TXT', 'NS', 'SOA', 'ANY', 'CNAME'] as const;
const NAMES = ['backend.ecs-internal', 'ecs-internal', 'nowhere.ecs-internal', 'example.com', '.', 'BACKEND.ECS-INTERNAL', '_grpc._tcp.ecs-internal'];

function randomBytes(below: Below, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => below(256)));
}

function good(below: Below): Buffer {
  return queryOf(NAMES[below(NAMES.length)], TYPES[below(TYPES.length)], { id: below(0x10000), edns: below(2) ? 512 + below(4096) : undefined });
}

/** Changes some octets, and cuts or lengthens the packet now and then. */
function mutated(below: Below): Buffer {
  const packet = Buffer.from(good(below));
  for (let i = below(6); i >= 0; i -= 1) {
    packet[below(packet.length)] = [0, 0xff, 0xc0, below(256), 1 << below(8)][below(5)];
  }
  switch (below(4)) {
    case 0: return packet.subarray(0, below(packet.length + 1));
    case 1: return Buffer.concat([packet, randomBytes(below, below(40))]);
    default: return packet;
  }
}

/** A header with counts that may be wrong, and a body that may be none. */
function badBody(below: Below): Buffer {
  const flags = below(2) ? 0x0100 : below(0x10000);
  const counts = { questions: below(3), answers: below(3), authorities: below(2), additionals: below(4) };
  const bodies = [
    randomBytes(below, below(60)),
    Buffer.from([0xc0, below(256), 0, 1, 0, 1]),
    Buffer.concat([question(), opt({ data: randomBytes(below, below(9)) })]),
  ];
  return Buffer.concat([header({ id: below(0x10000), flags, ...counts }), bodies[below(3)]]);
}

/** A packet of any kind: good, nearly good, or none at all. */
export function anyPacket(below: Below): Buffer {
  return [good, mutated, badBody, (numbers: Below) => randomBytes(numbers, numbers(80))][below(4)](below);
}

/** What is wrong with a reply to a packet, if anything is: RFC 1035, 4.1. */
export function faultOf(packet: Buffer | undefined, reply: Buffer): string | undefined {
  if (packet === undefined) {
    return 'a reply to no packet';
  }
  if (reply.length < 12 || (reply[2] & 0x80) === 0) {
    return 'no response';
  }
  if ((packet[2] & 0x80) !== 0) {
    return 'a response to a response';
  }
  if (((reply[2] ^ packet[2]) & 0x78) !== 0) {
    return 'another operation';
  }
  return endOf(reply) === reply.length ? undefined : 'records that do not end with the packet';
}

/** Where the records of a packet end; -1 where they leave it. */
function endOf(packet: Buffer): number {
  const count = (i: number) => packet.readUInt16BE(4 + i * 2);
  let at = 12;
  for (let i = 0; i < count(0) && at >= 0; i += 1) {
    at = afterName(packet, at) + 4;
  }
  for (let i = 0; i < count(1) + count(2) + count(3) && at >= 0; i += 1) {
    const fixed = afterName(packet, at);
    at = fixed + 10 <= packet.length ? fixed + 10 + packet.readUInt16BE(fixed + 8) : -1;
  }
  return at <= packet.length ? at : -1;
}

function afterName(packet: Buffer, start: number): number {
  let at = start;
  while (at < packet.length && packet[at] !== 0 && packet[at] < 0xc0) {
    at += 1 + packet[at];
  }
  return at + (packet[at] >= 0xc0 ? 2 : 1);
}
