import type { Resource } from './assembly';
import type { Declared } from './declared';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';
import { plainName } from '../shared/dns-name';

/** A record of Route 53, in a resource of its own or in a group. */
export interface RecordSetFacts {
  /** The resource that it stands in. */
  readonly resource: Resource;
  /** What is given of it. */
  readonly property: Property;
  /** As DNS compares it; undefined where it is not known. */
  readonly name?: string;
  /** A key that records of one name share, also where the name itself is not known. */
  readonly nameKey?: string;
  readonly type?: string;
  /** The hosted zone, where the assembly defines it. */
  readonly zone?: Declared;
  /** A key that records of one zone share; undefined where it is not known. */
  readonly zoneKey?: string;
  /** What a record of a group is given, as AWS calls it: weighted, failover, ... */
  readonly routings: readonly string[];
  /** Whether `routings` are all there are. */
  readonly hasAllRoutings: boolean;
  /** Undefined where it is not known. */
  readonly isAlias?: boolean;
}

/** The property that makes a record one of a group, and how AWS calls that. */
export const ROUTINGS: ReadonlyMap<string, string> = new Map([
  ['Weight', 'weighted'], ['Failover', 'failover'], ['Region', 'latency'], ['GeoLocation', 'geolocation'], ['MultiValueAnswer', 'multivalue'],
  ['GeoProximityLocation', 'geoproximity'], ['CidrRoutingConfig', 'IP-based'],
]);

/** The records of the assembly. */
export function recordSetsIn(facts: TemplateFacts): readonly RecordSetFacts[] {
  const single = facts.of('AWS::Route53::RecordSet').map(({ resource, properties }) => readRecordSet(facts, resource, properties, properties));
  const grouped = facts.of('AWS::Route53::RecordSetGroup').flatMap(({ resource, properties }) => properties.at('RecordSets').items
    .map((property) => readRecordSet(facts, resource, property, properties)));
  return [...single, ...grouped];
}

function readRecordSet(facts: TemplateFacts, resource: Resource, property: Property, place: Property): RecordSetFacts {
  const id = place.at('HostedZoneId');
  const zone = id.resource?.type === 'AWS::Route53::HostedZone' ? facts.as(id.resource) : undefined;
  const name = property.at('Name').text;
  const given = [...ROUTINGS].map(([key, routing]) => [routing, property.at(key)] as const);
  const alias = property.at('AliasTarget');
  return {
    resource,
    property,
    name: name === undefined ? undefined : plainName(name),
    nameKey: name === undefined ? property.at('Name').identity : plainName(name),
    type: property.at('Type').text,
    zone,
    zoneKey: zone ? JSON.stringify([zone.resource.stack, zone.resource.logicalId]) : zoneKeyOf(id, place.at('HostedZoneName')),
    routings: given.filter(([routing, value]) => routing === 'multivalue' ? value.flag === true : value.isThere).map(([routing]) => routing),
    hasAllRoutings: given.every(([routing, value]) => value.isAbsent || (routing === 'multivalue' ? value.flag !== undefined : value.isThere)),
    isAlias: alias.isAbsent ? false : alias.isThere ? true : undefined,
  };
}

/** What the CDK writes before it has looked a zone up is no zone. */
function zoneKeyOf(id: Property, { text, identity }: Property): string | undefined {
  return id.text === 'DUMMY' ? undefined : id.identity ?? (text === undefined ? identity : plainName(text));
}

/** What tells records apart; undefined where it is not known. */
export type KeyOf = (record: RecordSetFacts) => string | undefined;

/** Lists of records by a key; those whose key is not known are in none. */
export function recordsBy(records: readonly RecordSetFacts[], keyOf: KeyOf): ReadonlyMap<string, readonly RecordSetFacts[]> {
  const byKey = new Map<string, RecordSetFacts[]>();
  for (const record of records) {
    const key = keyOf(record);
    const list = key === undefined ? undefined : byKey.get(key);
    if (list) {
      list.push(record);
    } else if (key !== undefined) {
      byKey.set(key, [record]);
    }
  }
  return byKey;
}

/** The records of each name and type in a zone. */
export function recordGroupsIn(facts: TemplateFacts): ReadonlyMap<string, readonly RecordSetFacts[]> {
  return recordsBy(facts.once(recordSetsIn), ({ zoneKey, nameKey, type }) => zoneKey !== undefined && nameKey !== undefined && type !== undefined
    ? JSON.stringify([zoneKey, nameKey, type]) : undefined);
}

/** Whether the internet asks the zone of a record; undefined where that is not known. */
export function isInPublicZone({ zone }: RecordSetFacts): boolean | undefined {
  const vpcs = zone?.properties.at('VPCs');
  return vpcs?.isAbsent ? true : vpcs && vpcs.items.length > 0 ? false : undefined;
}

/** Of a record of a group: `www.shop.example (A, primary)`. */
export function describeRecord({ name, type, property }: RecordSetFacts): string {
  const id = property.at('SetIdentifier').text;
  return `${name ?? 'a name that is known at deployment'} (${[type, id === undefined ? undefined : `"${id}"`].filter((part) => part !== undefined).join(', ')})`;
}
