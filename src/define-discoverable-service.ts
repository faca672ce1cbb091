import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ContainerDefinition, ICluster, ScalableTaskCount, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import { defineService, defineTask } from './capacity/define-capacity';
import { defineContainer } from './capacity/define-container';
import { instanceGroups } from './capacity/instance-groups';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import { defineDrainContainer } from './draining/define-drain-container';
import { renderHealthProbe } from './health/render-health-probe';
import { defineNamespace } from './namespace/define-namespace';
import { defineCloudMapService } from './records/define-cloud-map-service';
import { registerNoTasks, registerTasks } from './registration/register-tasks';
import { LogWritingRole } from './roles/log-writing-role';
import { OnDemandRole } from './roles/on-demand-role';
import { defineScaling } from './scaling/define-scaling';

/** The constructs of a discoverable service. */
export interface DiscoverableServiceParts {
  /** What guards the tasks: security groups of their own, or those of the instances by then. */
  readonly groups: () => readonly ISecurityGroup[];
  readonly logGroup: ILogGroup;
  readonly taskRole: OnDemandRole;
  readonly taskDefinition: TaskDefinition;
  readonly container: ContainerDefinition;
  readonly service: BaseService;
  /** Nothing where the number of tasks is fixed. */
  readonly scaling?: ScalableTaskCount;
  /** Nothing for a worker. */
  readonly cloudMapService?: IService;
}

/** Defines what the plan says, in the order in which a task needs it. */
export function defineDiscoverableService(
  scope: Construct, plan: DiscoverableServicePlan, props: DiscoverableServiceProps,
): DiscoverableServiceParts {
  const { capacity, cpu, memoryLimitMiB, taskCount } = plan;
  const { cluster, enableExecuteCommand } = props;
  const logGroup = new LogGroup(scope, 'LogGroup', { retention: props.logRetention ?? RetentionDays.ONE_MONTH });
  const taskRole = new OnDemandRole(scope, 'TaskRole');
  const executionRole = new OnDemandRole(scope, 'ExecutionRole', LogWritingRole.of(scope));
  const taskDefinition = taskRole.handTo(() => defineTask(scope, capacity, { cpu, memoryLimitMiB, taskRole, executionRole }));
  const container = defineContainer(taskDefinition, { ...containerSettings(plan, props), logGroup });
  if (plan.drain) {
    defineDrainContainer(container, { ...plan.drain, logGroup });
  }
  const securityGroups = capacity.networkMode === 'awsvpc' ? taskGroups(scope, plan, props) : [];
  const service = defineService(scope, capacity, { cluster, taskDefinition, securityGroups, desiredCount: taskCount.tasks, enableExecuteCommand });
  // What the own execution role may do must be there before the first task starts.
  service.node.addDependency(executionRole);
  const cloudMapService = defineRegistration(scope, plan, props, service, container);
  if (props.shortNames) {
    container.addEnvironment('LOCALDOMAIN', searchDomain(scope, plan, cluster, cloudMapService));
  }
  return {
    groups: capacity.networkMode === 'awsvpc' ? () => securityGroups : () => groupsOfInstances(plan, props),
    logGroup,
    taskRole,
    taskDefinition,
    container,
    service,
    scaling: taskCount.scaling && defineScaling(service, taskCount.scaling),
    cloudMapService,
  };
}

/** The name of the namespace, which is put behind short names. */
function searchDomain(
  scope: Construct, { cloudMapNamespace: choice }: DiscoverableServicePlan, cluster: ICluster, cloudMapService?: IService,
): string {
  return choice.kind === 'defined' || choice.kind === 'lookup'
    ? choice.name
    : (cloudMapService?.namespace ?? defineNamespace(scope, choice, cluster)).namespaceName;
}

/** Open outwards: a group of the CDK lets IPv6 out only where it is told. */
function taskGroups(
  scope: Construct, { hasIpv6 }: DiscoverableServicePlan, { cluster, securityGroups = [] }: DiscoverableServiceProps,
): ISecurityGroup[] {
  return securityGroups.length > 0 ? securityGroups
    : [new SecurityGroup(scope, 'SecurityGroup', { vpc: cluster.vpc, allowAllIpv6Outbound: hasIpv6 ? true : undefined })];
}

/** Of the instances that tasks in bridge and host mode share the network of; those of the cluster may still grow. */
function groupsOfInstances({ capacity: { instances } }: DiscoverableServicePlan, { cluster }: DiscoverableServiceProps): readonly ISecurityGroup[] {
  return instances.length === 0 ? instanceGroups(cluster) : instances.flatMap(({ connections }) => connections.securityGroups);
}

function containerSettings({ ports, capacity: { hostPort } }: DiscoverableServicePlan, props: DiscoverableServiceProps) {
  const { image, environment, secrets, command, stopTimeout, healthProbe } = props;
  return { image, environment, secrets, command, stopTimeout, ports, hostPort, healthCheck: healthProbe && renderHealthProbe(healthProbe, ports[0]) };
}

/** The name and the tasks behind it; a worker has none. */
function defineRegistration(
  scope: Construct, plan: DiscoverableServicePlan, props: DiscoverableServiceProps, service: BaseService, container: ContainerDefinition,
): IService | undefined {
  const { discoveryName, records, registered } = plan;
  const { port, serviceAttributes, cluster } = props;
  const cloudMapService = port === undefined ? undefined : defineCloudMapService(scope, {
    discoveryName, records, serviceAttributes, cloudMapNamespace: defineNamespace(scope, plan.cloudMapNamespace, cluster),
  });
  if (cloudMapService !== undefined && registered) {
    registerTasks(service, { cloudMapService, container, port });
  } else {
    registerNoTasks(service);
  }
  return cloudMapService;
}
