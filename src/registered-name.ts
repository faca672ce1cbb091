import type { IConstruct } from 'constructs';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import { DiscoveryGrants } from './endpoint/discovery-grants';
import { endpointFacts } from './plan/endpoint-facts';
import type { CloudMapService } from './records/define-cloud-map-service';

/** What a service has that others find by name. */
export interface RegisteredName {
  readonly cloudMapService: CloudMapService;
  readonly facts: EndpointFacts;
  readonly endpoint: DiscoveryEndpoint;
  readonly grants: DiscoveryGrants;
}

/** The name of a service; nothing of a worker, which is in no Cloud Map service. */
export function registeredName(
  { node }: IConstruct, plan: DiscoverableServicePlan, cloudMapService: CloudMapService | undefined,
): RegisteredName | undefined {
  if (cloudMapService === undefined) {
    return undefined;
  }
  const facts = endpointFacts(node.path, { ...plan, ...plan.clientPorts }, cloudMapService);
  return { cloudMapService, facts, endpoint: DiscoveryEndpoint._of(facts), grants: DiscoveryGrants._of(facts) };
}
