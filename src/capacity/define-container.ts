import { AwsLogDriverMode, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import type { ContainerDefinition, ContainerDefinitionOptions, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';

/** The name of the service's own container within its tasks. */
const CONTAINER_NAME = 'app';

/** What the service's own container is made of, decided. */
export interface ContainerSettings extends Omit<ContainerDefinitionOptions, 'logging' | 'portMappings'> {
  readonly logGroup: ILogGroup;
  /** The main port first. */
  readonly ports: readonly number[];
  /** The port of the instance that leads to the main port, where it is fixed. */
  readonly hostPort?: number;
}

/** Non-blocking logs: a container that cannot write a line goes on, and does not stop answering. */
export function defineContainer(taskDefinition: TaskDefinition, { logGroup, ports, hostPort, ...options }: ContainerSettings): ContainerDefinition {
  return taskDefinition.addContainer(CONTAINER_NAME, {
    ...options,
    portMappings: ports.map((containerPort, index) => index === 0 ? { containerPort, hostPort } : { containerPort }),
    logging: LogDrivers.awsLogs({ logGroup, streamPrefix: CONTAINER_NAME, mode: AwsLogDriverMode.NON_BLOCKING }),
  });
}
