import type { Answer } from 'dns-packet';
import { decode } from 'dns-packet';
import type { Rcode } from './read-query';

/** What another server said. */
export interface ForeignReply {
  readonly rcode: Rcode;
  readonly answers: readonly Answer[];
}

/** Undefined where it is none, or says that it has failed. */
export function readReply(message: Buffer): ForeignReply | undefined {
  try {
    const { answers = [], rcode } = decode(message) as ReturnType<typeof decode> & { readonly rcode: string };
    return rcode === 'NOERROR' || rcode === 'NXDOMAIN' ? { rcode, answers } : undefined;
  } catch {
    return undefined;
  }
}
