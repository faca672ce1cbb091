import type { Alias, Deployed, LoadBalancer, Zone, ZoneRecord } from './deployed';

export interface Answer {
  readonly values: readonly string[];
  readonly ttl: number;
}

/** Who asks, and what is down meanwhile: the ids of health checks, and the DNS names of load balancers. */
export interface Asker {
  readonly vpc: string;
  readonly region: string;
  readonly down?: readonly (string | null | undefined)[];
}

/** What Route 53 answers at most of a multivalue record. */
export const MOST = 8;

/** What a resolver in a VPC answers; nothing where the name does not exist. An alias is answered with the name of the load balancer that it is for. */
export function resolve(state: Deployed, asker: Asker, name: string, type: string): Answer | undefined {
  const asked = `${name.replace(/\.$/, '')}.`;
  const isAsked = (record: ZoneRecord) => record.name === asked && (record.type === type || record.type === 'CNAME');
  const records = zoneFor(state, asker.vpc, asked)?.records.filter(isAsked) ?? [];
  if (records.length === 0) {
    return undefined;
  }
  const healthy = records.filter((record) => isUp(state, record, asker));
  const chosen = chooseFrom(healthy.length > 0 ? healthy : records, asker); // none is healthy: all are answered
  const valuesOf = ({ values, alias }: ZoneRecord) => alias ? balancersAt(state, alias).map(({ dnsName }) => dnsName) : values;
  return { values: chosen.flatMap(valuesOf), ttl: chosen[0].ttl };
}

/** A private zone of the VPC hides what is public under its name, also where it has no record. */
function zoneFor({ zones, regions }: Deployed, vpc: string, asked: string): Zone | undefined {
  const answersNames = Object.values(regions).flatMap(({ vpcs }) => vpcs).some(({ id, answersNames: isSo }) => id === vpc && isSo);
  const around = zones.filter(({ name }) => asked === name || asked.endsWith(`.${name}`)).sort((a, b) => b.name.length - a.name.length);
  const hiding = around.find(({ isPrivate, vpcs }) => answersNames && isPrivate && vpcs.includes(vpc));
  return hiding ?? around.find((zone) => !zone.isPrivate && zone.records.length > 0 && isDelegated(zone, around));
}

/** A public zone is asked where the zone above it, if that is here, names its name servers. */
function isDelegated({ name, nameServers }: Zone, around: readonly Zone[]): boolean {
  const above = around.filter((zone) => !zone.isPrivate && zone.name.length < name.length);
  const named = above.flatMap(({ records }) => records).filter((record) => record.type === 'NS' && record.name === name).flatMap(({ values }) => values);
  return above.length === 0 || (nameServers.length > 0 && nameServers.every((server) => named.includes(server)));
}

function isUp(state: Deployed, { isHealthy, healthCheck, alias }: ZoneRecord, { down = [] }: Asker): boolean {
  const followed = alias && String(alias.EvaluateTargetHealth) === 'true' ? balancersAt(state, alias) : [];
  return isHealthy && !(healthCheck && down.includes(healthCheck)) && !followed.some(({ dnsName }) => down.includes(dnsName));
}

/** An alias for a load balancer that does not exist has no answer. */
function balancersAt({ regions }: Deployed, { DNSName }: Alias): LoadBalancer[] {
  const name = DNSName.replace(/^dualstack\./, '').replace(/\.$/, '');
  return Object.values(regions).flatMap(({ loadBalancers }) => loadBalancers).filter(({ dnsName }) => dnsName === name);
}

function chooseFrom(records: readonly ZoneRecord[], { region }: Asker): readonly ZoneRecord[] {
  const shuffled = [...records].sort(() => Math.random() - 0.5);
  switch (records[0].policy) {
    case 'SIMPLE': return records;
    case 'MULTIVALUE': return shuffled.slice(0, MOST);
    case 'FAILOVER': return [records.find(({ isPrimary }) => isPrimary) ?? records[0]];
    case 'LATENCY': return [records.find((record) => record.region === region) ?? records[0]];
    default: return shuffled.slice(0, 1);
  }
}
