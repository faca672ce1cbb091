import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CapacityChoice } from './capacity/capacity-choice';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import type { DrainingChoice } from './draining/draining';
import type { ProbeSettings } from './health/probe-settings';
import { DEFAULT_NAMESPACE } from './namespace/discovery-namespace';
import type { NamespaceChoice } from './namespace/namespace-choice';
import { namespaceTypeOf } from './namespace/namespace-choice';
import type { ClientPorts } from './plan/client-ports';
import { clientPorts } from './plan/client-ports';
import { DEFAULT_CAPACITY, DEFAULT_DEPLOYMENT, DEFAULT_TASK_COUNT } from './plan/default-choices';
import type { DeploymentPlan } from './plan/deployment-plan';
import { deploymentFacts, planDeployment } from './plan/deployment-plan';
import type { DiscoveryFacts } from './plan/discovery-facts';
import { discoveryFacts } from './plan/discovery-facts';
import type { ServiceConnectFacts, ServiceConnectPlan } from './plan/service-connect-plan';
import { aliasOf, planServiceConnect } from './plan/service-connect-plan';
import type { TaskFacts } from './plan/task-facts';
import { vpcOf } from './plan/vpc-facts';
import { SERVICE_PROPS, wrongValues } from './plan/wrong-values';
import { defaultRecords } from './records/default-records';
import type { RecordChoice } from './records/dns-records';
import { deploymentRules } from './rules/deployment-rules';
import { discoveryRules, placementRules } from './rules/discovery-rules';
import { namespaceRules } from './rules/namespace-rules';
import { serviceConnectRules } from './rules/service-connect-rules';
import { taskRules } from './rules/task-rules';
import type { TaskCountChoice } from './scaling/task-count';
import { mostTasks } from './scaling/task-count';
import { isInServiceConnect } from './service-connect/service-connect-choice';
import { unacknowledged } from './shared/acknowledged';
import { refuse } from './shared/discovery-error';
import { known } from './shared/known';
import { kebabCase } from './shared/names';
import type { Rule } from './shared/rule';
import { findingsOf } from './shared/rule';
import { seconds } from './shared/seconds';
import { subjectOf } from './shared/subject';
import { refuseWrongValues } from './shared/wrong-value';

/** What a discoverable service is going to be, with every default in place. */
export interface DiscoverableServicePlan {
  readonly capacity: CapacityChoice;
  readonly cpu: number;
  readonly memoryLimitMiB?: number;
  readonly taskCount: TaskCountChoice;
  readonly deployment: DeploymentPlan;
  /** Of the container, the main port first; none for a worker. */
  readonly ports: readonly number[];
  /** As callers see them. */
  readonly clientPorts: ClientPorts;
  readonly discoveryName: string;
  readonly cloudMapNamespace: NamespaceChoice;
  readonly records: RecordChoice;
  readonly registered: boolean;
  /** Nothing where nobody asks whether the container works. */
  readonly probe?: ProbeSettings;
  /** Nothing where it takes no part in Service Connect. */
  readonly serviceConnect?: ServiceConnectPlan;
  /** Whether tasks get IPv6 addresses, as far as that is known. */
  readonly hasIpv6: boolean;
  /** Whether tasks are in public subnets, as far as that is known. */
  readonly inPublicSubnets: boolean;
  /** How a task stops, where it is to wait for the TTL. */
  readonly drain?: { readonly draining: DrainingChoice; readonly waitSeconds: number };
}

/** The props that say how a service is found: they have no meaning for a worker. */
const DISCOVERY_PROPS = ['cloudMapNamespace', 'discoveryName', 'dnsRecords', 'serviceAttributes', 'registered', 'draining'] as const;

/**
 * Reads the props, judges them, and fills in what they leave open. Nothing is defined before this has returned.
 *
 * @throws all broken rules at once
 */
export function planDiscoverableService(scope: Construct, id: string, props: DiscoverableServiceProps): DiscoverableServicePlan {
  refuseWrongValues(subjectOf(scope, id), wrongValues(props, SERVICE_PROPS));
  const plan = fillIn(id, props);
  const { account, region } = Stack.of(scope);
  const facts = discoveryFacts({
    ...plan,
    cluster: props.cluster,
    vpc: vpcOf(props.cluster),
    subnets: plan.capacity.vpcSubnets,
    networkMode: plan.capacity.networkMode,
    tasks: mostTasks(plan.taskCount),
    serviceAttributes: props.serviceAttributes,
    account,
    region,
  });
  refuse(subjectOf(scope, id), unacknowledged(scope, [
    ...findingsOf(rulesFor(props), facts),
    ...findingsOf(taskRules, taskFacts(props, plan)),
    ...plan.serviceConnect ? findingsOf(serviceConnectRules, serviceConnectFacts(plan.serviceConnect, plan, facts)) : [],
    ...findingsOf(deploymentRules, deploymentFacts(plan.deployment, plan.capacity, plan.taskCount)),
  ]));
  const { subnetFamilies = [], hasPublicSubnets = false } = facts.vpc ?? {};
  return { ...plan, hasIpv6: subnetFamilies.some(({ family }) => family !== 'IPv4'), inPublicSubnets: hasPublicSubnets };
}

/** A worker has no name; one with short names, or in Service Connect, looks others up in a namespace. */
function rulesFor({ port, shortNames, serviceConnect }: DiscoverableServiceProps): ReadonlyArray<Rule<DiscoveryFacts>> {
  if (port !== undefined) {
    return discoveryRules;
  }
  return shortNames || isInServiceConnect(serviceConnect?._choice) ? [...namespaceRules, ...placementRules] : placementRules;
}

function fillIn(id: string, props: DiscoverableServiceProps): Omit<DiscoverableServicePlan, 'hasIpv6' | 'inPublicSubnets'> {
  const serviceConnect = props.serviceConnect?._choice;
  const cpu = props.cpu ?? (isInServiceConnect(serviceConnect) ? 512 : 256);
  const discoveryName = props.discoveryName ?? kebabCase(id);
  const capacity = props.capacity?._choice ?? DEFAULT_CAPACITY;
  const ports = [...props.port === undefined ? [] : [props.port], ...props.additionalPorts ?? []];
  const cloudMapNamespace = (props.cloudMapNamespace ?? DEFAULT_NAMESPACE)._choice;
  const taskCount = capacity.daemon ? {} : props.taskCount?._choice ?? DEFAULT_TASK_COUNT;
  const records = props.dnsRecords?._choice ?? defaultRecords(namespaceTypeOf(cloudMapNamespace), capacity.networkMode);
  return {
    capacity,
    cpu,
    // Twice the CPU is the least that Fargate has for every CPU value; a token has no double, and a rule asks for the memory.
    memoryLimitMiB: props.memoryLimitMiB ?? (known(cpu) ? 2 * cpu : undefined),
    taskCount,
    deployment: planDeployment(props.deployment?._choice ?? DEFAULT_DEPLOYMENT, capacity, taskCount),
    ports,
    clientPorts: clientPorts(capacity.networkMode, mappedPorts(ports, capacity)),
    discoveryName,
    cloudMapNamespace,
    records,
    registered: props.port !== undefined && (props.registered ?? true),
    probe: props.healthProbe?._probe,
    serviceConnect: serviceConnect && planServiceConnect(serviceConnect, discoveryName, ports),
    drain: props.draining && drainOf(props.draining._choice, records),
  };
}

/** What is found through the API has no TTL to wait for. */
function drainOf(draining: DrainingChoice, { types, ttlSeconds }: RecordChoice): DiscoverableServicePlan['drain'] {
  const ttl = types.length === 0 ? 0 : ttlSeconds;
  return { draining, waitSeconds: known(ttl) ? ttl + draining.marginSeconds : ttl };
}

function mappedPorts(ports: readonly number[], { hostPort }: CapacityChoice) {
  return ports.map((containerPort, index) => index === 0 ? { containerPort, hostPort } : { containerPort });
}

function taskFacts(props: DiscoverableServiceProps, plan: ReturnType<typeof fillIn>): TaskFacts {
  const { capacity, cpu, memoryLimitMiB, ports } = plan;
  const isWorker = props.port === undefined;
  return {
    capacity: capacity.kind,
    cpu,
    memoryLimitMiB,
    ports,
    additionalPortsOnly: isWorker && plan.ports.length > 0,
    variables: Object.keys(props.environment ?? {}),
    secrets: Object.keys(props.secrets ?? {}),
    stopTimeoutSeconds: props.stopTimeout && seconds(props.stopTimeout),
    probeNeedsPort: isWorker && needsPort(props.healthProbe?._probe),
    discoveryPropsWithoutPort: isWorker ? DISCOVERY_PROPS.filter((name) => props[name] !== undefined && !isSearched(name, props)) : [],
    drainSeconds: plan.drain?.waitSeconds,
    shortNamesProblem: props.shortNames ? shortNamesProblem(props, plan) : undefined,
    countedDaemon: capacity.daemon && props.taskCount !== undefined,
    securityGroupsWithoutNetwork: capacity.networkMode !== 'awsvpc' && (props.securityGroups ?? []).length > 0,
    instancePorts: capacity.networkMode === 'host' ? plan.ports : [],
    hostPortWithoutPort: isWorker && capacity.hostPort !== undefined,
  };
}

/** A worker with short names, or in Service Connect, has a namespace too: the one that it looks others up in. */
function isSearched(name: typeof DISCOVERY_PROPS[number], { shortNames, serviceConnect }: DiscoverableServiceProps): boolean {
  return name === 'cloudMapNamespace' && (shortNames === true || isInServiceConnect(serviceConnect?._choice));
}

function shortNamesProblem(
  { environment = {}, secrets = {} }: DiscoverableServiceProps, { cloudMapNamespace }: ReturnType<typeof fillIn>,
): string | undefined {
  if (namespaceTypeOf(cloudMapNamespace) === 'HTTP') {
    return 'The namespace is of type HTTP.';
  }
  if (cloudMapNamespace.kind === 'attributes' && cloudMapNamespace.name === undefined) {
    return 'The namespace was imported without its name.';
  }
  return 'LOCALDOMAIN' in environment || 'LOCALDOMAIN' in secrets ? 'LOCALDOMAIN is given as a variable too.' : undefined;
}

function serviceConnectFacts(
  serviceConnect: ServiceConnectPlan, plan: ReturnType<typeof fillIn>, { cloudMapNamespace }: DiscoveryFacts,
): ServiceConnectFacts {
  const { choice, ports } = serviceConnect;
  const dnsName = aliasOf(serviceConnect, plan.discoveryName, cloudMapNamespace.name);
  return {
    kind: choice.kind,
    capacity: plan.capacity.kind,
    networkMode: plan.capacity.networkMode,
    hasTls: choice.kind === 'server' && choice.tls !== undefined,
    ports,
    hasDnsName: dnsName !== undefined || plan.cloudMapNamespace.kind === 'parameter',
    dnsName,
    discoveryName: plan.discoveryName,
  };
}

/** Whether a probe asks a port of the container and does not say which. */
function needsPort(probe: ProbeSettings | undefined): boolean {
  return probe !== undefined && probe.kind !== 'command' && probe.port === undefined;
}
