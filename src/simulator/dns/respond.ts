import type { Zones } from './answer';
import { answer } from './answer';
import type { Header } from './read-query';
import { readQuery } from './read-query';
import type { DnsRecord } from './records';
import type { Reply } from './write-reply';
import { sizeFor, writeReply } from './write-reply';

/** Asks another server; undefined where it does not answer. */
export type Forward = (message: Buffer, isByTcp: boolean) => Promise<Buffer | undefined>;

/** Where answers come from. */
export interface Source {
  readonly zones: () => Zones;
  readonly random: () => number;
  /** Where names outside of all zones are asked; without it they are refused. */
  readonly forward?: Forward;
}

/** The answer to a message, at once or from another server; undefined where it gets none. */
export function respond({ zones, random, forward }: Source, message: Buffer, isByTcp: boolean): Buffer | Promise<Buffer> | undefined {
  const received = readQuery(message);
  if (!received) {
    return undefined;
  }
  if ('rcode' in received) {
    return replyTo(received.header, { rcode: received.rcode }, isByTcp);
  }
  const { query } = received;
  const asked = query.name.toLowerCase();
  const { outside, ...reply } = answer(zones(), asked, query.type, random);
  if (outside === asked && forward) {
    return forward(message, isByTcp).then((found) => found ?? replyTo(query, { rcode: 'SERVFAIL' }, isByTcp));
  }
  return replyTo(query, { ...reply, answers: reply.answers.map((record) => spelled(record, asked, query.name)) }, isByTcp);
}

/** With capital letters where the client wrote them: some clients look whether they come back. */
function spelled(record: DnsRecord, asked: string, name: string): DnsRecord {
  return record.name.toLowerCase() === asked ? { ...record, name } : record;
}

function replyTo(header: Header, reply: Reply, isByTcp: boolean): Buffer {
  return writeReply(header, reply, sizeFor(header, isByTcp));
}
