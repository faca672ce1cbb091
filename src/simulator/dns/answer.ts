import type { DnsRecord, DnsType, NameRecords } from './records';
import type { Zone } from './zone';
import { apexRecords, soaOf } from './zone';

/** By the name as DNS compares it. */
export type Zones = ReadonlyMap<string, Zone>;

/** What a server says to one question. */
export interface Answer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED' | 'SERVFAIL';
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  /** Where the question goes on, outside of all zones. */
  readonly outside?: string;
}

/** A chain of names is followed no further: a circle has no end. */
const LONGEST_CHAIN = 8;

/**
 * The answer to a question.
 *
 * @param name as DNS compares it
 * @param random decides which of several records are given
 */
export function answer(zones: Zones, name: string, type: string, random: () => number): Answer {
  const answers: DnsRecord[] = [];
  let asked = name;
  while (answers.length < LONGEST_CHAIN) {
    const zone = zoneFor(zones, asked);
    if (!zone) {
      return { rcode: answers.length > 0 ? 'NOERROR' : 'REFUSED', answers, authorities: [], outside: asked };
    }
    const found = recordsAt(zone, asked, type, random);
    answers.push(...found);
    const [first] = found;
    if (first?.type !== 'CNAME' || type === 'CNAME' || type === 'ANY') {
      return found.length > 0 ? { rcode: 'NOERROR', answers, authorities: [] } : { ...negative(zone, asked), answers };
    }
    asked = first.data.toLowerCase().replace(/\.$/, '');
  }
  return { rcode: 'SERVFAIL', answers: [], authorities: [] };
}

/** The innermost zone that a name is in. */
function zoneFor(zones: Zones, name: string): Zone | undefined {
  for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    const zone = zones.get(rest);
    if (zone || !rest.includes('.')) {
      return zone;
    }
  }
}

/** No record of the type at a name that exists, or no such name: both come with the SOA record, which says how long that may be remembered. */
function negative(zone: Zone, name: string): Answer {
  const exists = name === zone.name || zone.names.has(name) || zone.above.has(name);
  return { rcode: exists ? 'NOERROR' : 'NXDOMAIN', answers: [], authorities: [soaOf(zone)] };
}

function recordsAt(zone: Zone, name: string, type: string, random: () => number): DnsRecord[] {
  const apex = name === zone.name ? apexRecords(zone) : [];
  const own = zone.names.get(name);
  const types = type === 'ANY' ? [...own?.types ?? []] : own?.types.has('CNAME') ? ['CNAME'] : [type];
  return [...apex.filter((record) => type === 'ANY' || record.type === type), ...types.flatMap((each) => chooseOf(own, each, random))];
}

function chooseOf(own: NameRecords | undefined, type: string, random: () => number): readonly DnsRecord[] {
  return own?.types.has(type) ? own.choose(type as DnsType, random) : [];
}
