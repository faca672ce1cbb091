import type { Deployed, Zone, ZoneRecord } from './deployed';

export interface Answer {
  readonly values: readonly string[];
  readonly ttl: number;
}

/** What Route 53 answers at most of a multivalue record. */
const MOST = 8;

/** What a resolver in a VPC answers; nothing where the name does not exist. Aliases are answered as the name that they are for. */
export function resolve({ zones, regions }: Deployed, vpc: string, name: string, type: string): Answer | undefined {
  const asked = `${name.replace(/\.$/, '')}.`;
  const answersNames = Object.values(regions).flatMap(({ vpcs }) => vpcs).some(({ id, answersNames: isSo }) => id === vpc && isSo);
  const ofVpc = zones.filter(({ isPrivate, vpcs }) => answersNames && isPrivate && vpcs.includes(vpc));
  const zone = zoneOf(ofVpc, asked) ?? zoneOf(zones.filter(({ isPrivate }) => !isPrivate), asked);
  const records = zone?.records.filter((record) => record.name === asked && (record.type === type || record.type === 'CNAME')) ?? [];
  if (records.length === 0) {
    return undefined;
  }
  const healthy = records.filter(({ isHealthy }) => isHealthy);
  const chosen = chooseFrom(healthy.length > 0 ? healthy : records); // none is healthy: all are answered
  return { values: chosen.flatMap(({ values, alias }) => alias ? [alias.DNSName] : values), ttl: chosen[0].ttl };
}

function zoneOf(zones: readonly Zone[], name: string): Zone | undefined {
  return zones.filter((zone) => name === zone.name || name.endsWith(`.${zone.name}`)).sort((a, b) => b.name.length - a.name.length)
    .find((zone, _, [longest]) => zone.name === longest.name && zone.records.length > 0);
}

function chooseFrom(records: readonly ZoneRecord[]): readonly ZoneRecord[] {
  const shuffled = [...records].sort(() => Math.random() - 0.5);
  switch (records[0].policy) {
    case 'SIMPLE': return records;
    case 'MULTIVALUE': return shuffled.slice(0, MOST);
    case 'FAILOVER': return [records.find(({ isPrimary }) => isPrimary) ?? records[0]];
    default: return shuffled.slice(0, 1);
  }
}
