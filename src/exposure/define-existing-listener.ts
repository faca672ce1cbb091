import { ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ApplicationListener, ApplicationListenerRule, ListenerCondition } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { hasIpv6 } from './define-group';
import { attach, defineApplicationTargets, forwardTo, openedPorts } from './define-targets';
import type { ExistingListenerChoice } from './exposure-choice';
import type { ExposureBuilder } from './exposure-settings';

/** All that belongs to the service is in its own stack: a load balancer of another stack is referred to, and refers to nothing. */
export const EXISTING_LISTENER: ExposureBuilder<ExistingListenerChoice> = (scope, choice, settings) => {
  const { listener, priority, protocolVersion } = choice;
  const targets = defineApplicationTargets(scope, choice, protocolVersion, settings);
  const rule = new ApplicationListenerRule(scope, 'Rule', { listener, priority, conditions: conditionsOf(choice), action: forwardTo(targets) });
  const productionListener = ListenerRuleConfiguration.applicationListenerRule(rule);
  attach(scope, targets, settings.shiftsTraffic ? { productionListener } : undefined, settings);
  settings.service.node.defaultChild!.node.addDependency(rule);
  const loadBalancer = choice.loadBalancer ?? loadBalancerOf(choice);
  return {
    connections: listener.connections,
    ports: openedPorts(settings),
    ...addressOf(choice),
    loadBalancer,
    targetGroup: targets.primary,
    applicationListener: listener,
    applicationTargetGroup: targets.primary,
    hasIpv6: hasIpv6(loadBalancer?.ipAddressType),
  };
};

function conditionsOf({ pathPatterns, hostHeaders, headerName, headerValues }: ExistingListenerChoice): ListenerCondition[] {
  return [
    ...pathPatterns ? [ListenerCondition.pathPatterns(pathPatterns)] : [],
    ...hostHeaders ? [ListenerCondition.hostHeaders(hostHeaders)] : [],
    ...headerName !== undefined && headerValues ? [ListenerCondition.httpHeader(headerName, headerValues)] : [],
  ];
}

/** A listener of this app knows its load balancer. */
function loadBalancerOf({ listener }: ExistingListenerChoice): IApplicationLoadBalancer | undefined {
  return (listener as Partial<ApplicationListener>).loadBalancer;
}

/** A listener that was imported is taken for one of HTTPS on its own port. */
function addressOf({ listener }: ExistingListenerChoice): { readonly scheme: string; readonly port: number } {
  const resource = listener.node.defaultChild as { readonly protocol?: string; readonly port?: number } | undefined;
  return { scheme: resource?.protocol === 'HTTP' ? 'http' : 'https', port: resource?.port ?? 443 };
}
