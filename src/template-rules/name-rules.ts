import { sharing } from './groups';
import type { TemplateRule } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import { areTogether } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { TemplateFacts } from '../model/template-facts';
import type { AppFacts } from '../plan/app-facts';
import { appRules } from '../rules/app-rules';

const NOTHING: AppFacts = { services: [], namespaces: [], publicNamespaces: [], serviceConnectNames: [] };

/** Of which namespace it is: one of the assembly, or the same expression for one that is not. */
export function namespaceKeyOf({ namespace, namespaceId }: CloudMapServiceFacts): string | undefined {
  return namespace ? keyOf(namespace) : namespaceId.identity;
}

export function keyOf({ resource: { stack, logicalId } }: Pick<NamespaceFacts, 'resource'>): string {
  return JSON.stringify([stack, logicalId]);
}

/** Each pair of neighbors in a list of what shares a key, if both are surely there. */
function pairsOf<T extends Pick<NamespaceFacts, 'resource'>>(groups: readonly T[][]): Array<readonly [earlier: T, later: T]> {
  return groups.flatMap((group) => group.flatMap((later, index) => {
    const earlier = group.slice(0, index).find((candidate) => areTogether(candidate.resource, later.resource));
    return earlier === undefined ? [] : [[earlier, later] as const];
  }));
}

/** Services of one namespace by their name, without regard to capital letters. */
function sameNames({ cloudMapServices }: TemplateFacts): Array<Case<AppFacts>> {
  const groups = sharing(cloudMapServices, (service) => {
    const namespace = namespaceKeyOf(service);
    return service.name === undefined || namespace === undefined ? undefined : JSON.stringify([namespace, service.name.toLowerCase()]);
  });
  return pairsOf(groups).map(([earlier, later]) => ({
    facts: { ...NOTHING, services: [earlier, later].map(namedService) },
    at: later.resource,
    property: later.properties.at('Name'),
    beside: [earlier.resource],
  }));
}

function namedService({ resource, name, namespace }: CloudMapServiceFacts) {
  return { path: resource.logicalId, name: name!, ignoresCase: namespace !== undefined && namespace.kind !== 'HTTP', namespaceIdentity: 'the same' };
}

/** Names that stand twice. */
export const nameRules: readonly TemplateRule[] = [
  twin(appRules, {
    id: 'discovery-name-twice',
    fix: 'Give one of the two AWS::ServiceDiscovery::Service another Name, or another namespace.',
    cases: sameNames,
  }),
];
