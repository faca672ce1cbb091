import type { Broken, TemplateRule } from './template-rule';
import { areTogether } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { TemplateFacts } from '../model/template-facts';

/** Services of one namespace by their name, without regard to capital letters. */
function sameNames({ cloudMapServices }: TemplateFacts): CloudMapServiceFacts[][] {
  const byKey = new Map<string, CloudMapServiceFacts[]>();
  for (const service of cloudMapServices) {
    const namespace = service.namespace ? `${service.namespace.resource.stack} ${service.namespace.resource.logicalId}` : service.namespaceId.identity;
    if (service.name !== undefined && namespace !== undefined) {
      const key = JSON.stringify([namespace, service.name.toLowerCase()]);
      byKey.set(key, [...byKey.get(key) ?? [], service]);
    }
  }
  return [...byKey.values()].filter((group) => group.length > 1);
}

/** Names that differ in capital letters only are two names where there is no DNS. */
function collide(one: CloudMapServiceFacts, other: CloudMapServiceFacts): boolean {
  const ignoresCase = one.namespace?.kind === 'private DNS' || one.namespace?.kind === 'public DNS';
  return areTogether(one.resource, other.resource) && (one.name === other.name || ignoresCase);
}

/** Each that collides with an earlier one, beside the first of these. */
function twice(group: readonly CloudMapServiceFacts[]): Broken[] {
  return group.flatMap((service, index) => {
    const earlier = group.slice(0, index).find((candidate) => collide(candidate, service));
    return earlier === undefined ? [] : [{
      got: `${earlier.resource.logicalId} and ${service.resource.logicalId} both have the name "${service.name}" in one namespace.`,
      at: service.resource,
      property: service.properties.at('Name'),
      beside: [earlier.resource],
    }];
  });
}

export const nameRules: readonly TemplateRule[] = [
  {
    id: 'discovery-name-twice',
    severity: 'error',
    why: 'A name stands once in a namespace, and DNS does not tell capital letters from small ones: '
      + 'the second CreateService fails with ServiceAlreadyExists.',
    fix: 'Give one of the two AWS::ServiceDiscovery::Service another Name, or another namespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: (facts) => sameNames(facts).flatMap(twice),
  },
];
