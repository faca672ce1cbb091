import type { TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { listOf, objectOf } from '../model/json';
import type { TemplateFacts } from '../model/template-facts';

const OF_DNS_NAMESPACE = ['Arn', 'Id', 'HostedZoneId'];

/** What CloudFormation returns of the resources of Cloud Map. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', OF_DNS_NAMESPACE],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', OF_DNS_NAMESPACE],
  ['AWS::ServiceDiscovery::HttpNamespace', ['Arn', 'Id']],
  ['AWS::ServiceDiscovery::Service', ['Arn', 'Id', 'Name']],
]);

type Attribute = readonly [logicalId: string, attribute: string];

/** All that is asked of resources in a part of a template. */
function attributesIn(part: unknown): Attribute[] {
  if (Array.isArray(part)) {
    return part.flatMap(attributesIn);
  }
  return Object.entries(objectOf(part)).flatMap(([key, value]): Attribute[] => {
    const whole = key === 'Fn::Sub' ? [value].flat()[0] as unknown : undefined;
    const inText = typeof whole === 'string' ? [...whole.matchAll(/\$\{([A-Za-z0-9]+)\.([A-Za-z.]+)\}/g)].map(([, id, name]) => [id, name] as const) : [];
    const [id, name] = key !== 'Fn::GetAtt' ? [] : typeof value === 'string' ? value.split(/\.(.*)/) : listOf(value);
    const own = typeof id === 'string' && typeof name === 'string' ? [[id, name] as const] : [];
    return [...own, ...inText, ...attributesIn(value)];
  });
}

function unknownAttributes({ properties, stack }: Resource, { assembly }: TemplateFacts) {
  return attributesIn(properties).flatMap(([logicalId, name]) => {
    const asked = assembly.stacks.get(stack)!.resources.get(logicalId);
    const known = ATTRIBUTES.get(asked?.type ?? '');
    return asked && known && !known.includes(name) ? [{ asked, name }] : [];
  });
}

/** What resources ask of namespaces and Cloud Map services. */
export const attributeRules: readonly TemplateRule[] = [
  {
    id: 'discovery-attribute',
    severity: 'error',
    why: 'CloudFormation returns Arn and Id of a namespace, HostedZoneId of one with DNS, and Arn, Id and Name of a Cloud Map service. It refuses a template that asks for anything else.',
    fix: 'Ask for one of these attributes. The name of a namespace is not among them: repeat it, or give both from one parameter.',
    link: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicediscovery-service.html',
    broken: (facts) => [...facts.assembly.stacks.values()].flatMap(({ resources }) => [...resources.values()]).flatMap((resource) =>
      unknownAttributes(resource, facts).map(({ asked, name }) => ({
        got: `${resource.logicalId} asks for ${name} of ${asked.logicalId}, a ${asked.type}.`, at: resource, beside: [asked],
      }))),
  },
];
