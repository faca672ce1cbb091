import { Answer, DecodedPacket, OptAnswer, Packet, PacketOpt, RecordType, SoaAnswer, SrvAnswer, SrvData, StringAnswer, decode, encode } from 'dns-packet';
import { datagrams, framed, overTcp } from './wire';

/** What is asked for, and how. */
export interface Query {
  readonly id?: number;
  readonly transport?: 'udp' | 'tcp';
  /** The size of datagrams that the client takes; no EDNS without it. */
  readonly edns?: number;
  readonly ednsVersion?: number;
  readonly options?: PacketOpt[];
  readonly recursion?: boolean;
}

/** A reply, with the parts of its header that the types of dns-packet leave out. */
export interface Reply extends Required<Pick<Packet, 'id' | 'questions' | 'answers' | 'authorities' | 'additionals'>>, Omit<DecodedPacket, keyof Packet> {
  readonly rcode: string;
  readonly opcode: string;
  readonly bytes: Buffer;
}

/** The types that dns-packet can encode, and those it knows by number only. */
export type AskedType = RecordType | 'ANY' | `UNKNOWN_${number}`;

const RECURSION_DESIRED = 0x0100;

let lastId = 0;

/** A query's packet. */
export function queryOf(name: string, type: AskedType = 'A', query: Query = {}): Buffer {
  lastId = (lastId + 1) % 0x10000;
  const opt: Partial<OptAnswer> = { type: 'OPT', name: '.', udpPayloadSize: query.edns, ednsVersion: query.ednsVersion ?? 0, options: query.options ?? [] };
  return encode({
    type: 'query',
    id: query.id ?? lastId,
    flags: query.recursion ?? true ? RECURSION_DESIRED : 0,
    questions: [{ name, type: type as RecordType, class: 'IN' }],
    additionals: query.edns === undefined ? [] : [opt as OptAnswer],
  });
}

/** A reply's packet, read. */
export function read(bytes: Buffer): Reply {
  const packet = decode(bytes) as unknown as Omit<Reply, 'bytes'>;
  return { ...packet, bytes };
}

/** Sends a packet, and reads its reply; silence is an error. */
export async function exchange(server: string, packet: Buffer, transport: 'udp' | 'tcp' = 'udp'): Promise<Reply> {
  const [reply] = transport === 'udp' ? await datagrams(server, [packet]) : await overTcp(server, [framed(packet)]);
  if (reply === undefined) {
    throw new Error(`no reply from ${server} over ${transport} to ${packet.toString('hex')}`);
  }
  return read(reply);
}

/** Asks for a name. */
export async function ask(server: string, name: string, type: AskedType = 'A', query: Query = {}): Promise<Reply> {
  return exchange(server, queryOf(name, type, query), query.transport);
}

/** What the records of a type whose data is text hold, sorted. */
export function dataOf(records: readonly Answer[], type: 'A' | 'AAAA' | 'CNAME' | 'NS'): string[] {
  return records.filter((record): record is StringAnswer => record.type === type).map(({ data }) => data).sort();
}

/** What the SRV records hold. */
export function servicesOf(records: readonly Answer[]): SrvData[] {
  return records.filter((record): record is SrvAnswer => record.type === 'SRV').map(({ data }) => data);
}

/** The addresses that a name has now. */
export async function addresses(server: string, name: string, query: Query = {}): Promise<string[]> {
  return dataOf((await ask(server, name, 'A', query)).answers, 'A');
}

/** How long a resolver may keep that a name or type is not there (RFC 2308, 5): the lower of the SOA's TTL and its last field. */
export function negativeTtl(reply: Reply): number | undefined {
  const soa = reply.authorities.find((record): record is SoaAnswer => record.type === 'SOA');
  return soa && Math.min(soa.ttl ?? Infinity, soa.data.minimum ?? Infinity);
}

/** What became of a question: an answer, an existing name without that type, or no such name. */
export function outcome(reply: Reply): string {
  if (reply.rcode !== 'NOERROR') {
    return reply.rcode;
  }
  return reply.answers.length > 0 ? 'ANSWER' : 'NODATA';
}
