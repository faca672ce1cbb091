import { CHECKING_DISABLED, RECURSION_DESIRED, decode } from 'dns-packet';
import type { DecodedPacket, OptAnswer } from 'dns-packet';

export type Rcode = 'NOERROR' | 'FORMERR' | 'SERVFAIL' | 'NXDOMAIN' | 'NOTIMP' | 'REFUSED' | 'BADVERS';

/** What a client says of itself by EDNS: https://www.rfc-editor.org/rfc/rfc6891 */
export interface Edns {
  /** How large an answer by UDP may be. */
  readonly size: number;
  readonly version: number;
}

/** What every answer repeats of the message that it is an answer to. */
export interface Header {
  readonly id: number;
  /** The operation, and whether recursion is desired and checking disabled, in their places. */
  readonly echoed: number;
  /** The question as it came, with capital letters where the client wrote them; empty where there is none that can be read. */
  readonly question: Buffer;
  readonly edns?: Edns;
}

/** A question that can be answered. */
export interface Query extends Header {
  /** As the client wrote it, without a dot at the end. */
  readonly name: string;
  readonly type: string;
}

/** A message, or what is wrong with it. */
export type Received =
  | { readonly query: Query }
  | { readonly header: Header; readonly rcode: Rcode };

const HEADER_LENGTH = 12;
const IN = 1;

/** Reads a message; undefined where it must not be answered, since it is no question or has no id. */
export function readQuery(message: Buffer): Received | undefined {
  const header = message.length < HEADER_LENGTH ? undefined : readHeader(message);
  if (!header) {
    return undefined;
  }
  const decoded = decoding(message);
  const options = decoded?.additionals?.filter((record): record is OptAnswer => record.type === 'OPT') ?? [];
  // Whoever speaks EDNS is answered in it, also where the answer is no: https://www.rfc-editor.org/rfc/rfc6891#section-6.1.1
  const known: Header = { ...header, edns: ednsOf(options[0]) };
  if (header.echoed >= OPCODE_UNIT) {
    return { header: known, rcode: 'NOTIMP' };
  }
  const question = message.readUInt16BE(4) === 1 ? readQuestion(message) : undefined;
  if (!question || !decoded || options.length > 1) {
    return { header: known, rcode: 'FORMERR' };
  }
  const { raw, name, class: questionClass } = question;
  return judged({ ...known, question: raw, name, type: decoded.questions![0].type }, questionClass);
}

/** The operation stands in bits 11 to 14; 0 is a question. */
const OPCODE_UNIT = 2048;

/** The header by itself, since the rest of the message may be no DNS. */
function readHeader(message: Buffer): Header | undefined {
  const alone = Buffer.concat([message.subarray(0, 4), Buffer.alloc(8)]);
  const { id = 0, type, flags = 0, flag_rd: isDesired, flag_cd: isUnchecked } = decode(alone) as DecodedHeader;
  const operation = Math.floor(flags / OPCODE_UNIT) % 16;
  const echoed = operation * OPCODE_UNIT + (isDesired ? RECURSION_DESIRED : 0) + (isUnchecked ? CHECKING_DISABLED : 0);
  return type === 'response' ? undefined : { id, echoed, question: Buffer.alloc(0) };
}

function judged(query: Query, questionClass: number): Received {
  if (query.edns && query.edns.version > 0) {
    return { header: query, rcode: 'BADVERS' };
  }
  return questionClass === IN ? { query } : { header: query, rcode: 'REFUSED' };
}

function ednsOf(option: (OptAnswer & { readonly ednsVersion?: number }) | undefined): Edns | undefined {
  return option && { size: option.udpPayloadSize, version: option.ednsVersion ?? 0 };
}

/** The types of the library lack some of what it reads. */
type DecodedHeader = DecodedPacket & { readonly flag_cd: boolean };

function decoding(message: Buffer): DecodedPacket | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}

/** Longer names than that are none: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const LONGEST_NAME = 255;
const LONGEST_LABEL = 63;

/**
 * The first question, by its octets: as text, a dot inside a label would look like one between two labels.
 *
 * Nothing stands before it that a pointer could point at, so one with a pointer is wrong.
 */
export function readQuestion(message: Buffer): { readonly name: string; readonly raw: Buffer; readonly class: number } | undefined {
  const labels: string[] = [];
  let offset = HEADER_LENGTH;
  for (let length = message[offset]; length !== 0; length = message[offset]) {
    const end = offset + 1 + length;
    if (length === undefined || length > LONGEST_LABEL || end >= message.length || end - HEADER_LENGTH >= LONGEST_NAME) {
      return undefined;
    }
    labels.push(message.toString('latin1', offset + 1, end).replace(/\./g, '\\046'));
    offset = end;
  }
  const end = offset + 5;
  return end > message.length ? undefined : { name: labels.join('.'), raw: message.subarray(HEADER_LENGTH, end), class: message.readUInt16BE(end - 2) };
}
