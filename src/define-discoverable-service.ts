import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ContainerDefinition, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import { defineService } from './capacity/define-service';
import { defineContainer, defineTask } from './capacity/define-task';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import { renderHealthProbe } from './health/render-health-probe';
import { defineNamespace } from './namespace/define-namespace';
import { defineCloudMapService } from './records/define-cloud-map-service';
import { registerNoTasks, registerTasks } from './registration/register-tasks';
import { LogWritingRole } from './roles/log-writing-role';
import { OnDemandRole } from './roles/on-demand-role';

/** The constructs of a discoverable service. */
export interface DiscoverableServiceParts {
  readonly securityGroups: ISecurityGroup[];
  readonly logGroup: ILogGroup;
  readonly taskRole: OnDemandRole;
  readonly taskDefinition: TaskDefinition;
  readonly container: ContainerDefinition;
  readonly service: BaseService;
  /** Nothing for a worker. */
  readonly cloudMapService?: IService;
}

/** Defines what the plan says, in the order in which a task needs it. */
export function defineDiscoverableService(
  scope: Construct, plan: DiscoverableServicePlan, props: DiscoverableServiceProps,
): DiscoverableServiceParts {
  const { capacity, cpu, memoryLimitMiB, desiredCount } = plan;
  const { cluster, enableExecuteCommand } = props;
  const logGroup = new LogGroup(scope, 'LogGroup', { retention: props.logRetention ?? RetentionDays.ONE_MONTH });
  const taskRole = new OnDemandRole(scope, 'TaskRole');
  const executionRole = new OnDemandRole(scope, 'ExecutionRole', LogWritingRole.of(scope));
  const taskDefinition = taskRole.handTo(() => defineTask(scope, { capacity, cpu, memoryLimitMiB, taskRole, executionRole }));
  const container = defineContainer(taskDefinition, { ...containerSettings(plan, props), logGroup });
  const { securityGroups: given = [] } = props;
  const securityGroups = given.length > 0 ? given : [new SecurityGroup(scope, 'SecurityGroup', { vpc: cluster.vpc })];
  const service = defineService(scope, { capacity, cluster, taskDefinition, securityGroups, desiredCount, enableExecuteCommand });
  // What the own execution role may do must be there before the first task starts.
  service.node.addDependency(executionRole);
  const cloudMapService = defineRegistration(scope, plan, props, service, container);
  return { securityGroups, logGroup, taskRole, taskDefinition, container, service, cloudMapService };
}

function containerSettings({ ports }: DiscoverableServicePlan, props: DiscoverableServiceProps) {
  const { image, environment, secrets, command, stopTimeout, healthProbe } = props;
  return { image, environment, secrets, command, stopTimeout, ports, healthCheck: healthProbe && renderHealthProbe(healthProbe, ports[0]) };
}

/** The name and the tasks behind it; a worker has none. */
function defineRegistration(
  scope: Construct, plan: DiscoverableServicePlan, { cluster, port }: DiscoverableServiceProps, service: BaseService, container: ContainerDefinition,
): IService | undefined {
  const cloudMapService = port === undefined
    ? undefined
    : defineCloudMapService(scope, plan.discoveryName, plan.records, defineNamespace(scope, plan.cloudMapNamespace, cluster));
  if (cloudMapService !== undefined && plan.registered) {
    registerTasks(service, { cloudMapService, container, port });
  } else {
    registerNoTasks(service);
  }
  return cloudMapService;
}
