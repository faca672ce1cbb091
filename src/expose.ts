import { Stack } from 'aws-cdk-lib';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import { ApplicationProtocolVersion, CfnListenerRule } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { openFor } from './connect/open-for';
import type { DiscoverableServiceParts } from './define-discoverable-service';
import { shiftsTraffic } from './deployment/deployment-choice';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import { ExposedService } from './exposed-service';
import { defineExposure } from './exposure/define-exposure';
import { reachedPort } from './exposure/define-targets';
import type { Exposure } from './exposure/exposure';
import type { ExposureChoice, HttpApiChoice } from './exposure/exposure-choice';
import { nlbProtocol } from './exposure/exposure-choice';
import type { ExposureFacts } from './plan/exposure-facts';
import { identityOf } from './plan/identity';
import { letsIpv6In } from './plan/lets-ipv6-in';
import { loadBalancerFacts } from './plan/load-balancer-facts';
import type { TargetKind } from './plan/target-health';
import { probeFromOutside, targetHealth } from './plan/target-health';
import { registersPort } from './records/define-cloud-map-service';
import { exposureRules } from './rules/exposure-rules';
import { openingRules } from './rules/opening-rules';
import { unacknowledged } from './shared/acknowledged';
import { refuse, renderFinding } from './shared/discovery-error';
import { known } from './shared/known';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';
import { warn } from './shared/warn';
import { PUBLIC_HTTP } from './shared/warnings';

/** Makes a way into a service, or throws all reasons why it cannot be. */
export function expose(
  service: Construct, plan: DiscoverableServicePlan, parts: DiscoverableServiceParts, { _choice: choice }: Exposure,
): ExposedService {
  const subject = `${service.node.path}.exposeVia()`;
  refuse(subject, unacknowledged(service, findingsOf(exposureRules, exposureFacts(service, plan, parts, choice))));
  const servicePort = choice.kind === 'httpApi' ? undefined : choice.servicePort;
  const exposed = ExposedService._of(service, choice.id, (scope) => {
    const made = defineExposure(scope, choice, {
      service: parts.ecsService.construct,
      container: parts.container,
      containerPort: servicePort ?? plan.ports[0],
      vpc: parts.cluster.vpc,
      vpcSubnets: plan.capacity.vpcSubnets,
      ownAddresses: plan.capacity.networkMode === 'awsvpc',
      shiftsTraffic: shiftsTraffic(plan.deployment.choice),
      healthCheck: healthCheckOf(plan, parts, choice, servicePort ?? plan.ports[0]),
      cloudMapService: parts.cloudMapService?.construct,
    });
    const { groups } = parts;
    const openingFacts = () => ({
      service: service.node.path,
      groups: groups.connected().length,
      isClosedToIpv6: (choice.kind === 'alb' || choice.kind === 'nlb') && made.hasIpv6 && !letsIpv6In(made.connections),
    });
    scope.node.addValidation({ validate: () => unacknowledged(scope, findingsOf(openingRules, openingFacts())).map(renderFinding) });
    openFor(parts.ecsService.construct, groups.constructs, made.connections, made.ports);
    if (made.targetGroups.length > 0) {
      waitForStart(parts.ecsService.construct, plan.probe?.startPeriodSeconds);
    }
    return made;
  });
  if (choice.kind === 'alb' && choice.internetFacing && choice.certificate === undefined) {
    warn(exposed, PUBLIC_HTTP);
  }
  return exposed;
}

/** A load balancer does not know how long a container may take to start: ECS waits as long as its probe does, and 60 seconds at least, as the CDK has it. */
function waitForStart(service: BaseService, startPeriodSeconds: number | undefined): void {
  if (startPeriodSeconds !== undefined && !(known(startPeriodSeconds) && startPeriodSeconds <= 60)) {
    (service.node.defaultChild as CfnService).healthCheckGracePeriodSeconds = startPeriodSeconds;
  }
}

function healthCheckOf(
  { probe, ports: [mainPort] }: DiscoverableServicePlan, { container }: DiscoverableServiceParts, choice: ExposureChoice, calledPort: number,
) {
  const seen = probeFromOutside(probe, { calledPort, mainPort, reached: (port) => reachedPort(container, port) });
  return targetHealth(targetKindOf(choice), seen, choice.kind === 'httpApi' ? undefined : choice.healthCheck);
}

function targetKindOf(choice: ExposureChoice): TargetKind {
  if (choice.kind === 'nlb' || choice.kind === 'existingNlb') {
    return 'TCP';
  }
  return 'protocolVersion' in choice && choice.protocolVersion === ApplicationProtocolVersion.GRPC ? 'GRPC' : 'HTTP';
}

function exposureFacts(
  service: Construct, { ports, deployment, registered, records, capacity: { networkMode } }: DiscoverableServicePlan, parts: DiscoverableServiceParts,
  choice: ExposureChoice,
): ExposureFacts {
  const { vpc } = parts.cluster;
  return {
    service: service.node.path,
    kind: choice.kind,
    id: choice.id,
    idIsTaken: service.node.tryFindChild(choice.id) !== undefined,
    ports,
    servicePort: choice.kind === 'httpApi' ? undefined : choice.servicePort,
    ...loadBalancerFacts(service, vpc, choice, ports),
    testPort: 'testPort' in choice ? choice.testPort : undefined,
    hasTestPeers: 'testPeers' in choice && choice.testPeers !== undefined,
    shiftsTraffic: shiftsTraffic(deployment.choice),
    targetGroups: choice.kind === 'httpApi' ? 0 : targetGroupsOf(parts) + 1,
    logsWithoutRegion: 'accessLogBucket' in choice && choice.accessLogBucket !== undefined && !known(Stack.of(service).region),
    ...priorityFacts(service, choice),
    withoutSecurityGroup: hasNoGroup(choice),
    udpThroughDocker: 'protocol' in choice && nlbProtocol(choice).endsWith('UDP') && networkMode === 'bridge',
    registered,
    registersPort: registersPort(records),
    timeoutMillis: choice.kind === 'httpApi' ? timeoutMillis(choice) : undefined,
    tooLate: Synthesis.of(service).hasBegun,
  };
}

function timeoutMillis({ timeout }: HttpApiChoice): ExposureFacts['timeoutMillis'] {
  return timeout?.isUnresolved() && timeout.unitLabel() !== 'millis' ? 'unknown unit' : timeout?.toMilliseconds();
}

function targetGroupsOf({ ecsService: { resource } }: DiscoverableServiceParts): number {
  return ((Stack.of(resource).resolve(resource.loadBalancers) as unknown[] | undefined) ?? []).length;
}

/** The rule of the same listener that has the priority already, whoever made it. */
function priorityFacts(service: Construct, choice: ExposureChoice): Pick<ExposureFacts, 'priority' | 'priorityTakenBy'> {
  if (choice.kind !== 'existingListener') {
    return {};
  }
  const listener = identityOf(choice.listener.listenerArn);
  const taken = service.node.root.node.findAll().find((construct) => construct instanceof CfnListenerRule
    && construct.priority === choice.priority && construct.listenerArn !== undefined && identityOf(construct.listenerArn) === listener);
  return { priority: choice.priority, priorityTakenBy: taken?.node.path };
}

function hasNoGroup(choice: ExposureChoice): boolean {
  return (choice.kind === 'existingNlb' && choice.loadBalancer.connections.securityGroups.length === 0)
    || (choice.kind === 'existingListener' && choice.listener.connections.securityGroups.length === 0);
}
