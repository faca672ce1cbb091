import type { Broken, TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { NamespaceKind } from '../model/namespaces';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';
import type { NamespaceSettings } from '../namespace/namespace-rules';
import { httpNamespaceRules, privateDnsRules } from '../namespace/namespace-rules';
import { publicDnsRules } from '../namespace/public-namespace-rules';

const NAMESPACES = 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html';

/** The names of a kind of namespaces, as far as they are known. */
function namesOf(kind: NamespaceKind): (facts: TemplateFacts) => Array<Case<NamespaceSettings>> {
  return ({ namespaces }) => namespaces.filter((namespace) => namespace.kind === kind).flatMap(({ resource, properties, name }) =>
    name === undefined ? [] : [{ facts: { name }, at: resource, property: properties.at('Name') }]);
}

function negativeCacheTtls({ namespaces }: TemplateFacts): Array<Case<NamespaceSettings>> {
  return namespaces.flatMap(({ resource, properties }) => {
    const ttl = properties.at('Properties', 'DnsProperties', 'SOA', 'TTL');
    return ttl.number === undefined ? [] : [{ facts: { name: 'any', negativeCacheTtlSeconds: ttl.number }, at: resource, property: ttl }];
  });
}

/** What stands there is surely no VPC: text of another form, or another resource. */
function isNoVpc(vpc: Property): boolean {
  const { resource, reference, text } = vpc;
  return resource ? resource.type.startsWith('AWS::EC2::') && (resource.type !== 'AWS::EC2::VPC' || !['Ref', 'VpcId'].includes(reference!.attribute))
    : text !== undefined && !/^vpc-/.test(text);
}

function vpcFaults({ namespaces }: TemplateFacts): Broken[] {
  return namespaces.filter(({ kind }) => kind === 'private DNS').flatMap((namespace) => {
    const vpc = namespace.properties.at('Vpc');
    return vpc.isAbsent ? [brokenAt(namespace, 'The namespace has no Vpc.', vpc)]
      : isNoVpc(vpc) ? [brokenAt(namespace, `Vpc is ${vpc.text ?? `${vpc.reference!.attribute} of ${vpc.resource!.logicalId}`}, which is no VPC.`, vpc, [vpc.resource])] : [];
  });
}

function isInGovCloud({ assembly }: TemplateFacts, { resource }: NamespaceFacts): boolean {
  return assembly.stacks.get(resource.stack)!.region?.startsWith('us-gov-') ?? false;
}

/** What namespaces are asked to be. */
export const namespaceRules: readonly TemplateRule[] = [
  twin(privateDnsRules, {
    id: 'namespace-name',
    fix: 'Give the namespace a Name such as "shop.internal".',
    cases: namesOf('private DNS'),
  }),
  twin(httpNamespaceRules, {
    id: 'http-namespace-name',
    fix: 'Give the namespace a Name such as "shop".',
    cases: namesOf('HTTP'),
  }),
  twin(publicDnsRules, {
    id: 'public-namespace-name',
    fix: 'Give the namespace a Name below a domain that you own, such as "svc.public-service.com"; one with other letters in Punycode.',
    cases: namesOf('public DNS'),
  }),
  twin(publicDnsRules, {
    id: 'public-namespace-reserved',
    fix: 'Use a domain that you own, or an AWS::ServiceDiscovery::PrivateDnsNamespace for names inside a VPC.',
    cases: namesOf('public DNS'),
  }),
  twin(privateDnsRules, {
    id: 'negative-cache-ttl',
    fix: 'Give Properties.DnsProperties.SOA.TTL a whole number of seconds, such as 15.',
    cases: negativeCacheTtls,
  }),
  {
    id: 'namespace-without-name',
    severity: 'error',
    why: 'A namespace is made with a name, which cannot be changed later: CloudFormation refuses one without.',
    fix: 'Give the namespace a Name.',
    link: NAMESPACES,
    broken: ({ namespaces }) => namespaces.filter(({ properties }) => properties.at('Name').isAbsent)
      .map((namespace) => brokenAt(namespace, 'The namespace has no Name.', namespace.properties.at('Name'))),
  },
  {
    id: 'namespace-vpc',
    severity: 'error',
    why: 'The hosted zone of a private DNS namespace is made for a VPC: CreatePrivateDnsNamespace refuses a namespace without one.',
    fix: 'Give Vpc the Id of the VPC in which the names are to resolve.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html',
    broken: vpcFaults,
  },
  {
    id: 'public-namespace-region',
    severity: 'error',
    why: 'AWS GovCloud (US) has no public DNS namespaces: CreatePublicDnsNamespace is not there.',
    fix: 'Use an AWS::ServiceDiscovery::PrivateDnsNamespace or HttpNamespace in this Region.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html',
    broken: (facts) => facts.namespaces.filter((namespace) => namespace.kind === 'public DNS' && isInGovCloud(facts, namespace))
      .map((namespace) => brokenAt(namespace, `The namespace is public, and the Region is ${facts.assembly.stacks.get(namespace.resource.stack)!.region}.`)),
  },
];
