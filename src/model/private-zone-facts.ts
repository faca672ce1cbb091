import type { Resource } from './assembly';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';
import { plainName } from '../shared/dns-name';

/** A private hosted zone in a VPC: that of a namespace, or one that the template makes itself. */
export interface PrivateZoneFacts {
  readonly resource: Resource;
  /** As DNS compares it. */
  readonly name: string;
  /** The same for zones of one VPC. */
  readonly vpc: string;
  readonly property: Property;
  readonly isOfNamespace: boolean;
}

export function privateZonesIn(facts: TemplateFacts): readonly PrivateZoneFacts[] {
  const ofNamespaces = facts.namespaces.filter(({ kind }) => kind === 'private DNS')
    .flatMap(({ resource, properties }) => zonesIn(resource, properties.at('Name'), [properties.at('Vpc')], true));
  const ownZones = facts.of('AWS::Route53::HostedZone')
    .flatMap(({ resource, properties }) => zonesIn(resource, properties.at('Name'), properties.at('VPCs').items.map((vpc) => vpc.at('VPCId')), false));
  return [...ownZones, ...ofNamespaces];
}

function zonesIn(resource: Resource, name: Property, vpcs: readonly Property[], isOfNamespace: boolean): PrivateZoneFacts[] {
  return vpcs.map(vpcKey).flatMap((vpc) => name.text !== undefined && vpc !== undefined
    ? [{ resource, name: plainName(name.text), vpc, property: name, isOfNamespace }] : []);
}

/** A VPC is the same whether `Ref` or an attribute names it. */
export function vpcKey(vpc: Property): string | undefined {
  return vpc.resource?.type === 'AWS::EC2::VPC' ? JSON.stringify([vpc.resource.stack, vpc.resource.logicalId]) : vpc.identity;
}

/** Zones by VPC and name. */
export function privateZonesByName(facts: TemplateFacts): ReadonlyMap<string, readonly PrivateZoneFacts[]> {
  const byName = new Map<string, PrivateZoneFacts[]>();
  for (const zone of facts.once(privateZonesIn)) {
    const key = zoneKey(zone.vpc, zone.name);
    byName.set(key, [...byName.get(key) ?? [], zone]);
  }
  return byName;
}

export function zoneKey(vpc: string, name: string): string {
  return JSON.stringify([vpc, name]);
}
