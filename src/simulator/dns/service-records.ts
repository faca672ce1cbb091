import { isIP } from 'node:net';
import { chosen } from './choose';
import type { DnsRecord, DnsType, NameRecords } from './records';
import { isDomainName } from '../../shared/dns-name';
import type { SimulatedName, SimulatedRecord } from '../app/simulated-app';
import type { Instance } from '../tasks/instance';

/**
 * How long clients keep the address of a load balancer.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
const ALIAS_TTL = 60;

/** Where the alias of a load balancer leads, for records of a type. */
export type AliasAddresses = (instance: Instance, type: SimulatedRecord['type']) => string | undefined;

interface Candidates {
  readonly record: SimulatedRecord;
  readonly instances: readonly Instance[];
}

/** The records of a Cloud Map service that has instances. */
export function serviceRecords(name: SimulatedName, instances: readonly Instance[], aliasAddress: AliasAddresses): NameRecords {
  const byType = new Map<string, Candidates>(name.records.map((record) =>
    [record.type, { record, instances: candidatesFor(record, instances, aliasAddress) }]));
  const there = [...byType].filter(([, candidates]) => candidates.instances.length > 0);
  return {
    types: new Set(there.map(([type]) => type)),
    choose: (type, random) => {
      const found = byType.get(type);
      return found ? chosen(found.instances, name.routingPolicy, random).map((instance) => recordOf(name, found.record, instance, aliasAddress)) : [];
    },
  };
}

/** The attribute of an instance that a record of a type has in it. */
const ATTRIBUTES: Readonly<Record<SimulatedRecord['type'], string>> = {
  A: 'AWS_INSTANCE_IPV4', AAAA: 'AWS_INSTANCE_IPV6', SRV: 'AWS_INSTANCE_PORT', CNAME: 'AWS_INSTANCE_CNAME',
};

/** What AWS takes for a value; an instance without one has no record. */
const IS_VALUE: Readonly<Record<SimulatedRecord['type'], (text: string) => boolean>> = {
  A: (text) => isIP(text) === 4,
  AAAA: (text) => isIP(text) === 6,
  SRV: (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
  CNAME: isDomainName,
};

function valueOf(type: SimulatedRecord['type'], instance: Instance): string | undefined {
  const text = instance.attributes.get(ATTRIBUTES[type]);
  return text !== undefined && IS_VALUE[type](text) && (type !== 'SRV' || isDomainName(targetOf(instance))) ? text : undefined;
}

function candidatesFor({ type }: SimulatedRecord, instances: readonly Instance[], aliasAddress: AliasAddresses): Instance[] {
  return instances.filter((instance) => valueOf(type, instance) !== undefined || aliasAddress(instance, type) !== undefined);
}

/** What an SRV record points at. */
function targetOf({ id, name }: Instance): string {
  return `${id}.${name.host!}`;
}

function recordOf(name: SimulatedName, { type, ttlSeconds: ttl }: SimulatedRecord, instance: Instance, aliasAddress: AliasAddresses): DnsRecord {
  const host = name.host!;
  const alias = aliasAddress(instance, type);
  if (alias !== undefined) {
    return { type: type as 'A' | 'AAAA', name: host, ttl: ALIAS_TTL, data: alias };
  }
  const value = valueOf(type, instance)!;
  return type === 'SRV'
    ? { type, name: host, ttl, data: { priority: 1, weight: 1, port: Number(value), target: targetOf(instance) } }
    : { type, name: host, ttl, data: value };
}

/** The address of what an SRV record points at; Cloud Map makes a name for each instance. */
export function targetRecords(name: SimulatedName, instance: Instance): NameRecords {
  const target = targetOf(instance);
  const ttl = name.records.find(({ type }) => type === 'SRV')!.ttlSeconds;
  const records = (['A', 'AAAA'] as const).flatMap((type): DnsRecord[] => {
    const data = valueOf(type, instance);
    return data === undefined ? [] : [{ type, name: target, ttl, data }];
  });
  return { types: new Set(records.map(({ type }) => type)), choose: (type: DnsType) => records.filter((record) => record.type === type) };
}
