import { AwsLogDriverMode, FargateTaskDefinition, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import type { ContainerDefinition, ContainerDefinitionOptions, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { CapacityChoice } from './capacity';

/** The name of the service's own container within its tasks. */
const CONTAINER_NAME = 'app';

/** What a task is made of, decided. */
export interface TaskSettings {
  readonly capacity: CapacityChoice;
  readonly cpu: number;
  readonly memoryLimitMiB?: number;
  readonly taskRole: IRole;
  readonly executionRole: IRole;
}

export function defineTask(scope: Construct, { capacity, ...settings }: TaskSettings): TaskDefinition {
  return new FargateTaskDefinition(scope, 'TaskDefinition', {
    ...settings,
    runtimePlatform: capacity.cpuArchitecture && { cpuArchitecture: capacity.cpuArchitecture },
  });
}

/** What the service's own container is made of, decided. */
export interface ContainerSettings extends Omit<ContainerDefinitionOptions, 'logging' | 'portMappings'> {
  readonly logGroup: ILogGroup;
  readonly ports: readonly number[];
}

/** Non-blocking logs: a container that cannot write a line goes on, and does not stop answering. */
export function defineContainer(taskDefinition: TaskDefinition, { logGroup, ports, ...options }: ContainerSettings): ContainerDefinition {
  return taskDefinition.addContainer(CONTAINER_NAME, {
    ...options,
    portMappings: ports.map((containerPort) => ({ containerPort })),
    logging: LogDrivers.awsLogs({ logGroup, streamPrefix: CONTAINER_NAME, mode: AwsLogDriverMode.NON_BLOCKING }),
  });
}
