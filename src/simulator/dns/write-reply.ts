import { RECURSION_AVAILABLE, TRUNCATED_RESPONSE, encode } from 'dns-packet';
import type { Answer } from 'dns-packet';
import type { Header, Rcode } from './read-query';
import type { DnsRecord } from './records';

/** What is said in answer to a message. */
export interface Reply {
  readonly rcode: Rcode;
  /** Also those of other servers. */
  readonly answers?: ReadonlyArray<DnsRecord | Answer>;
  readonly authorities?: readonly DnsRecord[];
}

const RCODES: Readonly<Record<Rcode, number>> = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, BADVERS: 16 };
const HEADER_LENGTH = 12;

/** What fits without EDNS, and what this server takes with it: https://www.rfc-editor.org/rfc/rfc6891#section-6.2.5 */
const PLAIN_SIZE = 512;
const LARGEST_SIZE = 4096;
const LARGEST_BY_TCP = 65_535;

/** How large an answer may be. */
export function sizeFor({ edns }: Header, isByTcp: boolean): number {
  return isByTcp ? LARGEST_BY_TCP : Math.min(Math.max(edns?.size ?? PLAIN_SIZE, PLAIN_SIZE), LARGEST_SIZE);
}

/** The octets of an answer, as the resolver of a VPC gives it: it is not the authority for the name, and recursion is available. What is too large has no records, and says so. */
export function writeReply(header: Header, reply: Reply, size: number): Buffer {
  const whole = written(header, reply, 0);
  return whole.length <= size ? whole : written(header, { rcode: reply.rcode }, TRUNCATED_RESPONSE);
}

function written({ id, echoed, question, edns }: Header, { rcode, answers = [], authorities = [] }: Reply, truncated: number): Buffer {
  const code = RCODES[rcode];
  const message = encode({
    type: 'response',
    id,
    flags: echoed + RECURSION_AVAILABLE + truncated + code % 16,
    answers: answers.map(asAnswer),
    authorities: authorities.map(asAnswer),
    additionals: edns ? [{ type: 'OPT', name: '.', udpPayloadSize: LARGEST_SIZE, extendedRcode: Math.floor(code / 16), ednsVersion: 0, flags: 0, flag_do: false, options: [] }] : [],
  });
  if (question.length === 0) {
    return message;
  }
  // The question goes in as it came: as text it would lose what is no text. Nothing behind it points at a place in the message.
  message.writeUInt16BE(1, 4);
  return Buffer.concat([message.subarray(0, HEADER_LENGTH), question, message.subarray(HEADER_LENGTH)]);
}

function asAnswer(record: DnsRecord | Answer): Answer {
  return record as Answer;
}
