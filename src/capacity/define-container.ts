import type { ContainerDefinition, ContainerDefinitionOptions, LogDriver, PortMapping, TaskDefinition } from 'aws-cdk-lib/aws-ecs';

/** The name of the service's own container within its tasks. */
const CONTAINER_NAME = 'app';

/** What the service's own container is made of, decided. */
export interface ContainerSettings extends Omit<ContainerDefinitionOptions, 'logging' | 'portMappings'> {
  /** Where a container writes, under a prefix of its own. */
  readonly logsTo: (streamPrefix: string) => LogDriver;
  /** The main port first. */
  readonly portMappings: readonly PortMapping[];
}

export function defineContainer(taskDefinition: TaskDefinition, { logsTo, portMappings, ...options }: ContainerSettings): ContainerDefinition {
  return taskDefinition.addContainer(CONTAINER_NAME, {
    ...options,
    portMappings: [...portMappings],
    logging: logsTo(CONTAINER_NAME),
  });
}
