import { ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ApplicationListener, ApplicationListenerRule, ListenerCondition } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { attach, defineApplicationTargets, forwardTo, openedPorts } from './define-targets';
import type { ExistingListenerChoice } from './exposure-choice';
import type { ExposureBuilder } from './exposure-settings';
import { hasIpv6 } from './protocols';

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
    host: onlyHost(choice),
    targetGroups: targets,
    applicationListener: listener,
    applicationTargetGroups: targets,
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

/** A pattern is no name that clients could call. */
function onlyHost({ hostHeaders: [host, ...others] = [] }: ExistingListenerChoice): string | undefined {
  return host === undefined || others.length > 0 || /[*?]/.test(host) ? undefined : host;
}

/** A listener of this app knows its load balancer. */
function loadBalancerOf({ listener }: ExistingListenerChoice): IApplicationLoadBalancer | undefined {
  return (listener as Partial<ApplicationListener>).loadBalancer;
}

/** A listener that was imported has the port that it was imported with (`defaultPort`), and is taken for one of HTTPS unless that is 80. */
function addressOf({ listener }: ExistingListenerChoice): { readonly scheme: string; readonly port: number } {
  const resource = listener.node.defaultChild as { readonly protocol?: string; readonly port?: number } | undefined;
  const imported = listener.connections.defaultPort?.toRuleJson() as { readonly fromPort: number } | undefined;
  const port = resource?.port ?? imported?.fromPort ?? 443;
  return { scheme: resource ? (resource.protocol === 'HTTP' ? 'http' : 'https') : port === 80 ? 'http' : 'https', port };
}
