import type { DnsRecord, NameRecords } from './records';

/** A hosted zone, and what is in it. */
export interface Zone {
  /** As DNS compares it. */
  readonly name: string;
  readonly negativeTtlSeconds: number;
  /** By the name as DNS compares it. */
  readonly names: ReadonlyMap<string, NameRecords>;
  /** Names without records of their own that stand above one that has some: they exist. */
  readonly above: ReadonlySet<string>;
}

export function zoneOf(name: string, negativeTtlSeconds: number, names: ReadonlyMap<string, NameRecords>): Zone {
  const above = new Set<string>();
  for (const host of names.keys()) {
    for (let rest = host; rest !== name && rest.includes('.');) {
      rest = rest.slice(rest.indexOf('.') + 1);
      above.add(rest);
    }
  }
  return { name, negativeTtlSeconds, names, above };
}

/** The servers that Route 53 names in a private zone. */
const NAME_SERVERS = ['ns-1536.awsdns-00.co.uk', 'ns-0.awsdns-00.com', 'ns-1024.awsdns-00.org', 'ns-512.awsdns-00.net'];
const NS_TTL = 172_800;

/** With the values that Route 53 writes: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html */
export function soaOf({ name, negativeTtlSeconds }: Zone): DnsRecord {
  return {
    type: 'SOA',
    name,
    ttl: negativeTtlSeconds,
    data: { mname: NAME_SERVERS[0], rname: 'awsdns-hostmaster.amazon.com', serial: 1, refresh: 7200, retry: 900, expire: 1_209_600, minimum: 86_400 },
  };
}

/** What stands at the top of each zone. */
export function apexRecords(zone: Zone): readonly DnsRecord[] {
  return [soaOf(zone), ...NAME_SERVERS.map((server): DnsRecord => ({ type: 'NS', name: zone.name, ttl: NS_TTL, data: server }))];
}
