import type { IPeer } from 'aws-cdk-lib/aws-ec2';
import { ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import type { CfnLoadBalancer, INetworkLoadBalancer, NetworkTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { NetworkListener, NetworkListenerAction, NetworkLoadBalancer, SslPolicy } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { defineGroup, peersOf, portsFor } from './define-group';
import { attach, defineNetworkTargets, openedPorts } from './define-targets';
import type { ExistingNlbChoice, NlbChoice } from './exposure-choice';
import { nlbPort, nlbProtocol, nlbTargetProtocol } from './exposure-choice';
import type { ExposureBuilder, ExposureParts, ExposureSettings } from './exposure-settings';
import { hasIpv6 } from './protocols';

export const NLB: ExposureBuilder<NlbChoice> = (scope, choice, settings) => {
  const { internetFacing, accessLogBucket, ipAddressType, testPort } = choice;
  const ports = portsFor(nlbProtocol(choice), nlbPort(choice, settings.containerPort));
  const testPorts = testPort === undefined ? [] : portsFor(nlbProtocol(choice), testPort);
  const securityGroup = defineGroup(scope, { ...choice, vpc: settings.vpc, ports, testPorts });
  const loadBalancer = new NetworkLoadBalancer(scope, 'LoadBalancer', { vpc: settings.vpc, internetFacing, securityGroups: [securityGroup], ipAddressType });
  if (accessLogBucket) {
    loadBalancer.logAccessLogs(accessLogBucket);
  }
  return listenOn(scope, loadBalancer, choice, settings);
};

export const EXISTING_NLB: ExposureBuilder<ExistingNlbChoice> = (scope, choice, settings) => {
  const { loadBalancer } = choice;
  const ports = portsFor(nlbProtocol(choice), nlbPort(choice, settings.containerPort));
  peersOfExisting(choice).forEach((peer) => ports.forEach((port) => loadBalancer.connections.allowFrom(peer, port)));
  return listenOn(scope, loadBalancer, choice, settings);
};

/** The groups of a load balancer of this app let in nobody on a port that is new. Whom those of an imported one let in is not known. */
function peersOfExisting({ loadBalancer, allowedPeers }: ExistingNlbChoice): readonly IPeer[] {
  const resource = loadBalancer.node.defaultChild as CfnLoadBalancer | undefined;
  if (allowedPeers || resource === undefined || loadBalancer.vpc === undefined) {
    return allowedPeers ?? [];
  }
  return peersOf({ internetFacing: resource.scheme === 'internet-facing', ipAddressType: loadBalancer.ipAddressType, vpc: loadBalancer.vpc });
}

function listenOn(
  scope: Construct, loadBalancer: INetworkLoadBalancer, choice: NlbChoice | ExistingNlbChoice, settings: ExposureSettings,
): ExposureParts {
  const protocol = nlbProtocol(choice);
  const targets = defineNetworkTargets(scope, choice, nlbTargetProtocol(choice), settings);
  const listener = defineListener(scope, 'Listener', loadBalancer, choice, nlbPort(choice, settings.containerPort), targets[0]);
  const testPort = choice.kind === 'nlb' ? choice.testPort : undefined;
  const testListener = testPort === undefined ? undefined : defineListener(scope, 'TestListener', loadBalancer, choice, testPort, targets[0]);
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
    port: nlbPort(choice, settings.containerPort),
    loadBalancer,
    networkLoadBalancer: loadBalancer,
    targetGroups: targets,
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
