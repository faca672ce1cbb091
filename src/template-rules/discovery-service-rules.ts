import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Declared } from '../model/declared';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';
import { INSTANCE_LABEL, SERVICE_NAME } from '../rules/name-rules';
import { plainName } from '../shared/dns-name';

const MAX_NAME = 255;
const MAX_DESCRIPTION = 1024;

/** Properties that stand in another place, or in another resource, than people put them. CloudFormation takes none that it does not know. */
const MISPLACED: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['AWS::ServiceDiscovery::Service', new Map([
    ['DnsRecords', 'DnsConfig.DnsRecords'], ['RoutingPolicy', 'DnsConfig.RoutingPolicy'], ['TTL', 'the TTL of each of DnsConfig.DnsRecords'],
    ['FailureThreshold', 'HealthCheckConfig.FailureThreshold'], ['ResourcePath', 'HealthCheckConfig.ResourcePath'], ['ServiceName', 'Name'],
    ['Namespace', 'NamespaceId'], ['NamespaceName', 'NamespaceId'], ['Attributes', 'ServiceAttributes'], ['Vpc', 'the Vpc of the namespace'],
  ])],
  ['AWS::ServiceDiscovery::HttpNamespace', new Map([['Vpc', 'the Vpc of a PrivateDnsNamespace'], ['VpcId', 'the Vpc of a PrivateDnsNamespace']])],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', new Map([['Vpc', 'the Vpc of a PrivateDnsNamespace'], ['VpcId', 'the Vpc of a PrivateDnsNamespace']])],
]);

const WITH_DESCRIPTION = [
  'AWS::ServiceDiscovery::Service', 'AWS::ServiceDiscovery::PrivateDnsNamespace', 'AWS::ServiceDiscovery::PublicDnsNamespace',
  'AWS::ServiceDiscovery::HttpNamespace',
];

function wrongNames({ cloudMapServices }: TemplateFacts): Broken[] {
  const isWrong = (name: string | undefined) => name !== undefined && !(name.length <= 127 && SERVICE_NAME.test(name));
  return cloudMapServices.filter(({ name }) => isWrong(name)).map(({ resource, properties, name }) => ({
    got: `${resource.logicalId} has the name "${name}".`, at: resource, property: properties.at('Name'),
  }));
}

/** A name that ECS fills with tasks has host names below it, where it has SRV records. */
function longestHost(facts: TemplateFacts, service: CloudMapServiceFacts): number {
  const { length } = plainName(service.host ?? '');
  return service.recordTypes.includes('SRV') && facts.registrantsOf(service).length > 0 ? length + INSTANCE_LABEL : length;
}

function longNames(facts: TemplateFacts): Broken[] {
  return facts.cloudMapServices.filter((service) => longestHost(facts, service) > MAX_NAME).map((service) => ({
    got: `${service.resource.logicalId} makes a host name of ${longestHost(facts, service)} characters in ${service.namespace?.resource.logicalId}.`,
    at: service.resource,
    property: service.properties.at('Name'),
    beside: service.namespace ? [service.namespace.resource] : [],
  }));
}

function wrongTypes({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, ({ resource, properties }) => {
    const property = properties.at('Type');
    return property.text === undefined || property.text === 'HTTP' ? []
      : [{ got: `${resource.logicalId} has the Type "${property.text}".`, at: resource, property }];
  });
}

/** What is wrong with the attributes of a service, as the end of a sentence about it. */
function attributesFault({ properties }: CloudMapServiceFacts): string | undefined {
  const attributes = properties.at('ServiceAttributes');
  const there = attributes.keys.filter((key) => attributes.at(key).isThere);
  const longKey = there.find((key) => key.length > 255);
  const longValue = there.find((key) => (attributes.at(key).text?.length ?? 0) > 1024);
  return there.length > 30 ? `has ${there.length} attributes`
    : longKey !== undefined ? `has an attribute whose name has ${longKey.length} characters`
      : longValue !== undefined ? `has the attribute "${longValue}" with a value of ${attributes.at(longValue).text?.length} characters` : undefined;
}

function wrongAttributes({ cloudMapServices }: TemplateFacts): Broken[] {
  return brokenIn(cloudMapServices, (service) => {
    const fault = attributesFault(service);
    return fault === undefined ? [] : [{
      got: `${service.resource.logicalId} ${fault}.`, at: service.resource, property: service.properties.at('ServiceAttributes'),
    }];
  });
}

function longDescriptions(facts: TemplateFacts): Broken[] {
  return facts.of(...WITH_DESCRIPTION).flatMap(({ resource, properties }) => {
    const property = properties.at('Description');
    const length = property.text?.length ?? 0;
    return length <= MAX_DESCRIPTION ? [] : [{ got: `${resource.logicalId} has a Description of ${length} characters.`, at: resource, property }];
  });
}

function tagsFault(tags: Property): string | undefined {
  const { items } = tags;
  const key = items.map((tag) => tag.at('Key').text).find((text) => text !== undefined && (/^aws:/i.test(text) || text.length > 128 || text === ''));
  return items.length > 50 ? `has ${items.length} tags` : key === undefined ? undefined : `has a tag with the key "${key}"`;
}

function misplacedIn({ resource, properties }: Declared): Broken[] {
  const known = MISPLACED.get(resource.type);
  return properties.keys.filter((key) => known?.has(key) && properties.at(key).isThere).map((key) => ({
    got: `${resource.logicalId} has the property ${key}, which is ${known?.get(key)}.`, at: resource, property: properties.at(key),
  }));
}

export const discoveryServiceRules: readonly TemplateRule[] = [
  {
    id: 'discovery-name',
    severity: 'error',
    why: 'A Cloud Map service name has 1 to 127 characters: labels of letters, digits, "_" and "-" between dots, each 1 to 63 characters long and neither '
      + 'starting nor ending with "-". CreateService refuses anything else.',
    fix: 'Set Name to a name such as "backend" or "orders.backend", without the name of the namespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: wrongNames,
  },
  {
    id: 'discovery-name-length',
    severity: 'error',
    why: 'Route 53 takes names of at most 255 characters. The name of a host behind an SRV record starts with the ID of its task, 37 characters more. '
      + 'ECS could not register a task, and none would get past ACTIVATING.',
    fix: 'Shorten the Name of the service or of the namespace.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html',
    broken: longNames,
  },
  {
    id: 'discovery-type',
    severity: 'error',
    why: 'The only Type of a Cloud Map service is HTTP: one that is found through the API only. CreateService refuses any other.',
    fix: 'Leave Type out, or set it to HTTP and leave DnsConfig out.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: wrongTypes,
  },
  {
    id: 'service-attributes',
    severity: 'error',
    why: 'A Cloud Map service has at most 30 attributes, with names of at most 255 and values of at most 1024 characters.',
    fix: 'Keep what clients need to choose a service in ServiceAttributes.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_ServiceAttributes.html',
    broken: wrongAttributes,
  },
  {
    id: 'discovery-description',
    severity: 'error',
    why: 'The description of a namespace or a Cloud Map service has at most 1024 characters; the API refuses a longer one.',
    fix: 'Shorten Description.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: longDescriptions,
  },
  {
    id: 'discovery-tags',
    severity: 'error',
    why: 'A resource has at most 50 tags, with keys of 1 to 128 characters that do not start with "aws:", which is for AWS. The API refuses others.',
    fix: 'Leave tags out, or give them other keys.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_Tag.html',
    broken: (facts) => facts.of(...WITH_DESCRIPTION).flatMap(({ resource, properties }) => {
      const property = properties.at('Tags');
      const fault = tagsFault(property);
      return fault === undefined ? [] : [{ got: `${resource.logicalId} ${fault}.`, at: resource, property }];
    }),
  },
  {
    id: 'discovery-property',
    severity: 'error',
    why: 'CloudFormation refuses a property that the type of resource does not have.',
    fix: 'Move the property to where the message says, or leave it out.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-servicediscovery-service.html',
    broken: (facts) => facts.of(...MISPLACED.keys()).flatMap(misplacedIn),
  },
];
