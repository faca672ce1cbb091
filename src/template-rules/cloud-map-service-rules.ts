import type { Broken, TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { TemplateFacts } from '../model/template-facts';
import { discoveryRules } from '../rules/discovery-rules';
import type { NameFacts } from '../rules/name-rules';
import { nameRules } from '../rules/name-rules';

const CREATE_SERVICE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html';

/** What is asked of each Cloud Map service by itself. */
export function eachService(broken: (service: CloudMapServiceFacts, facts: TemplateFacts) => ReadonlyArray<Broken>): TemplateRule['broken'] {
  return (facts) => facts.cloudMapServices.flatMap((service) => broken(service, facts));
}

function names({ cloudMapServices }: TemplateFacts): Array<Case<NameFacts>> {
  return cloudMapServices.flatMap(({ resource, properties, name, namespace, recordTypes }) => name === undefined ? [] : [{
    facts: { discoveryName: name, recordTypes: namespace?.kind === 'HTTP' ? [] : recordTypes, cloudMapNamespace: { name: namespace?.name } },
    at: resource,
    property: properties.at('Name'),
    beside: namespace ? [namespace.resource] : [],
  }]);
}

function attributes({ cloudMapServices }: TemplateFacts) {
  return cloudMapServices.map(({ resource, properties }) => {
    const given = properties.at('ServiceAttributes');
    return {
      facts: { serviceAttributes: Object.fromEntries(given.keys.map((key) => [key, given.at(key).text ?? ''])) },
      at: resource,
      property: given,
    };
  });
}

/** The attribute of a namespace that a service takes for its Id, or text that is no Id. */
function identityFault({ namespaceId, namespace }: CloudMapServiceFacts): string | undefined {
  const { text, reference, resource } = namespaceId;
  if (text !== undefined) {
    return /^ns-[a-z0-9]+$|^arn:.*:namespace\/ns-[a-z0-9]+$/.test(text) ? undefined : `NamespaceId is "${text}".`;
  }
  const isIdentity = namespace === undefined || ['Ref', 'Id', 'Arn'].includes(reference!.attribute);
  const isOther = resource !== undefined && namespace === undefined && resource.type.startsWith('AWS::');
  return !isIdentity || isOther ? `NamespaceId is ${reference!.attribute} of ${resource!.logicalId}, an ${resource!.type}.` : undefined;
}

/** Both are known, and are not the same. */
function areTwoNamespaces({ properties }: CloudMapServiceFacts): boolean {
  const [own, ofRecords] = [properties.at('NamespaceId'), properties.at('DnsConfig', 'NamespaceId')];
  return (own.text !== undefined && ofRecords.text !== undefined && own.text !== ofRecords.text)
    || (own.resource !== undefined && ofRecords.resource !== undefined && own.resource !== ofRecords.resource);
}

/** Where names are. */
export const cloudMapServiceRules: readonly TemplateRule[] = [
  twin(nameRules, {
    id: 'discovery-name',
    fix: 'Give the AWS::ServiceDiscovery::Service a Name such as "backend" or "orders.backend".',
    cases: names,
  }),
  twin(nameRules, {
    id: 'discovery-name-length',
    fix: 'Shorten the Name of the service or of the namespace.',
    cases: names,
  }),
  twin<{ readonly serviceAttributes: { readonly [name: string]: string } }>(discoveryRules as never, {
    id: 'service-attributes',
    fix: 'Keep in ServiceAttributes what clients need to choose a service.',
    cases: attributes,
  }),
  {
    id: 'name-without-namespace',
    severity: 'error',
    why: 'A Cloud Map service is a name in a namespace: CreateService refuses one without.',
    fix: 'Give the service NamespaceId: the Id of a namespace.',
    link: CREATE_SERVICE,
    broken: eachService((service) => service.namespaceId.isAbsent ? [brokenAt(service, 'There is no NamespaceId.', service.properties.at('NamespaceId'))] : []),
  },
  {
    id: 'namespace-identity',
    severity: 'error',
    why: 'A Cloud Map service is created in a namespace by the namespace\'s ID (ns-…). CloudFormation cannot look an ID up by name.',
    fix: 'Give NamespaceId the Id of the namespace: !GetAtt Namespace.Id.',
    link: CREATE_SERVICE,
    broken: eachService((service) => {
      const fault = identityFault(service);
      return fault === undefined ? [] : [brokenAt(service, fault, service.namespaceId, [service.namespaceId.resource])];
    }),
  },
  {
    id: 'namespace-given-twice',
    severity: 'error',
    why: 'A Cloud Map service is in one namespace: CreateService refuses a NamespaceId that is not the one of its DnsConfig.',
    fix: 'Leave NamespaceId of DnsConfig out.',
    link: CREATE_SERVICE,
    broken: eachService((service) => areTwoNamespaces(service) ? [brokenAt(service, 'NamespaceId and DnsConfig.NamespaceId are two namespaces.',
      service.properties.at('DnsConfig', 'NamespaceId'), [service.namespaceId.resource, service.properties.at('DnsConfig', 'NamespaceId').resource])] : []),
  },
];
