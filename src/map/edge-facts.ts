import type { Member } from './members';
import type { EdgeKind, MapPort } from './service-map';

/** An edge before it is put in order: several facts may tell the same one. */
export interface EdgeFact {
  readonly from: Member | 'internet';
  readonly to: Member;
  readonly port: MapPort;
  readonly kind: EdgeKind;
  readonly by?: string;
  readonly isClosed?: boolean;
}

/** A port as a person writes it. */
export function portText(port: number, protocol: string | undefined): number | string {
  return protocol === 'udp' ? `${port}/udp` : port;
}
