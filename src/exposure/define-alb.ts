import { Port } from 'aws-cdk-lib/aws-ec2';
import { ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener, ApplicationListenerRule, ApplicationLoadBalancer, ApplicationProtocol, ListenerAction, ListenerCondition, SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { defineGroup } from './define-group';
import type { Targets } from './define-targets';
import { attach, defineApplicationTargets, forwardTo, openedPorts } from './define-targets';
import type { AlbChoice } from './exposure-choice';
import { albPort, albPorts, redirects } from './exposure-choice';
import type { ExposureBuilder } from './exposure-settings';
import { hasIpv6 } from './protocols';

/** After all that a user may add to the listener. */
const LAST_PRIORITY = 50_000;

export const ALB: ExposureBuilder<AlbChoice> = (scope, choice, settings) => {
  const { internetFacing, certificate, accessLogBucket, ipAddressType, testPort } = choice;
  const ports = albPorts({ ...choice, testPort: undefined }).map((port) => Port.tcp(port));
  const testPorts = testPort === undefined ? [] : [Port.tcp(testPort)];
  const securityGroup = defineGroup(scope, { ...choice, vpc: settings.vpc, ports, testPorts });
  const loadBalancer = new ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc: settings.vpc, internetFacing, securityGroup, ipAddressType, dropInvalidHeaderFields: true,
  });
  if (accessLogBucket) {
    loadBalancer.logAccessLogs(accessLogBucket);
  }
  const targets = defineApplicationTargets(scope, choice, choice.protocolVersion, settings);
  const listener = defineListener(scope, 'Listener', loadBalancer, choice, albPort(choice), targets);
  const redirect = redirects(choice) ? defineRedirect(scope, loadBalancer, albPort(choice)) : undefined;
  attach(scope, targets, settings.shiftsTraffic ? shiftAt(scope, loadBalancer, listener, choice, targets) : undefined, settings);
  // The service comes after all that leads to it.
  settings.service.node.defaultChild!.node.addDependency(listener, ...redirect ? [redirect] : []);
  return {
    connections: loadBalancer.connections,
    ports: openedPorts(settings),
    scheme: certificate ? 'https' : 'http',
    port: albPort(choice),
    loadBalancer,
    targetGroups: targets,
    applicationListener: listener,
    applicationTargetGroups: targets,
    hasIpv6: hasIpv6(ipAddressType),
  };
};

function defineListener(
  scope: Construct, id: string, loadBalancer: ApplicationLoadBalancer, { certificate }: AlbChoice, port: number,
  targets: Targets<ApplicationTargetGroup>,
): ApplicationListener {
  return new ApplicationListener(scope, id, {
    loadBalancer,
    port,
    protocol: certificate ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP,
    certificates: certificate && [certificate],
    sslPolicy: certificate && SslPolicy.RECOMMENDED_TLS,
    // Whom it lets in is said by the security group.
    open: false,
    defaultAction: forwardTo(targets),
  });
}

function defineRedirect(scope: Construct, loadBalancer: ApplicationLoadBalancer, port: number): ApplicationListener {
  return new ApplicationListener(scope, 'Redirect', {
    loadBalancer,
    port: 80,
    protocol: ApplicationProtocol.HTTP,
    open: false,
    defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: `${port}`, permanent: true }),
  });
}

/** ECS moves the weights of rules, and cannot name the default action of a listener: a rule for all paths stands before it. */
function shiftAt(
  scope: Construct, loadBalancer: ApplicationLoadBalancer, listener: ApplicationListener, choice: AlbChoice, targets: Targets<ApplicationTargetGroup>,
) {
  const ruleOf = (id: string, of: ApplicationListener) => ListenerRuleConfiguration.applicationListenerRule(new ApplicationListenerRule(scope, id, {
    listener: of, priority: LAST_PRIORITY, conditions: [ListenerCondition.pathPatterns(['/*'])], action: forwardTo(targets),
  }));
  const { testPort } = choice;
  return {
    productionListener: ruleOf('Rule', listener),
    testListener: testPort === undefined ? undefined : ruleOf('TestRule', defineListener(scope, 'TestListener', loadBalancer, choice, testPort, targets)),
  };
}
