import type { Resource } from './assembly';
import type { Declared } from './declared';
import type { EcsServiceFacts } from './ecs-service-facts';
import { isDiscovered } from './network-facts';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** An entry of `LoadBalancers` of a service that has to do with discovery. */
export interface TargetEntry {
  readonly service: EcsServiceFacts;
  readonly property: Property;
  /** The target group, where the assembly defines it. */
  readonly group?: Declared;
}

export function targetEntriesIn(facts: TemplateFacts): readonly TargetEntry[] {
  return facts.ecsServices.filter(isDiscovered).flatMap((service) => service.properties.at('LoadBalancers').items.map((property) => {
    const { resource } = property.at('TargetGroupArn');
    return { service, property, group: resource?.type === 'AWS::ElasticLoadBalancingV2::TargetGroup' ? facts.as(resource) : undefined };
  }));
}

/** Who sends requests to target groups. */
export interface Forwarding {
  /** Listeners and their rules, by the target group. */
  readonly senders: ReadonlyMap<Resource, readonly Declared[]>;
  /** Whether a listener or a rule may send to a target group that is not known. */
  readonly hasUnknown: boolean;
}

export function forwardingIn(facts: TemplateFacts): Forwarding {
  const senders = new Map<Resource, Declared[]>();
  let hasUnknown = false;
  for (const sender of facts.of('AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule')) {
    const actions = sender.properties.at(sender.resource.type.endsWith('Rule') ? 'Actions' : 'DefaultActions');
    const groups = actions.items.flatMap((action) => [action.at('TargetGroupArn'), ...action.at('ForwardConfig', 'TargetGroups').items.map((group) => group.at('TargetGroupArn'))]);
    hasUnknown ||= !actions.isWholeList || groups.some(({ isUnknown }) => isUnknown) || actions.items.some((action) => !action.at('ForwardConfig', 'TargetGroups').isWholeList);
    for (const { resource } of groups) {
      if (resource) {
        senders.set(resource, [...senders.get(resource) ?? [], sender]);
      }
    }
  }
  return { senders, hasUnknown };
}

/** The load balancer of a listener, or of the listener of a rule. */
export function loadBalancerOf({ resource, properties }: Declared, facts: TemplateFacts): Declared | undefined {
  const listener = resource.type.endsWith('Rule') ? properties.at('ListenerArn').resource : resource;
  const found = listener && facts.as(listener).properties.at('LoadBalancerArn').resource;
  return found && facts.as(found);
}
