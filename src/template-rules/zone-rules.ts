import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { areTogether } from '../model/assembly';
import type { NamespaceFacts } from '../model/namespace-facts';
import { isSameVpc, vpcAt } from '../model/network-facts';
import type { Property } from '../model/property';
import type { RecordSetFacts } from '../model/record-set-facts';
import { recordSetsIn } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import { isInZone, plainName } from '../shared/dns-name';

const PRIVATE_ZONES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html';

type Named = NamespaceFacts & { readonly name: string };

/** The private namespaces that are known by their name and answer in the VPC that a property names. */
function namespacesIn(vpc: Property, facts: TemplateFacts): Named[] {
  return facts.namespaces.flatMap((namespace) => namespace.kind === 'private DNS' && namespace.name !== undefined
    && isSameVpc(vpcAt(namespace.properties.at('Vpc')), vpcAt(vpc)) ? [{ ...namespace, name: plainName(namespace.name) }] : []);
}

interface ZoneBeside {
  readonly zone: Resource;
  readonly property: Property;
  readonly name: string;
  /** Of its VPCs. */
  readonly namespaces: readonly Named[];
}

/** The private hosted zones whose name is known. */
function zonesBeside(facts: TemplateFacts): ZoneBeside[] {
  return facts.of('AWS::Route53::HostedZone').flatMap(({ resource: zone, properties }) => {
    const property = properties.at('Name');
    const namespaces = properties.at('VPCs').items.flatMap((vpc) => namespacesIn(vpc.at('VPCId'), facts));
    return property.text === undefined ? [] : [{ zone, property, name: plainName(property.text), namespaces }];
  });
}

function besideZone(facts: TemplateFacts): Broken[] {
  return zonesBeside(facts).flatMap(({ zone, property, name, namespaces }) => namespaces
    .filter((namespace) => namespace.name === name && areTogether(namespace.resource, zone))
    .map(({ resource }) => ({
      got: `The hosted zone ${zone.logicalId} and the namespace ${resource.logicalId} are both "${name}" in one VPC.`, at: zone, property, beside: [resource],
    })));
}

function hiddenByZone(facts: TemplateFacts): Broken[] {
  return zonesBeside(facts).flatMap(({ zone, property, name, namespaces }) => {
    const isAbove = (namespace: Named) => namespace.name !== name && isInZone(name, namespace.name) && areTogether(namespace.resource, zone);
    const above = namespaces.filter(isAbove);
    const hidden = facts.cloudMapServices.filter(({ host, namespace }) => host !== undefined && isInZone(host, name)
      && above.some(({ resource }) => resource === namespace?.resource));
    const mayBeThere = (record: RecordSetFacts) => record.zone === undefined || record.zone.resource === zone;
    const answered = facts.once(recordSetsIn).filter(mayBeThere).map((record) => record.name);
    const [first] = answered.includes(undefined) ? [] : hidden.filter(({ host }) => !answered.includes(plainName(host!)));
    return first === undefined ? [] : [{
      got: `"${first.host}" of ${first.resource.logicalId} is asked of the hosted zone ${zone.logicalId} ("${name}"), which does not have it.`,
      at: zone,
      property,
      beside: [first.resource, ...above.map(({ resource }) => resource)],
    }];
  });
}

function hiddenByRule(facts: TemplateFacts): Broken[] {
  return facts.of('AWS::Route53Resolver::ResolverRuleAssociation').flatMap(({ resource: association, properties }) => {
    const { resource: rule } = properties.at('ResolverRuleId');
    const forward = rule?.type === 'AWS::Route53Resolver::ResolverRule' ? facts.as(rule).properties : undefined;
    const domain = forward?.at('RuleType').text === 'FORWARD' ? forward.at('DomainName').text : undefined;
    const hidden = domain === undefined ? [] : namespacesIn(properties.at('VPCId'), facts).filter(({ name }) => name === plainName(domain));
    return hidden.map(({ name, resource }) => ({
      got: `Queries for "${name}" are forwarded by ${rule!.logicalId}, and not answered by ${resource.logicalId}.`,
      at: rule!,
      property: forward!.at('DomainName'),
      beside: [association, resource],
    }));
  });
}

export const zoneRules: readonly TemplateRule[] = [
  {
    id: 'namespace-beside-zone',
    severity: 'error',
    why: 'A private namespace has a hosted zone of its own, and a VPC has one private hosted zone of a name: whichever is made second fails with ConflictingDomainExists.',
    fix: 'Give AWS::Route53::HostedZone or the namespace another Name.',
    link: PRIVATE_ZONES,
    broken: besideZone,
  },
  {
    id: 'zone-hides-name',
    severity: 'error',
    why: 'The resolver of a VPC asks the private hosted zone whose name matches most of what is asked, and no other: what that zone does not have does not exist.',
    fix: 'Give AWS::Route53::HostedZone a Name that is above none of the names in the namespace.',
    link: PRIVATE_ZONES,
    broken: hiddenByZone,
  },
  {
    id: 'resolver-rule-hides-namespace',
    severity: 'error',
    why: 'Where a VPC has a Resolver rule and a private hosted zone of one domain, the rule wins: names of the namespace are asked of the servers that it forwards to.',
    fix: 'Give AWS::Route53Resolver::ResolverRule another DomainName, or the namespace another Name.',
    link: PRIVATE_ZONES,
    broken: hiddenByRule,
  },
];
