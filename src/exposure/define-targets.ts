import { Duration, Token } from 'aws-cdk-lib';
import { Port } from 'aws-cdk-lib/aws-ec2';
import type { ContainerDefinition, ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import { AlternateTarget } from 'aws-cdk-lib/aws-ecs';
import type { ApplicationProtocolVersion, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ApplicationProtocol, ApplicationTargetGroup, ListenerAction, NetworkTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TargetExposureOptions } from './exposure-options';
import type { ExposureSettings } from './exposure-settings';
import { targetTypeOf } from './exposure-settings';
import { known } from '../shared/known';

/** The target groups of an exposure: one, and a second one where deployments move traffic between the two. */
export type Targets<Group> = readonly [primary: Group] | readonly [primary: Group, alternate: Group];

/** AWS's own 300 seconds make each deployment five minutes longer. */
const DEREGISTRATION_DELAY = Duration.seconds(30);

function targets<Group>({ shiftsTraffic }: ExposureSettings, define: (id: string) => Group): Targets<Group> {
  return shiftsTraffic ? [define('TargetGroup'), define('AlternateTargetGroup')] : [define('TargetGroup')];
}

export function defineApplicationTargets(
  scope: Construct, { deregistrationDelay }: TargetExposureOptions, protocolVersion: ApplicationProtocolVersion | undefined,
  settings: ExposureSettings,
): Targets<ApplicationTargetGroup> {
  return targets(settings, (id) => new ApplicationTargetGroup(scope, id, {
    vpc: settings.vpc,
    targetType: targetTypeOf(settings),
    protocol: ApplicationProtocol.HTTP,
    port: settings.containerPort,
    protocolVersion,
    healthCheck: settings.healthCheck,
    deregistrationDelay: deregistrationDelay ?? DEREGISTRATION_DELAY,
  }));
}

export function defineNetworkTargets(
  scope: Construct, { deregistrationDelay }: TargetExposureOptions, protocol: Protocol, settings: ExposureSettings,
): Targets<NetworkTargetGroup> {
  return targets(settings, (id) => new NetworkTargetGroup(scope, id, {
    vpc: settings.vpc,
    targetType: targetTypeOf(settings),
    protocol,
    port: settings.containerPort,
    healthCheck: settings.healthCheck,
    deregistrationDelay: deregistrationDelay ?? DEREGISTRATION_DELAY,
  }));
}

/**
 * Forwards to the first group, and names the second one too: ECS moves the weights.
 *
 * Also as the default action: AWS has documented that it fails at a listener with actions of other kinds (redirects, fixed responses).
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 */
export function forwardTo([primary, alternate]: Targets<ApplicationTargetGroup>): ListenerAction {
  return alternate
    ? ListenerAction.weightedForward([{ targetGroup: primary, weight: 100 }, { targetGroup: alternate, weight: 0 }])
    : ListenerAction.forward([primary]);
}

/** Where a deployment moves traffic. */
export interface Shift {
  readonly productionListener: ListenerRuleConfiguration;
  readonly testListener?: ListenerRuleConfiguration;
}

/**
 * Has ECS register the tasks of a service, in one group or in the one and the other.
 *
 * Always in the way of a Network Load Balancer: that of an Application Load Balancer opens security groups too, below the load balancer. Whatever has the service wait for
 * the load balancer then has it wait for a rule that names the service.
 *
 * The port is mapped for TCP also where it is called by UDP: ECS takes one mapping of a port, and in awsvpc and host mode it closes nothing.
 */
export function attach(
  scope: Construct, [primary, alternate]: Targets<ApplicationTargetGroup | NetworkTargetGroup>, shift: Shift | undefined,
  { service, container: { containerName }, containerPort }: ExposureSettings,
): void {
  const alternateTarget = alternate && shift
    && new AlternateTarget('AlternateTarget', { ...shift, alternateTargetGroup: alternate, role: shiftingRole(scope) });
  const target = service.loadBalancerTarget({ containerName, containerPort, alternateTarget });
  target.attachToNetworkTargetGroup(primary as NetworkTargetGroup);
}

function shiftingRole(scope: Construct): Role {
  return new Role(scope, 'TrafficShiftRole', {
    assumedBy: new ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonECSInfrastructureRolePolicyForLoadBalancers')],
  });
}

/** Under which port of its address a task, or the instance that it runs on, is reached; under none where Docker chooses it. */
export function reachedPort({ taskDefinition, portMappings }: ContainerDefinition, containerPort: number): number | undefined {
  const hostPort = portMappings.find((mapping) => mapping.containerPort === containerPort)?.hostPort;
  return taskDefinition.networkMode !== 'bridge' ? containerPort : hostPort === 0 ? undefined : hostPort;
}

/** What the tasks must let in: the port that is called, and the one that is asked for health where it is another one. */
export function openedPorts({ container, containerPort, healthCheck: { port: health } }: ExposureSettings, isUdp = false): Port[] {
  const port = reachedPort(container, containerPort);
  const traffic = port === undefined ? [Port.tcpRange(32768, 65535)] : [Port.tcp(port), ...isUdp ? [Port.udp(port)] : []];
  const hasPort = health !== undefined && health !== 'traffic-port';
  return [...traffic, ...hasPort ? [Port.tcp(known(health) ? Number(health) : Token.asNumber(health))] : []];
}
