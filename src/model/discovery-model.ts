import type { Assembly } from './assembly';
import { ecsServicesIn } from './ecs-services';
import { edgesBetween } from './edges';
import type { Edge } from './edges';
import { namespacesIn } from './namespaces';
import type { Namespace } from './namespaces';
import { registrationsIn } from './registrations';
import type { Registration } from './registrations';
import { ingressRulesIn } from './security-groups';

/** What the templates of an assembly say about discovery. */
export interface DiscoveryModel {
  readonly namespaces: readonly Namespace[];
  readonly registrations: readonly Registration[];
  readonly edges: readonly Edge[];
}

export function discoveryModel(assembly: Assembly): DiscoveryModel {
  const namespaces = namespacesIn(assembly);
  const services = ecsServicesIn(assembly);
  const registrations = registrationsIn(assembly, namespaces, services);
  return { namespaces, registrations, edges: edgesBetween(services, ingressRulesIn(assembly), registrations) };
}
