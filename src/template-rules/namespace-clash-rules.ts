import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import { areTogether } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Declared } from '../model/declared';
import type { PrivateZoneFacts } from '../model/private-zone-facts';
import { privateZonesByName, vpcKey, zoneKey } from '../model/private-zone-facts';
import type { TemplateFacts } from '../model/template-facts';
import { namesUpFrom, plainName } from '../shared/dns-name';

function twiceInVpc(facts: TemplateFacts): Broken[] {
  return [...facts.once(privateZonesByName).values()].flatMap((group) => group.flatMap((zone, index) => {
    const earlier = zone.isOfNamespace ? group.slice(0, index).find(({ resource }) => areTogether(resource, zone.resource)) : undefined;
    return earlier === undefined ? [] : [{
      got: `${earlier.resource.logicalId} and ${zone.resource.logicalId} are both a private zone "${zone.name}" in one VPC.`,
      at: zone.resource,
      property: zone.property,
      beside: [earlier.resource],
    }];
  }));
}

/** Hosted zones that the internet asks: those that the template makes itself, and after them those of namespaces. */
function publicZones(facts: TemplateFacts): readonly Declared[] {
  return [
    ...facts.of('AWS::Route53::HostedZone').filter(({ properties }) => properties.at('VPCs').isAbsent),
    ...facts.namespaces.filter(({ kind }) => kind === 'public DNS'),
  ];
}

function publicTwice(facts: TemplateFacts): Broken[] {
  const byName = new Map<string, Declared[]>();
  return publicZones(facts).flatMap((zone) => {
    const property = zone.properties.at('Name');
    const name = plainName(property.text ?? '');
    const earlier = zone.resource.type === 'AWS::Route53::HostedZone' ? undefined
      : byName.get(name)?.find(({ resource }) => areTogether(resource, zone.resource));
    byName.set(name, [...byName.get(name) ?? [], zone]);
    return earlier === undefined || name === '' ? [] : [{
      got: `${earlier.resource.logicalId} and ${zone.resource.logicalId} are both a public zone "${name}".`,
      at: zone.resource,
      property,
      beside: [earlier.resource],
    }];
  });
}

/** The zone of the VPC that answers for a host in place of the namespace: the one whose name has more of the host's labels. */
function shadowOf(facts: TemplateFacts, { resource, namespace, host }: CloudMapServiceFacts): PrivateZoneFacts | undefined {
  const vpc = namespace?.kind === 'private DNS' ? vpcKey(namespace.properties.at('Vpc')) : undefined;
  if (vpc === undefined || host === undefined || namespace?.name === undefined) {
    return undefined;
  }
  const names = namesUpFrom(host);
  const longer = names.slice(0, names.indexOf(plainName(namespace.name)));
  return longer.flatMap((name) => facts.once(privateZonesByName).get(zoneKey(vpc, name)) ?? []).find((zone) => areTogether(zone.resource, resource));
}

function shadowed(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.cloudMapServices, (service) => {
    const zone = shadowOf(facts, service);
    return zone === undefined ? [] : [{
      got: `${service.resource.logicalId} is "${service.host}", and ${zone.resource.logicalId} is the zone "${zone.name}" in the same VPC.`,
      at: service.resource,
      property: service.properties.at('Name'),
      beside: [zone.resource, ...service.namespace ? [service.namespace.resource] : []],
    }];
  });
}

export const namespaceClashRules: readonly TemplateRule[] = [
  {
    id: 'namespace-twice-in-vpc',
    severity: 'error',
    why: 'A VPC has one private hosted zone of a name: the second CreatePrivateDnsNamespace fails with ConflictingDomainExists.',
    fix: 'Define the AWS::ServiceDiscovery::PrivateDnsNamespace once and refer to it, or give one of the two another Name or another Vpc.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: twiceInVpc,
  },
  {
    id: 'public-namespace-twice',
    severity: 'error',
    why: 'The internet asks one hosted zone for a name: the one that the domain above points at. Names in the second one are never found. '
      + 'A public namespace always makes a hosted zone of its own.',
    fix: 'Define the AWS::ServiceDiscovery::PublicDnsNamespace once and refer to it, or give it a Name of its own, such as "svc." before that of the zone.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html',
    broken: publicTwice,
  },
  {
    id: 'discovery-name-shadowed',
    severity: 'error',
    why: 'In a VPC the private hosted zone answers whose name has the most labels of what is asked for. That zone does not hold the records of this service, '
      + 'so its name does not resolve.',
    fix: 'Create the service in the namespace with the longer name, or give it a Name that is not in the zone of that one.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: shadowed,
  },
];
