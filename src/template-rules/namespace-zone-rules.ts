import type { Broken, TemplateRule } from './template-rule';
import { areTogether } from '../model/assembly';
import type { Declared } from '../model/declared';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';
import { namesUpFrom, plainName } from '../shared/dns-name';

/** A place where a template names a hosted zone that something is written into. */
interface Writing {
  readonly declared: Declared;
  /** What holds `HostedZoneId` or `HostedZoneName`. */
  readonly place: Property;
}

interface Zones {
  readonly byKey: ReadonlyMap<string, NamespaceFacts>;
  /** DNS namespaces by stack and name, where no hosted zone of that name is made beside them. */
  readonly byName: ReadonlyMap<string, NamespaceFacts>;
}

function key(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function zonesIn(facts: TemplateFacts): Zones {
  const own = new Set(facts.of('AWS::Route53::HostedZone').map(({ properties }) => plainName(properties.at('Name').text ?? '')));
  const withDns = facts.namespaces.filter(({ kind }) => kind !== 'HTTP');
  return {
    byKey: new Map(withDns.map((namespace) => [key(namespace.resource.stack, namespace.resource.logicalId), namespace])),
    byName: new Map(withDns.flatMap((namespace) => namespace.name === undefined || own.has(plainName(namespace.name)) ? []
      : [[key(namespace.resource.stack, plainName(namespace.name)), namespace]])),
  };
}

/** The namespace whose zone is written into. */
function namespaceOf(facts: TemplateFacts, { declared, place }: Writing): NamespaceFacts | undefined {
  const { byKey, byName } = facts.once(zonesIn);
  const { reference } = place.at('HostedZoneId');
  const name = place.at('HostedZoneName').text;
  const namespace = reference ? byKey.get(key(reference.stack, reference.logicalId))
    : name === undefined ? undefined : byName.get(key(declared.resource.stack, plainName(name)));
  return namespace && (reference?.attribute === 'HostedZoneId' || (!reference && areTogether(namespace.resource, declared.resource))) ? namespace : undefined;
}

/** @param placesOf where a resource names zones */
function writings(facts: TemplateFacts, type: string, placesOf: (properties: Property) => readonly Property[]): Broken[] {
  return facts.of(type).flatMap((declared) => placesOf(declared.properties).flatMap((place) => {
    const namespace = namespaceOf(facts, { declared, place });
    const property = place.at('HostedZoneId').isAbsent ? place.at('HostedZoneName') : place.at('HostedZoneId');
    return namespace === undefined ? [] : [{
      got: `${declared.resource.logicalId} is written into the hosted zone of the namespace ${namespace.resource.logicalId}.`,
      at: declared.resource,
      property,
      beside: [namespace.resource],
    }];
  }).slice(0, 1));
}

/** Alias records lead to a record of their own zone only, unless it is one of a load balancer or the like. */
function aliasesInto(facts: TemplateFacts): Broken[] {
  const inGroups = facts.of('AWS::Route53::RecordSetGroup')
    .flatMap((declared) => declared.properties.at('RecordSets').items.map((record) => ({ declared, place: record.at('AliasTarget') })));
  const alone = facts.of('AWS::Route53::RecordSet').map((declared) => ({ declared, place: declared.properties.at('AliasTarget') }));
  return [...alone, ...inGroups].flatMap((writing) => {
    const { declared: { resource }, place } = writing;
    const namespace = namespaceOf(facts, writing);
    return namespace === undefined ? [] : [{
      got: `${resource.logicalId} is an alias into the hosted zone of the namespace ${namespace.resource.logicalId}.`,
      at: resource,
      property: place.at('HostedZoneId'),
      beside: [namespace.resource],
    }];
  });
}

/** One finding a certificate. */
function certificates(facts: TemplateFacts): Broken[] {
  const written = writings(facts, 'AWS::CertificateManager::Certificate', (properties) => properties.at('DomainValidationOptions').items);
  return [...written, ...unvalidated(facts).filter(({ at }) => written.every((broken) => broken.at !== at))];
}

/** Where the record by which a name is validated has to stand is asked at the zone of the namespace, whatever zone it is written into. */
function unvalidated(facts: TemplateFacts): Broken[] {
  const byName = facts.once(publicNamespaces);
  return facts.of('AWS::CertificateManager::Certificate').flatMap(({ resource, properties }) => {
    const names = [properties.at('DomainName'), ...properties.at('SubjectAlternativeNames').items];
    const isByDns = properties.at('ValidationMethod').text === 'DNS' && properties.at('CertificateAuthorityArn').isAbsent;
    const found = names.flatMap((property) => namesUpFrom(property.text ?? '').flatMap((name) => byName.get(name) ?? [])
      .filter((namespace) => areTogether(namespace.resource, resource)).map((namespace) => ({ namespace, property })));
    return !isByDns || found.length === 0 ? [] : [{
      got: `${resource.logicalId} is validated by DNS for ${found[0].property.text}, a name of the namespace ${found[0].namespace.resource.logicalId}.`,
      at: resource,
      property: found[0].property,
      beside: [found[0].namespace.resource],
    }];
  });
}

function publicNamespaces({ namespaces }: TemplateFacts): ReadonlyMap<string, NamespaceFacts> {
  return new Map(namespaces.flatMap((namespace) => namespace.kind === 'public DNS' && namespace.name !== undefined
    ? [[plainName(namespace.name), namespace]] : []));
}

export const namespaceZoneRules: readonly TemplateRule[] = [
  {
    id: 'alias-into-namespace',
    severity: 'error',
    why: 'An alias leads to a record of its own hosted zone, or to a resource of AWS such as a load balancer. Records of a namespace are in the zone of Cloud Map, '
      + 'where no other record can be: Route 53 refuses the alias.',
    fix: 'Make it a CNAME record with the name of the service, or an alias to the load balancer before the service.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html',
    broken: aliasesInto,
  },
  {
    id: 'publish-into-namespace',
    severity: 'error',
    why: 'Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses any other record ("can only be managed through AWS Cloud Map").',
    fix: 'Set HostedZoneId to a hosted zone of your own, or make the record by an AWS::ServiceDiscovery::Service with an AWS::ServiceDiscovery::Instance.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: (facts) => writings(facts, 'AWS::Route53::RecordSet', (properties) => [properties]),
  },
  {
    id: 'zone-of-namespace',
    severity: 'error',
    why: 'Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses groups of records there, and the record by which a certificate is '
      + 'validated, for which the deployment waits in vain (aws/aws-cdk#31391).',
    fix: 'Set HostedZoneId to a hosted zone of your own. A certificate for a name in a public namespace is validated by e-mail, or is one for a name above it.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: (facts) => [
      ...writings(facts, 'AWS::Route53::RecordSetGroup', (properties) => [properties, ...properties.at('RecordSets').items]),
      ...certificates(facts),
    ],
  },
];
