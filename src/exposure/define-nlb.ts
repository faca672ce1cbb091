import { ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import type { INetworkLoadBalancer, NetworkTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { NetworkListener, NetworkListenerAction, NetworkLoadBalancer, SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { defineGroup, portsFor } from './define-group';
import { attach, defineNetworkTargets, openedPorts } from './define-targets';
import type { ExistingNlbChoice, NlbChoice } from './exposure-choice';
import { hasIpv6, nlbProtocol, nlbTargetProtocol } from './exposure-choice';
import type { ExposureBuilder, ExposureParts, ExposureSettings } from './exposure-settings';

export const NLB: ExposureBuilder<NlbChoice> = (scope, choice, settings) => {
  const { internetFacing, accessLogBucket, ipAddressType, testPort } = choice;
  const ports = [portOf(choice, settings), ...testPort === undefined ? [] : [testPort]];
  const securityGroup = defineGroup(scope, { ...choice, vpc: settings.vpc, ports: ports.flatMap((port) => portsFor(nlbProtocol(choice), port)) });
  const loadBalancer = new NetworkLoadBalancer(scope, 'LoadBalancer', { vpc: settings.vpc, internetFacing, securityGroups: [securityGroup], ipAddressType });
  if (accessLogBucket) {
    loadBalancer.logAccessLogs(accessLogBucket);
  }
  return listenOn(scope, loadBalancer, choice, settings);
};

export const EXISTING_NLB: ExposureBuilder<ExistingNlbChoice> = (scope, choice, settings) => {
  const { loadBalancer, allowedPeers = [] } = choice;
  const ports = portsFor(nlbProtocol(choice), portOf(choice, settings));
  allowedPeers.forEach((peer) => ports.forEach((port) => loadBalancer.connections.allowFrom(peer, port)));
  return listenOn(scope, loadBalancer, choice, settings);
};

function portOf({ port, certificate }: NlbChoice | ExistingNlbChoice, { containerPort }: ExposureSettings): number {
  return port ?? (certificate ? 443 : containerPort);
}

function listenOn(
  scope: Construct, loadBalancer: INetworkLoadBalancer, choice: NlbChoice | ExistingNlbChoice, settings: ExposureSettings,
): ExposureParts {
  const protocol = nlbProtocol(choice);
  const targets = defineNetworkTargets(scope, choice, nlbTargetProtocol(choice), settings);
  const listener = defineListener(scope, 'Listener', loadBalancer, choice, portOf(choice, settings), targets.primary);
  const testPort = choice.kind === 'nlb' ? choice.testPort : undefined;
  const testListener = testPort === undefined ? undefined : defineListener(scope, 'TestListener', loadBalancer, choice, testPort, targets.primary);
  attach(scope, targets, settings.shiftsTraffic ? {
    productionListener: ListenerRuleConfiguration.networkListener(listener),
    testListener: testListener && ListenerRuleConfiguration.networkListener(testListener),
  } : undefined, settings);
  settings.service.node.defaultChild!.node.addDependency(listener, ...testListener ? [testListener] : []);
  return {
    connections: loadBalancer.connections,
    ports: openedPorts(settings, protocol.endsWith('UDP')),
    transport: protocol === 'UDP' ? 'udp' : undefined,
    scheme: protocol === 'TLS' ? 'tls' : protocol === 'UDP' ? 'udp' : 'tcp',
    port: portOf(choice, settings),
    loadBalancer,
    targetGroup: targets.primary,
    hasIpv6: hasIpv6(loadBalancer.ipAddressType),
  };
}

function defineListener(
  scope: Construct, id: string, loadBalancer: INetworkLoadBalancer, choice: NlbChoice | ExistingNlbChoice, port: number,
  targetGroup: NetworkTargetGroup,
): NetworkListener {
  const { certificate } = choice;
  return new NetworkListener(scope, id, {
    loadBalancer,
    port,
    protocol: nlbProtocol(choice),
    certificates: certificate && [certificate],
    sslPolicy: certificate && SslPolicy.RECOMMENDED_TLS,
    defaultAction: NetworkListenerAction.forward([targetGroup]),
  });
}
