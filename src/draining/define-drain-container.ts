import { Duration } from 'aws-cdk-lib';
import type { ContainerDefinition, LogDriver } from 'aws-cdk-lib/aws-ecs';
import { ContainerDependencyCondition } from 'aws-cdk-lib/aws-ecs';
import type { DrainingChoice } from './draining';
import { SHELL_SECONDS } from './draining-rules';

/** What a companion container is made of, decided. */
export interface DrainContainerSettings {
  readonly draining: DrainingChoice;
  /** TTL and margin. */
  readonly waitSeconds: number;
  /** Where a container writes, under a prefix of its own. */
  readonly logsTo: (streamPrefix: string) => LogDriver;
}

/**
 * A container that gets the stop signal before the service's own one, and lets it serve on.
 *
 * Not essential, so that it neither makes the health of the task unknown nor ends it. `sleep` in the background and `wait`: a shell runs no trap while a command
 * runs in the foreground.
 */
export function defineDrainContainer(app: ContainerDefinition, { draining, waitSeconds, logsTo }: DrainContainerSettings): ContainerDefinition {
  const companion = app.taskDefinition.addContainer('drain', {
    image: draining.image,
    essential: false,
    entryPoint: ['sh', '-c'],
    command: [`trap 'sleep ${waitSeconds}; exit 0' TERM; while :; do sleep 3600 & wait $!; done`],
    stopTimeout: Duration.seconds(waitSeconds + SHELL_SECONDS),
    logging: logsTo('drain'),
  });
  companion.addContainerDependencies({ container: app, condition: ContainerDependencyCondition.START });
  return companion;
}
