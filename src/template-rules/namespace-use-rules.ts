import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { parseCloudMapArn } from '../model/cloud-map-arn';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import { isOfOtherType } from '../model/foreign-reference';
import type { Property } from '../model/property';
import { regionOf } from '../model/stack-regions';
import type { TemplateFacts } from '../model/template-facts';

const NAMESPACE_TYPES = ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'AWS::ServiceDiscovery::PublicDnsNamespace', 'AWS::ServiceDiscovery::HttpNamespace'];

/** The attributes of a namespace that say which one it is. */
const IDENTITIES = ['Ref', 'Id', 'Arn'];

/** Characters of a name that the API of ECS does not take. */
const NOT_FOR_ECS = /[<>"/]/;

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

function besideOf({ resource }: Property): Resource[] {
  return resource ? [resource] : [];
}

function placesOf({ properties }: CloudMapServiceFacts): readonly Property[] {
  return [properties.at('NamespaceId'), properties.at('DnsConfig', 'NamespaceId')];
}

function isIdentity(text: string): boolean {
  return text.startsWith('ns-') || parseCloudMapArn(text)?.kind === 'namespace';
}

/** What is wrong with a reference to a namespace, as the end of a sentence about the service. */
function identityFault(property: Property): string | undefined {
  const { text, reference, resource } = property;
  if (text !== undefined) {
    return isIdentity(text) ? undefined : `has the NamespaceId "${text}"`;
  }
  if (isOfOtherType(property, ...NAMESPACE_TYPES)) {
    return `has the NamespaceId ${resource?.logicalId}, which is an ${resource?.type}`;
  }
  return resource && NAMESPACE_TYPES.includes(resource.type) && !IDENTITIES.includes(reference?.attribute ?? '')
    ? `has the ${reference?.attribute} of ${resource.logicalId} for its NamespaceId` : undefined;
}

function wrongIdentities({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, (service) => {
    const { resource } = service;
    const places = placesOf(service);
    if (places.every(({ isAbsent }) => isAbsent)) {
      return [{ got: `${resource.logicalId} has no NamespaceId.`, at: resource, property: places[0] }];
    }
    const property = places.find((place) => identityFault(place) !== undefined);
    return property === undefined ? [] : [{
      got: `${resource.logicalId} ${identityFault(property)}.`, at: resource, property, beside: besideOf(property),
    }];
  });
}

/** A key of the namespace that is meant: the same for its ID and its ARN. */
function meant(property: Property): string | undefined {
  const { resource, text } = property;
  return resource ? `${resource.stack} ${resource.logicalId}` : text === undefined || !isIdentity(text) ? undefined : parseCloudMapArn(text)?.id ?? text;
}

/** A namespace that the template makes and one that is there already are two, whatever ID the first one gets. */
function givenTwice({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, (service) => {
    const [own, other] = placesOf(service);
    const [one, two] = [own, other].map(meant);
    return one === undefined || two === undefined || one === two ? [] : [{
      got: `${service.resource.logicalId} is in one namespace by NamespaceId, and in another by DnsConfig.NamespaceId.`,
      at: service.resource,
      property: other,
      beside: [...besideOf(own), ...besideOf(other)],
    }];
  });
}

function otherAccount({ cloudMapServices, assembly }: TemplateFacts): CloudMapServiceFacts[] {
  return cloudMapServices.filter(({ resource, namespaceId }) => {
    const arn = parseCloudMapArn(namespaceId.text);
    const account = assembly.stacks.get(resource.stack)?.account;
    return arn !== undefined && account !== undefined && arn.account !== account;
  });
}

function tasksOfOtherAccount(facts: TemplateFacts): Broken[] {
  return otherAccount(facts).flatMap((service) => {
    const registrants = facts.registrantsOf(service).map(({ resource }) => resource);
    return registrants.length === 0 ? [] : [{
      got: `${service.resource.logicalId} is in ${service.namespaceId.text}, and ${registrants[0].logicalId} registers tasks in it.`,
      at: service.resource,
      property: service.namespaceId,
      beside: registrants,
    }];
  });
}

/** Service Connect has a rule of its own about its namespace. */
function otherRegion(facts: TemplateFacts): Broken[] {
  return brokenIn(facts.cloudMapServices, (service) => {
    const { resource, namespaceId: property } = service;
    const arn = parseCloudMapArn(property.text);
    const region = regionOf(facts, resource.stack);
    return arn === undefined || region === undefined || !REGION.test(region) || !REGION.test(arn.region) || arn.region === region ? [] : [{
      got: `${resource.logicalId} is in ${property.text}, and its stack is in ${region}.`,
      at: resource,
      property,
      beside: facts.registrantsOf(service).map((registrant) => registrant.resource),
    }];
  });
}

function sharedWithTags(facts: TemplateFacts): Broken[] {
  return otherAccount(facts)
    .filter(({ resource, properties }) => facts.assembly.stacks.get(resource.stack)?.isTagged === true || properties.at('Tags').items.length > 0)
    .map(({ resource, namespaceId }) => ({ got: `${resource.logicalId} is in ${namespaceId.text}, and it gets tags.`, at: resource, property: namespaceId }));
}

/** Where the API of ECS is told a name. */
function namesForEcs(facts: TemplateFacts): Broken[] {
  const places = [
    ...facts.ecsServices.map(({ resource, serviceConnect }) => ({ resource, property: serviceConnect.at('Namespace') })),
    ...facts.of('AWS::ECS::Cluster').map(({ resource, properties }) => ({ resource, property: properties.at('ServiceConnectDefaults', 'Namespace') })),
  ];
  return brokenIn(places, ({ resource, property }) => {
    const { text } = property;
    return text === undefined || text.startsWith('arn:') || !NOT_FOR_ECS.test(text) ? [] : [{
      got: `${resource.logicalId} has the namespace ${text}.`,
      at: resource,
      property,
      beside: facts.namespaces.filter(({ name }) => name === text).map((namespace) => namespace.resource),
    }];
  });
}

export const namespaceUseRules: readonly TemplateRule[] = [
  {
    id: 'namespace-identity',
    severity: 'error',
    why: 'A Cloud Map service is created in a namespace, by the ID or the ARN of the namespace. CreateService refuses anything else, and CloudFormation looks no name up.',
    fix: 'Set NamespaceId to a Ref to the namespace, or to its ID ("ns-…").',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: wrongIdentities,
  },
  {
    id: 'namespace-given-twice',
    severity: 'error',
    why: 'A Cloud Map service is in one namespace. DnsConfig.NamespaceId is the old place for the same ID.',
    fix: 'Leave DnsConfig.NamespaceId out.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-servicediscovery-service-dnsconfig.html',
    broken: givenTwice,
  },
  {
    id: 'namespace-other-account',
    severity: 'error',
    why: 'ECS service discovery cannot register tasks in a namespace of another account, also when it is shared through AWS RAM.',
    fix: 'Set NamespaceId to a namespace of the stack\'s own account, or use ServiceConnectConfiguration, which takes a shared namespace by its ARN.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: tasksOfOtherAccount,
  },
  {
    id: 'namespace-other-region',
    severity: 'error',
    why: 'A Cloud Map namespace exists in one Region, and services use namespaces of their own Region only.',
    fix: 'Set NamespaceId to a namespace of the stack\'s Region.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: otherRegion,
  },
  {
    id: 'shared-namespace-tags',
    severity: 'warning',
    why: 'Nobody can tag what is in a namespace that another account shares: CloudFormation fails to create the service where it has tags, also those of the stack.',
    fix: 'Leave the tags of the stack and of the AWS::ServiceDiscovery::Service out.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/sharing-namespaces.html',
    broken: sharedWithTags,
  },
  {
    id: 'service-connect-namespace-name',
    severity: 'error',
    why: 'ECS takes the name or the ARN of a namespace, and no name with one of the characters < > " /.',
    fix: 'Set Namespace to the ARN of the namespace (Fn::GetAtt Arn), or give the namespace a Name without these characters.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html',
    broken: namesForEcs,
  },
];
