import type { Declared } from '../model/declared';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import { forwardingIn, loadBalancerOf } from '../model/target-group-facts';
import type { TemplateFacts } from '../model/template-facts';

/** What a person calls it: without the ids of what it is made of. */
function pathOf({ resource: { path, logicalId } }: Declared): string {
  return path?.replace(/(\/(LoadBalancer|Resource))+$/, '') ?? logicalId;
}

/** The listeners that send to target groups of a service, whether by themselves or by a rule. */
function listenersBefore({ properties }: EcsServiceFacts, facts: TemplateFacts): Declared[] {
  const { senders } = facts.once(forwardingIn);
  const groups = properties.at('LoadBalancers').items
    .flatMap((entry) => [entry.at('TargetGroupArn').resource, entry.at('AdvancedConfiguration', 'AlternateTargetGroupArn').resource]);
  const found = groups.flatMap((group) => group ? senders.get(group) ?? [] : []);
  const listeners = found.flatMap((sender) => (sender.resource.type.endsWith('Rule') ? sender.properties.at('ListenerArn').resource : sender.resource) ?? []);
  return [...new Set(listeners)].map((listener) => facts.as(listener));
}

function balancersBefore(service: EcsServiceFacts, facts: TemplateFacts): string[] {
  const ports = new Map<string, string[]>();
  for (const listener of listenersBefore(service, facts)) {
    const balancer = loadBalancerOf(listener, facts);
    const { text: port } = listener.properties.at('Port');
    if (balancer) {
      const path = pathOf(balancer);
      ports.set(path, [...ports.get(path) ?? [], ...port === undefined ? [] : [port]]);
    }
  }
  return [...ports].map(([path, all]) => `by the load balancer ${path}${all.length > 0 ? ` on port ${all.join(', ')}` : ''}`);
}

/** An HTTP API that leads to a name of Cloud Map. One that leads to a listener comes through a load balancer. */
function apisBefore({ registries }: EcsServiceFacts, facts: TemplateFacts): string[] {
  return facts.of('AWS::ApiGatewayV2::Integration').flatMap(({ properties }) => {
    const [api, target] = [properties.at('ApiId').resource, properties.at('IntegrationUri').resource];
    const isBefore = target !== undefined && registries.some(({ cloudMapService }) => cloudMapService?.resource === target);
    return api && isBefore ? [`by the HTTP API ${pathOf(facts.as(api))}`] : [];
  });
}

/** Who calls a service and is none, as the ends of a sentence. */
export function waysFromOutside(service: EcsServiceFacts, facts: TemplateFacts): string[] {
  return [...new Set([...balancersBefore(service, facts), ...apisBefore(service, facts)])].sort();
}
