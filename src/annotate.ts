import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import { namespaceTypeOf } from './namespace/namespace-choice';
import type { NoteFacts } from './rules/service-notes';
import { infosOf, warningsOf } from './rules/service-notes';
import { mostTasks } from './scaling/task-count';
import { seconds } from './shared/seconds';

/** Tells what works, but maybe not as meant. */
export function annotate(service: IConstruct, plan: DiscoverableServicePlan, props: DiscoverableServiceProps): void {
  const facts = noteFacts(plan, props);
  const annotations = Annotations.of(service);
  warningsOf(facts).forEach(({ id, text }) => annotations.addWarningV2(id, text));
  infosOf(facts).forEach(({ id, text }) => annotations.addInfoV2(id, text));
}

function noteFacts(plan: DiscoverableServicePlan, { cluster, port, healthProbe, stopTimeout }: DiscoverableServiceProps): NoteFacts {
  const { vpcSubnets, assignPublicIp } = plan.capacity;
  return {
    namespaceType: port === undefined ? undefined : namespaceTypeOf(plan.cloudMapNamespace),
    recordTypes: plan.records.types,
    ttlSeconds: plan.records.ttlSeconds,
    stopTimeoutSeconds: stopTimeout && seconds(stopTimeout),
    isDrained: plan.drain !== undefined,
    tasks: mostTasks(plan.taskCount),
    hasHealthProbe: healthProbe !== undefined,
    inPublicSubnetsWithoutAddress: !assignPublicIp && vpcSubnets !== undefined && cluster.vpc.selectSubnets(vpcSubnets).hasPublic,
  };
}
