import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { ContainerDefinition, ICluster, PortMapping, ScalableTaskCount, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import { defineService, defineTask } from './capacity/define-capacity';
import { defineContainer } from './capacity/define-container';
import { instanceGroups } from './capacity/instance-groups';
import { acknowledgeMissingBreaker, renderDeployment } from './deployment/define-deployment';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import { defineDrainContainer } from './draining/define-drain-container';
import type { EcsService } from './ecs-service/ecs-service';
import { renderHealthProbe } from './health/render-health-probe';
import { TaskLogs } from './logging/task-logs';
import { defineNamespace } from './namespace/define-namespace';
import type { NamespaceChoice } from './namespace/namespace-choice';
import { namespaceNameOf } from './plan/namespace-facts';
import { aliasOf } from './plan/service-connect-plan';
import { CloudMapService, registersPort } from './records/define-cloud-map-service';
import { registerNoTasks, registerTasks } from './registration/register-tasks';
import { LogWritingRole } from './roles/log-writing-role';
import { OnDemandRole } from './roles/on-demand-role';
import { defineScaling } from './scaling/define-scaling';
import type { TaskGroups } from './security-group/task-groups';
import { taskGroups } from './security-group/task-groups';
import { defineServiceConnect } from './service-connect/define-service-connect';
import { isInServiceConnect } from './service-connect/service-connect-choice';

/** The constructs of a discoverable service. */
export interface DiscoverableServiceParts {
  /** What guards the tasks: security groups of their own, or those of the instances by then. */
  readonly groups: TaskGroups;
  readonly logs: TaskLogs;
  readonly taskRole: OnDemandRole;
  readonly taskDefinition: TaskDefinition;
  readonly container: ContainerDefinition;
  readonly cluster: ICluster;
  readonly ecsService: EcsService;
  /** Nothing where the number of tasks is fixed. */
  readonly scaling?: ScalableTaskCount;
  /** Nothing for a worker. */
  readonly cloudMapService?: CloudMapService;
  /** In which it is found, or finds others. */
  readonly cloudMapNamespace?: INamespace;
}

/** Defines what the plan says, in the order in which a task needs it. */
export function defineDiscoverableService(
  scope: Construct, plan: DiscoverableServicePlan, props: DiscoverableServiceProps,
): DiscoverableServiceParts {
  const { capacity, cpu, memoryLimitMiB, taskCount } = plan;
  const { cluster, enableExecuteCommand } = props;
  const logs = new TaskLogs(scope, props.logRetention);
  const taskRole = new OnDemandRole(scope, 'TaskRole');
  const executionRole = new OnDemandRole(scope, 'ExecutionRole', LogWritingRole.of(scope));
  const taskDefinition = taskRole.handTo(() => defineTask(scope, capacity, { cpu, memoryLimitMiB, taskRole, executionRole }));
  const container = defineContainer(taskDefinition, { ...containerSettings(plan, props), logsTo: logs.driver });
  if (plan.drain) {
    defineDrainContainer(container, { ...plan.drain, logsTo: logs.driver });
  }
  const groups = guardingGroups(scope, plan, props);
  const ecsService = defineService(scope, capacity, {
    cluster, taskDefinition, groups, desiredCount: taskCount.tasks, enableExecuteCommand, deployment: renderDeployment(plan.deployment),
  });
  acknowledgeMissingBreaker(ecsService, plan.deployment.choice);
  waitForRoles(ecsService, [taskRole, executionRole]);
  const cloudMapService = defineRegistration(scope, plan, props, ecsService, container);
  const cloudMapNamespace = cloudMapService?.namespace ?? searchedNamespace(scope, plan, props);
  if (props.shortNames) {
    container.addEnvironment('LOCALDOMAIN', searchDomain(plan.cloudMapNamespace, cloudMapNamespace));
  }
  if (plan.serviceConnect) {
    defineServiceConnect(ecsService.construct, { ...plan.serviceConnect, ...serviceConnectNames(plan, cloudMapNamespace), logsTo: logs.driver });
  }
  return {
    groups,
    logs,
    taskRole,
    taskDefinition,
    container,
    cluster,
    ecsService,
    scaling: taskCount.scaling && defineScaling(ecsService.construct, taskCount.scaling),
    cloudMapService,
    cloudMapNamespace,
  };
}

/** What roles may do must be there before the first task starts. */
function waitForRoles(service: EcsService, roles: readonly OnDemandRole[]): void {
  roles.forEach((role) => role.onceMade((made) => service.waitFor(made)));
}

/** The namespace in which a worker finds others; most workers need none. */
function searchedNamespace(
  scope: Construct, plan: DiscoverableServicePlan, { shortNames, cluster }: DiscoverableServiceProps,
): INamespace | undefined {
  const isSearched = isInServiceConnect(plan.serviceConnect?.choice) || (shortNames && !isNamed(plan.cloudMapNamespace));
  return isSearched ? defineNamespace(scope, plan.cloudMapNamespace, cluster) : undefined;
}

/** Short names need the name of the namespace only: one that the user gave is known without the namespace. */
function isNamed(choice: NamespaceChoice): choice is Extract<NamespaceChoice, { kind: 'defined' | 'lookup' }> {
  return choice.kind === 'defined' || choice.kind === 'lookup';
}

/** What is put behind short names. */
function searchDomain(choice: NamespaceChoice, cloudMapNamespace: INamespace | undefined): string {
  return isNamed(choice) ? choice.name : cloudMapNamespace!.namespaceName;
}

/** Whoever is taken out of Service Connect needs no namespace. */
function serviceConnectNames(
  { serviceConnect, discoveryName, cloudMapNamespace: choice }: DiscoverableServicePlan, cloudMapNamespace: INamespace | undefined,
) {
  return {
    namespaceArn: cloudMapNamespace?.namespaceArn,
    dnsName: serviceConnect && cloudMapNamespace ? aliasOf(serviceConnect, discoveryName, namespaceNameOf(choice, cloudMapNamespace)) : undefined,
  };
}

function guardingGroups(scope: Construct, plan: DiscoverableServicePlan, props: DiscoverableServiceProps): TaskGroups {
  const { capacity, hasIpv6 } = plan;
  if (capacity.networkMode === 'awsvpc') {
    return taskGroups(scope, { given: props.securityGroups, vpc: props.cluster.vpc, hasIpv6 });
  }
  const ofInstances = () => groupsOfInstances(plan, props);
  return { ids: [], connected: ofInstances, constructs: ofInstances };
}

/** Of the instances that tasks in bridge and host mode share the network of; those of the cluster may still grow. */
function groupsOfInstances({ capacity: { instances } }: DiscoverableServicePlan, { cluster }: DiscoverableServiceProps): readonly ISecurityGroup[] {
  return instances.length === 0 ? instanceGroups(cluster) : instances.flatMap(({ connections }) => connections.securityGroups);
}

/** Service Connect knows ports by the names of their mappings. */
function portMappings({ ports, capacity: { hostPort }, serviceConnect }: DiscoverableServicePlan): PortMapping[] {
  return ports.map((containerPort, index) => {
    const { portName, appProtocol } = serviceConnect?.ports[index] ?? {};
    return { containerPort, name: portName, appProtocol, hostPort: index === 0 ? hostPort : undefined };
  });
}

function containerSettings(plan: DiscoverableServicePlan, props: DiscoverableServiceProps) {
  const { image, environment, secrets, command, stopTimeout, healthProbe } = props;
  return {
    image,
    environment,
    secrets,
    command,
    stopTimeout,
    portMappings: portMappings(plan),
    healthCheck: healthProbe && renderHealthProbe(healthProbe, plan.ports[0]),
  };
}

/** The name and the tasks behind it; a worker has none. */
function defineRegistration(
  scope: Construct, plan: DiscoverableServicePlan, props: DiscoverableServiceProps, service: EcsService, container: ContainerDefinition,
): CloudMapService | undefined {
  const { discoveryName, records, registered } = plan;
  const { port, serviceAttributes, cluster } = props;
  const cloudMapService = port === undefined ? undefined : new CloudMapService(scope, {
    discoveryName, records, serviceAttributes, cloudMapNamespace: defineNamespace(scope, plan.cloudMapNamespace, cluster),
  });
  if (cloudMapService !== undefined && registered) {
    registerTasks(service, { cloudMapService, container, port: registersPort(records) ? port : undefined });
  } else {
    registerNoTasks(service);
  }
  return cloudMapService;
}
