import { Annotations } from 'aws-cdk-lib';
import type { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import type { EcsService } from './ecs-service/ecs-service';
import { namespaceTypeOf } from './namespace/namespace-choice';
import { deploymentFacts, needsPortForItself } from './plan/deployment-plan';
import { hasNoWayOut } from './plan/way-out';
import type { NoteFacts } from './rules/service-notes';
import { infosOf, warningsOf } from './rules/service-notes';
import { mostTasks } from './scaling/task-count';
import { isInServiceConnect } from './service-connect/service-connect-choice';
import type { ServiceRegistrationPlan } from './service-registration-plan';
import { seconds } from './shared/seconds';
import { warn } from './shared/warn';
import { NO_WAY_TO_THE_REGISTRY } from './shared/warnings';

/** Tells what works, but maybe not as meant. */
export function annotateService(
  service: IConstruct, ecsService: EcsService, plan: DiscoverableServicePlan, props: DiscoverableServiceProps,
): void {
  const { cluster, port, healthProbe, stopTimeout } = props;
  const { vpcSubnets, assignPublicIp } = plan.capacity;
  annotate(service, {
    namespaceType: port === undefined ? undefined : namespaceTypeOf(plan.cloudMapNamespace),
    discoveryName: plan.discoveryName,
    recordTypes: plan.records.types,
    ttlSeconds: plan.records.ttlSeconds,
    stopTimeoutSeconds: stopTimeout && seconds(stopTimeout),
    isDrained: plan.drain !== undefined,
    tasks: mostTasks(plan.taskCount),
    hasHealthProbe: healthProbe !== undefined,
    cpuWithProxy: isInServiceConnect(plan.serviceConnect?.choice) ? plan.cpu : undefined,
    needsPortOfInstance: needsPortForItself(plan.capacity),
    deployment: plan.registered ? deploymentFacts(plan.deployment, plan.capacity, plan.taskCount) : undefined,
    inPublicSubnetsWithoutAddress: !assignPublicIp && plan.inPublicSubnets,
  });
  if (plan.capacity.kind === 'fargate') {
    annotateWayOut(service, ecsService, cluster.vpc, vpcSubnets);
  }
}

/**
 * Routes and endpoints may come later, by aspects too. On instances it is the instance that pulls images.
 *
 * Told of the ECS service: at synth, the CDK asks only what is above a construct whether a warning was acknowledged.
 */
function annotateWayOut({ node }: IConstruct, ecsService: EcsService, vpc: IVpc, subnets: SubnetSelection | undefined): void {
  // Each synthesis validates again.
  let isTold = false;
  node.addValidation({
    validate: () => {
      if (!isTold && hasNoWayOut(vpc, subnets)) {
        isTold = true;
        warn(ecsService.resource, NO_WAY_TO_THE_REGISTRY, vpc.node.path);
      }
      return [];
    },
  });
}

/** The same of a service that is there already, as far as it is about the name: its tasks are the user's own. */
export function annotateRegistration(registration: IConstruct, plan: ServiceRegistrationPlan, tasks: number | undefined): void {
  annotate(registration, {
    namespaceType: plan.adopted ? undefined : namespaceTypeOf(plan.cloudMapNamespace),
    discoveryName: plan.discoveryName,
    recordTypes: plan.records.types,
    ttlSeconds: plan.records.ttlSeconds,
    isDrained: true,
    tasks,
    hasHealthProbe: true,
    needsPortOfInstance: false,
    inPublicSubnetsWithoutAddress: false,
  });
}

function annotate(construct: IConstruct, facts: NoteFacts): void {
  const annotations = Annotations.of(construct);
  warningsOf(facts).forEach((warning) => warn(construct, warning));
  infosOf(facts).forEach(({ id, text }) => annotations.addInfoV2(id, text));
}
