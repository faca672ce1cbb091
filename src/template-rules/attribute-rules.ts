import type { Broken, TemplateRule } from './template-rule';
import { referencesIn } from '../model/references-in';
import type { TemplateFacts } from '../model/template-facts';

const OF_DNS_NAMESPACE = ['Arn', 'Id', 'HostedZoneId'];

/** What CloudFormation returns of the resources of Cloud Map. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', OF_DNS_NAMESPACE],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', OF_DNS_NAMESPACE],
  ['AWS::ServiceDiscovery::HttpNamespace', ['Arn', 'Id']],
  ['AWS::ServiceDiscovery::Service', ['Arn', 'Id', 'Name']],
]);

function unknownAttributes({ assembly }: TemplateFacts): Broken[] {
  const found: Broken[] = [];
  for (const { resources } of assembly.stacks.values()) {
    for (const resource of resources.values()) {
      for (const { logicalId, attribute } of referencesIn(resource.properties)) {
        const asked = attribute === undefined ? undefined : resources.get(logicalId);
        const known = asked && ATTRIBUTES.get(asked.type);
        if (asked && known && attribute !== undefined && !known.includes(attribute)) {
          found.push({ got: `${resource.logicalId} asks for ${attribute} of ${asked.logicalId}, a ${asked.type}.`, at: resource, beside: [asked] });
        }
      }
    }
  }
  return found;
}

/** What resources ask of namespaces and Cloud Map services. */
export const attributeRules: readonly TemplateRule[] = [
  {
    id: 'discovery-attribute',
    severity: 'error',
    why: 'CloudFormation returns Arn and Id of a namespace, HostedZoneId of one with DNS, and Arn, Id and Name of a Cloud Map service. It refuses a template that asks for anything else.',
    fix: 'Ask for one of these attributes. The name of a namespace is not among them: repeat it, or give both from one parameter.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicediscovery-service.html',
    broken: unknownAttributes,
  },
];
