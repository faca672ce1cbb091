import type { Resource } from './assembly';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** The property that makes a record one of a group, and how AWS calls that. */
export const POLICIES: ReadonlyMap<string, string> = new Map([
  ['Failover', 'failover'], ['Weight', 'weighted'], ['Region', 'latency'], ['MultiValueAnswer', 'multivalue'],
  ['GeoLocation', 'geolocation'], ['GeoProximityLocation', 'geoproximity'], ['CidrRoutingConfig', 'IP-based'],
]);

/** A record set: a resource of its own, or one of a group. */
export interface RecordSetFacts {
  readonly resource: Resource;
  /** Where its properties stand. */
  readonly property: Property;
  readonly hostedZone: Property;
  /** In small letters and without a dot at the end, as DNS compares it. */
  readonly name?: string;
  readonly type?: string;
  /** The routings that it has: none for a simple record, one for one of a group. Undefined where that is not known. */
  readonly policies?: readonly string[];
}

export function recordSetsIn(facts: TemplateFacts): RecordSetFacts[] {
  const own = facts.of('AWS::Route53::RecordSet').map(({ resource, properties }) => readRecord(resource, properties, zoneOf(properties)));
  const ofGroups = facts.of('AWS::Route53::RecordSetGroup').flatMap(({ resource, properties }) => properties.at('RecordSets').items
    .map((record) => readRecord(resource, record, zoneOf(record).isAbsent ? zoneOf(properties) : zoneOf(record))));
  return [...own, ...ofGroups];
}

function zoneOf(properties: Property): Property {
  const id = properties.at('HostedZoneId');
  return id.isAbsent ? properties.at('HostedZoneName') : id;
}

function readRecord(resource: Resource, property: Property, hostedZone: Property): RecordSetFacts {
  return { resource, property, hostedZone, name: plain(property.at('Name').text), type: property.at('Type').text, policies: policiesOf(property) };
}

export function plain(name: string | undefined): string | undefined {
  return name?.toLowerCase().replace(/\.$/, '');
}

function policiesOf(property: Property): readonly string[] | undefined {
  const given = [...POLICIES.keys()].filter((name) => !property.at(name).isAbsent && property.at(name).flag !== false);
  return given.every((name) => property.at(name).isThere) ? given.map((name) => POLICIES.get(name)!) : undefined;
}

/** The namespace whose zone it is, where it is one of the assembly. */
export function namespaceOfZone(hostedZone: Property): Resource | undefined {
  return hostedZone.reference?.attribute === 'HostedZoneId' && hostedZone.resource?.type.startsWith('AWS::ServiceDiscovery::') ? hostedZone.resource : undefined;
}

/** Zones of the app are known by their resource. */
export function zoneKeyOf({ hostedZone }: RecordSetFacts): string | undefined {
  const { resource } = hostedZone;
  return resource ? JSON.stringify([resource.stack, resource.logicalId]) : plain(hostedZone.text) ?? hostedZone.identity;
}
