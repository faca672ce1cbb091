import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { areTogether } from '../model/assembly';
import type { Declared } from '../model/declared';
import { allowingStatementsIn, allows } from '../model/discovery-statements';
import type { NamespaceFacts } from '../model/namespace-facts';
import { privateZonesIn, vpcKey, zoneKey } from '../model/private-zone-facts';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';
import { namesUpFrom, plainName } from '../shared/dns-name';

/** What asks for something by the name of a namespace: the same account and Region, and a name that is known or any. */
interface Asker {
  readonly resource: Resource;
  /** Undefined for whoever may ask for any name. */
  readonly name?: string;
}

/** Stacks whose account and Region are not known may be deployed to the same ones: enough for a warning. */
function placeOf({ assembly }: TemplateFacts, stackId: string): string {
  return assembly.stacks.get(stackId)?.environment ?? '';
}

function askersIn(facts: TemplateFacts): readonly Asker[] {
  const named = ({ resource }: Declared, { text }: Property): Asker[] => text === undefined || text.startsWith('arn:') ? [] : [{ resource, name: text }];
  return [
    ...facts.ecsServices.flatMap((service) => named(service, service.serviceConnect.at('Namespace'))),
    ...facts.of('AWS::ECS::Cluster').flatMap((cluster) => named(cluster, cluster.properties.at('ServiceConnectDefaults', 'Namespace'))),
    ...facts.once(allowingStatementsIn).filter((statement) => statement.actions.length > 0 && allows(statement, 'servicediscovery:DiscoverInstances')
      && statement.actions.some((action) => /^servicediscovery:/i.test(action))).map(({ declared }) => ({ resource: declared.resource })),
  ];
}

function askersByPlace(facts: TemplateFacts): ReadonlyMap<string, Resource> {
  return new Map(askersIn(facts).map(({ resource, name }) => [JSON.stringify([placeOf(facts, resource.stack), name ?? null]), resource]));
}

function ambiguous(facts: TemplateFacts): Broken[] {
  const byKey = new Map<string, NamespaceFacts[]>();
  return facts.namespaces.flatMap((namespace) => {
    const { resource, name, properties } = namespace;
    if (name === undefined) {
      return [];
    }
    const place = placeOf(facts, resource.stack);
    const key = JSON.stringify([place, name]);
    const earlier = byKey.get(key)?.find((candidate) => areTogether(candidate.resource, resource));
    byKey.set(key, [...byKey.get(key) ?? [], namespace]);
    // Most apps have no such pair, and who asks is found by reading all policies.
    const asker = earlier && (facts.once(askersByPlace).get(key) ?? facts.once(askersByPlace).get(JSON.stringify([place, null])));
    return earlier === undefined || asker === undefined ? [] : [{
      got: `${earlier.resource.logicalId} and ${resource.logicalId} both have the name "${name}", and ${asker.logicalId} is for whoever asks by the name.`,
      at: resource,
      property: properties.at('Name'),
      beside: [earlier.resource, asker],
    }];
  });
}

/** Names that the internet is to resolve: those of public zones and certificates. */
function publicNames(facts: TemplateFacts): readonly Declared[] {
  return [
    ...facts.of('AWS::Route53::HostedZone').filter(({ properties }) => properties.at('VPCs').isAbsent),
    ...facts.namespaces.filter(({ kind }) => kind === 'public DNS'),
    ...facts.of('AWS::CertificateManager::Certificate').filter(({ properties }) => properties.at('CertificateAuthorityArn').isAbsent),
  ];
}

function namesOf({ properties }: Declared): readonly string[] {
  return [properties.at('Name'), properties.at('DomainName'), ...properties.at('SubjectAlternativeNames').items]
    .flatMap(({ text }) => text === undefined ? [] : [text]);
}

/** Where the endpoints of AWS are, which tasks need to start, and domains of everybody. */
const OF_EVERYBODY = /(^|\.)amazonaws\.com(\.cn)?$|^(com|net|org|aws|api\.aws)$/;

function hidesAws({ namespaces }: TemplateFacts): Broken[] {
  return namespaces.filter(({ kind, name }) => kind === 'private DNS' && name !== undefined && OF_EVERYBODY.test(plainName(name)))
    .map(({ resource, properties, name }) => ({ got: `${resource.logicalId} is the private zone "${name}".`, at: resource, property: properties.at('Name') }));
}

/** Resolver rules that send what is asked for elsewhere, by VPC and domain. */
function forwardingRules(facts: TemplateFacts): ReadonlyMap<string, Resource> {
  return new Map(facts.of('AWS::Route53Resolver::ResolverRuleAssociation').flatMap(({ properties }): [string, Resource][] => {
    const rule = properties.at('ResolverRuleId').resource;
    const vpc = vpcKey(properties.at('VPCId'));
    const domain = rule && facts.as(rule).properties.at('DomainName').text;
    return rule && vpc !== undefined && domain !== undefined && facts.as(rule).properties.at('RuleType').text === 'FORWARD'
      ? [[zoneKey(vpc, plainName(domain)), rule]] : [];
  }));
}

function forwarded(facts: TemplateFacts): Broken[] {
  return facts.once(privateZonesIn).filter(({ isOfNamespace }) => isOfNamespace).flatMap(({ resource, name, vpc, property }) => {
    const rule = facts.once(forwardingRules).get(zoneKey(vpc, name));
    return rule === undefined ? [] : [{
      got: `${resource.logicalId} is the private zone "${name}", and ${rule.logicalId} forwards what is asked for in it.`, at: resource, property, beside: [rule],
    }];
  });
}

/** Names that some record of the template delegates. */
function delegatedNames(facts: TemplateFacts): ReadonlySet<string> {
  const records = [
    ...facts.of('AWS::Route53::RecordSet').map(({ properties }) => properties),
    ...facts.of('AWS::Route53::RecordSetGroup').flatMap(({ properties }) => properties.at('RecordSets').items),
  ];
  return new Set(records.filter((record) => record.at('Type').text === 'NS').map((record) => plainName(record.at('Name').text ?? '')));
}

/** A name of a record that is not known may be any. */
function undelegated(facts: TemplateFacts): Broken[] {
  const delegated = facts.once(delegatedNames);
  return facts.namespaces.filter(({ kind, name }) => kind === 'public DNS' && name !== undefined && !delegated.has('') && !delegated.has(plainName(name)))
    .map(({ resource, properties, name }) => ({ got: `No record of the template delegates "${name}".`, at: resource, property: properties.at('Name') }));
}

function hidden(facts: TemplateFacts): Broken[] {
  const byName = new Map<string, Declared>();
  for (const declared of publicNames(facts)) {
    for (const above of namesOf(declared).flatMap(namesUpFrom)) {
      byName.set(above, byName.get(above) ?? declared);
    }
  }
  return facts.namespaces.filter(({ kind }) => kind === 'private DNS').flatMap(({ resource, properties, name }) => {
    const other = name === undefined ? undefined : byName.get(plainName(name));
    return other === undefined ? [] : [{
      got: `${resource.logicalId} is the private zone "${name}", and ${other.resource.logicalId} is for ${namesOf(other).join(' and ')} on the internet.`,
      at: resource,
      property: properties.at('Name'),
      beside: [other.resource],
    }];
  });
}

export const namespaceNameUseRules: readonly TemplateRule[] = [
  {
    id: 'http-name-unknown',
    severity: 'warning',
    why: 'Of two namespaces of one name in an account and Region, the API of Cloud Map knows one by its name with a hash (HttpName): clients that ask by the name '
      + 'get the other one.',
    fix: 'Give each namespace a Name of its own; set the Namespace of Service Connect to the ARN of the namespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DiscoverInstances.html',
    broken: ambiguous,
  },
  {
    id: 'namespace-hides-domain',
    severity: 'warning',
    why: 'In its VPC, a private zone answers for all names below its own. Names that are only in the public domain do not exist there (NXDOMAIN).',
    fix: 'Give the private namespace a Name that the internet does not know, such as "ecs-internal" or "internal.<domain>".',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: (facts) => [...hidden(facts), ...hidesAws(facts)],
  },
  {
    id: 'namespace-forwarded',
    severity: 'warning',
    why: 'A rule of Route 53 Resolver that forwards a domain wins over the private zone of the same name: what is asked for in the namespace goes to other servers.',
    fix: 'Take the VPC from the AWS::Route53Resolver::ResolverRule, or give the namespace a Name of its own, such as one below that domain.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: forwarded,
  },
  {
    id: 'undelegated-namespace',
    severity: 'warning',
    why: 'Cloud Map makes a new hosted zone for a public namespace. Until the domain above points at it by an NS record, its names resolve nowhere.',
    fix: 'Make an AWS::Route53::RecordSet of Type NS in the zone above, with the name servers of the zone of the namespace, or delegate the domain at its registrar.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html',
    broken: undelegated,
  },
];
