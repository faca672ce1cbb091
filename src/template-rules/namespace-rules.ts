import type { Broken, TemplateRule } from './template-rule';
import { isOfOtherType } from '../model/foreign-reference';
import type { NamespaceFacts, NamespaceKind } from '../model/namespace-facts';
import type { Property } from '../model/property';
import { govCloudRegionOf } from '../model/stack-regions';
import type { TemplateFacts } from '../model/template-facts';
import { HTTP_NAME, PRIVATE_NAME, PUBLIC_NAME } from '../namespace/namespace-rules';
import { isTtl } from '../shared/ttl';

/** Route 53 makes no zone of the first one; nobody delegates the others (RFC 2606, RFC 6761, RFC 6762 with its appendix G, and ICANN's ".internal"). */
const RESERVED = /(^|\.)(example\.com|example|invalid|localhost|localdomain|local|internal|intranet|private|corp|home|lan|test)$/i;

function ofKind({ namespaces }: TemplateFacts, kind: NamespaceKind): readonly NamespaceFacts[] {
  return namespaces.filter((namespace) => namespace.kind === kind);
}

/** @param faultOf what is wrong with a name, as the end of a sentence about the namespace */
function wrongNames(namespaces: readonly NamespaceFacts[], faultOf: (name: string) => string | undefined): Broken[] {
  return namespaces.flatMap(({ resource, properties, name }) => {
    const property = properties.at('Name');
    const fault = property.isAbsent ? 'has no Name' : name === undefined ? undefined : faultOf(name);
    return fault === undefined ? [] : [{ got: `${resource.logicalId} ${fault}.`, at: resource, property }];
  });
}

function called(name: string): string {
  return `has the name "${name}"`;
}

function privateNameFault(name: string): string | undefined {
  const label = name.replace(/\.$/, '').split('.').find(({ length }) => length === 0 || length > 63);
  return !PRIVATE_NAME.test(name) ? called(name)
    : label === undefined ? undefined : `${called(name)}, with a label of ${label.length} characters`;
}

/** A reserved name that is no domain name at all is the matter of another rule. */
function reservedNameFault(name: string): string | undefined {
  return PUBLIC_NAME.test(name) && RESERVED.test(name) ? called(name) : undefined;
}

function wrongVpc(vpc: Property): string | undefined {
  const { resource, reference, text } = vpc;
  if (vpc.isAbsent) {
    return 'has no Vpc';
  }
  if (isOfOtherType(vpc, 'AWS::EC2::VPC', 'AWS::EC2::VPCGatewayAttachment') && reference?.attribute === 'Ref') {
    return `has the Vpc ${resource?.logicalId}, which is an ${resource?.type}`;
  }
  return resource?.type === 'AWS::EC2::VPC' && reference?.attribute !== 'Ref' && reference?.attribute !== 'VpcId'
    ? `has the ${reference?.attribute} of ${resource.logicalId} for its Vpc`
    : text !== undefined && !text.startsWith('vpc-') ? `has the Vpc "${text}"` : undefined;
}


function wrongVpcs(facts: TemplateFacts): Broken[] {
  return ofKind(facts, 'private DNS').flatMap(({ resource, properties }) => {
    const property = properties.at('Vpc');
    const fault = wrongVpc(property);
    return fault === undefined ? [] : [{ got: `${resource.logicalId} ${fault}.`, at: resource, property, beside: property.resource ? [property.resource] : [] }];
  });
}

function wrongSoa({ namespaces }: TemplateFacts): Broken[] {
  return namespaces.flatMap(({ resource, properties }) => {
    const property = properties.at('Properties', 'DnsProperties', 'SOA', 'TTL');
    const { number, text } = property;
    return text === undefined || (number !== undefined && isTtl(number)) ? []
      : [{ got: `The SOA record of ${resource.logicalId} has a TTL of ${text} seconds.`, at: resource, property }];
  });
}

function publicInGovCloud(facts: TemplateFacts): Broken[] {
  return ofKind(facts, 'public DNS').flatMap(({ resource }) => {
    const region = govCloudRegionOf(facts, resource.stack);
    return region === undefined ? [] : [{ got: `${resource.logicalId} is made in ${region}.`, at: resource }];
  });
}

export const namespaceRules: readonly TemplateRule[] = [
  {
    id: 'namespace-name',
    severity: 'error',
    why: 'A private DNS namespace is named by 1 to 253 printable ASCII characters without spaces, it does not start with "arn:", and each label between dots '
      + 'has 1 to 63 characters. Otherwise CreatePrivateDnsNamespace, or the hosted zone that it makes, fails.',
    fix: 'Give the AWS::ServiceDiscovery::PrivateDnsNamespace a Name such as "ecs-internal" or "services.internal".',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html',
    broken: (facts) => wrongNames(ofKind(facts, 'private DNS'), privateNameFault),
  },
  {
    id: 'public-namespace-name',
    severity: 'error',
    why: 'A public DNS namespace is named by two or more labels of 1 to 63 letters, digits and "-" (not at an end of a label), 253 characters at most. '
      + 'CreatePublicDnsNamespace refuses anything else.',
    fix: 'Give the AWS::ServiceDiscovery::PublicDnsNamespace a Name below a domain that you own; one with other letters in Punycode.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html',
    broken: (facts) => wrongNames(ofKind(facts, 'public DNS'), (name) => PUBLIC_NAME.test(name) ? undefined : called(name)),
  },
  {
    id: 'public-namespace-reserved',
    severity: 'error',
    why: 'A public name resolves when the domain above it points at its zone. Domains that are reserved for examples, tests and private networks '
      + 'are never delegated, and Route 53 refuses zones below example.com.',
    fix: 'Use a domain that you own for Name, or an AWS::ServiceDiscovery::PrivateDnsNamespace for names inside a VPC.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/namespaces-values.html',
    broken: (facts) => ofKind(facts, 'public DNS').flatMap(({ resource, properties, name }) => {
      const fault = name === undefined ? undefined : reservedNameFault(name);
      return fault === undefined ? [] : [{ got: `${resource.logicalId} ${fault}.`, at: resource, property: properties.at('Name') }];
    }),
  },
  {
    id: 'public-namespace-region',
    severity: 'error',
    why: 'AWS GovCloud (US) has no public DNS namespaces: CreatePublicDnsNamespace is not there.',
    fix: 'Use an AWS::ServiceDiscovery::PrivateDnsNamespace or HttpNamespace in this Region.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html',
    broken: publicInGovCloud,
  },
  {
    id: 'http-namespace-name',
    severity: 'error',
    why: 'An HTTP namespace is named by 1 to 1024 printable ASCII characters without spaces, and does not start with "arn:". CreateHttpNamespace refuses anything else.',
    fix: 'Give the AWS::ServiceDiscovery::HttpNamespace a Name such as "shop".',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html',
    broken: (facts) => wrongNames(ofKind(facts, 'HTTP'), (name) => HTTP_NAME.test(name) ? undefined : called(name)),
  },
  {
    id: 'namespace-vpc',
    severity: 'error',
    why: 'A private DNS namespace answers inside the one VPC that it is made for: CreatePrivateDnsNamespace asks for the ID of a VPC.',
    fix: 'Set Vpc to the ID of the VPC of the tasks: a Ref to the AWS::EC2::VPC, or "vpc-…".',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html',
    broken: wrongVpcs,
  },
  {
    id: 'negative-cache-ttl',
    severity: 'error',
    why: 'The TTL of the namespace\'s SOA record is a whole number of seconds from 0 to 2147483647; CloudFormation refuses anything else.',
    fix: 'Set Properties.DnsProperties.SOA.TTL to a whole number of seconds, such as 15.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_SOA.html',
    broken: wrongSoa,
  },
];
