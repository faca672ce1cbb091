import { randomInt } from 'node:crypto';
import type { RecordType } from 'dns-packet';
import { RECURSION_DESIRED, encode } from 'dns-packet';
import type { Zones } from './answer';
import { answer } from './answer';
import type { Header, Query } from './read-query';
import { readQuery } from './read-query';
import { readReply } from './read-reply';
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

/** The answer to a message, at once or from another server; undefined where it gets none. Whatever goes wrong is an answer, too. */
export function respond(source: Source, message: Buffer, isByTcp: boolean): Buffer | Promise<Buffer> | undefined {
  try {
    const found = answered(source, message, isByTcp);
    return found instanceof Promise ? found.catch(() => failure(message, isByTcp)!) : found;
  } catch {
    return failure(message, isByTcp);
  }
}

function failure(message: Buffer, isByTcp: boolean): Buffer | undefined {
  const received = readQuery(message);
  return received && replyTo('query' in received ? received.query : received.header, { rcode: 'SERVFAIL' }, isByTcp);
}

function answered({ zones, random, forward }: Source, message: Buffer, isByTcp: boolean): Buffer | Promise<Buffer> | undefined {
  const received = readQuery(message);
  if (!received) {
    return undefined;
  }
  if ('rcode' in received) {
    return replyTo(received.header, { rcode: received.rcode }, isByTcp);
  }
  const { query } = received;
  const asked = query.name.toLowerCase();
  const { outside, rcode, answers, authorities } = answer(zones(), asked, query.type, random);
  if (outside !== undefined && forward) {
    const found = outside === asked ? forward(message, isByTcp) : chase(forward, outside, query, answers, isByTcp);
    return found.then((reply) => reply ?? replyTo(query, { rcode: 'SERVFAIL' }, isByTcp));
  }
  return replyTo(query, { rcode, authorities, answers: answers.map((record) => spelled(record, asked, query.name)) }, isByTcp);
}

/** Where a CNAME leads outside, the answer goes on with what the other server says of that name. */
async function chase(forward: Forward, name: string, query: Query, answers: readonly DnsRecord[], isByTcp: boolean): Promise<Buffer | undefined> {
  const type = query.type as RecordType;
  const found = await forward(encode({ type: 'query', id: randomInt(65_536), flags: RECURSION_DESIRED, questions: [{ type, name }] }), isByTcp);
  const received = found && readReply(found);
  const own = answers.map((record) => spelled(record, query.name.toLowerCase(), query.name));
  return received && replyTo(query, { ...received, answers: [...own, ...received.answers] }, isByTcp);
}

/** With capital letters where the client wrote them: some clients look whether they come back. */
function spelled(record: DnsRecord, asked: string, name: string): DnsRecord {
  return record.name.toLowerCase() === asked ? { ...record, name } : record;
}

function replyTo(header: Header, reply: Reply, isByTcp: boolean): Buffer {
  return writeReply(header, reply, sizeFor(header, isByTcp));
}
