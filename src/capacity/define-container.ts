import { AwsLogDriverMode, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import type { ContainerDefinition, ContainerDefinitionOptions, PortMapping, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';

/** The name of the service's own container within its tasks. */
const CONTAINER_NAME = 'app';

/** What the service's own container is made of, decided. */
export interface ContainerSettings extends Omit<ContainerDefinitionOptions, 'logging' | 'portMappings'> {
  readonly logGroup: ILogGroup;
  /** The main port first. */
  readonly portMappings: readonly PortMapping[];
}

/** Non-blocking logs: a container that cannot write a line goes on, and does not stop answering. */
export function defineContainer(taskDefinition: TaskDefinition, { logGroup, portMappings, ...options }: ContainerSettings): ContainerDefinition {
  return taskDefinition.addContainer(CONTAINER_NAME, {
    ...options,
    portMappings: [...portMappings],
    logging: LogDrivers.awsLogs({ logGroup, streamPrefix: CONTAINER_NAME, mode: AwsLogDriverMode.NON_BLOCKING }),
  });
}
