import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CapacityChoice } from './capacity/capacity';
import { Capacity } from './capacity/capacity';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import type { ProbeSettings } from './health/probe-settings';
import type { NamespaceChoice } from './namespace/discovery-namespace';
import { DEFAULT_NAMESPACE } from './namespace/discovery-namespace';
import { discoveryFacts } from './plan/discovery-facts';
import type { TaskFacts } from './plan/task-facts';
import { vpcOf } from './plan/vpc-facts';
import type { RecordChoice } from './records/dns-records';
import { DnsRecords } from './records/dns-records';
import { discoveryRules, placementRules } from './rules/discovery-rules';
import { taskRules } from './rules/task-rules';
import { TaskCount } from './scaling/task-count';
import { refuse } from './shared/discovery-error';
import { known } from './shared/known';
import { kebabCase } from './shared/names';
import { findingsOf } from './shared/rule';
import { seconds } from './shared/seconds';
import { subjectOf } from './shared/subject';

/** What a discoverable service is going to be, with every default in place. */
export interface DiscoverableServicePlan {
  readonly capacity: CapacityChoice;
  readonly cpu: number;
  readonly memoryLimitMiB?: number;
  readonly desiredCount: number;
  /** The main port first; none for a worker. */
  readonly ports: readonly number[];
  readonly discoveryName: string;
  readonly cloudMapNamespace: NamespaceChoice;
  readonly records: RecordChoice;
  readonly registered: boolean;
}

/** The props that say how a service is found: they have no meaning for a worker. */
const DISCOVERY_PROPS = ['cloudMapNamespace', 'discoveryName', 'dnsRecords', 'registered'] as const;

/**
 * Reads the props, judges them, and fills in what they leave open. Nothing is defined before this has returned.
 *
 * @throws all broken rules at once
 */
export function planDiscoverableService(scope: Construct, id: string, props: DiscoverableServiceProps): DiscoverableServicePlan {
  const plan = fillIn(id, props);
  const { account, region } = Stack.of(scope);
  const facts = discoveryFacts({
    ...plan,
    cluster: props.cluster,
    vpc: vpcOf(props.cluster),
    subnets: plan.capacity.vpcSubnets,
    networkMode: plan.capacity.networkMode,
    tasks: plan.desiredCount,
    account,
    region,
  });
  refuse(subjectOf(scope, id), [
    ...findingsOf(props.port === undefined ? placementRules : discoveryRules, facts),
    ...findingsOf(taskRules, taskFacts(props, plan)),
  ]);
  return plan;
}

function fillIn(id: string, props: DiscoverableServiceProps): DiscoverableServicePlan {
  const cpu = props.cpu ?? 256;
  return {
    capacity: (props.capacity ?? Capacity.fargate())._choice,
    cpu,
    // Twice the CPU is the least that Fargate has for every CPU value; a token has no double, and a rule asks for the memory.
    memoryLimitMiB: props.memoryLimitMiB ?? (known(cpu) ? 2 * cpu : undefined),
    desiredCount: (props.taskCount ?? TaskCount.exactly(2))._choice.tasks,
    ports: [...props.port === undefined ? [] : [props.port], ...props.additionalPorts ?? []],
    discoveryName: props.discoveryName ?? kebabCase(id),
    cloudMapNamespace: (props.cloudMapNamespace ?? DEFAULT_NAMESPACE)._choice,
    records: (props.dnsRecords ?? DnsRecords.a())._choice,
    registered: props.port !== undefined && (props.registered ?? true),
  };
}

function taskFacts(props: DiscoverableServiceProps, plan: DiscoverableServicePlan): TaskFacts {
  const isWorker = props.port === undefined;
  return {
    ...plan,
    additionalPortsOnly: isWorker && plan.ports.length > 0,
    variables: Object.keys(props.environment ?? {}),
    secrets: Object.keys(props.secrets ?? {}),
    stopTimeoutSeconds: props.stopTimeout && seconds(props.stopTimeout),
    probeNeedsPort: isWorker && needsPort(props.healthProbe?._probe),
    discoveryPropsWithoutPort: isWorker ? DISCOVERY_PROPS.filter((name) => props[name] !== undefined) : [],
  };
}

/** Whether a probe asks a port of the container and does not say which. */
function needsPort(probe: ProbeSettings | undefined): boolean {
  return probe !== undefined && probe.kind !== 'command' && probe.port === undefined;
}
