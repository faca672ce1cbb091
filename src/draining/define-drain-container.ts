import { Duration } from 'aws-cdk-lib';
import type { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import { AwsLogDriverMode, ContainerDependencyCondition, LogDrivers } from 'aws-cdk-lib/aws-ecs';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { DrainingChoice } from './draining';
import { SHELL_SECONDS } from './draining-rules';

/** What a companion container is made of, decided. */
export interface DrainContainerSettings {
  readonly draining: DrainingChoice;
  /** TTL and margin. */
  readonly waitSeconds: number;
  readonly logGroup: ILogGroup;
}

/**
 * A container that gets the stop signal before the service's own one, and lets it serve on.
 *
 * Not essential, so that it neither makes the health of the task unknown nor ends it. `sleep` in the background and `wait`: a shell runs no trap while a command
 * runs in the foreground.
 */
export function defineDrainContainer(app: ContainerDefinition, { draining, waitSeconds, logGroup }: DrainContainerSettings): ContainerDefinition {
  const companion = app.taskDefinition.addContainer('drain', {
    image: draining.image,
    essential: false,
    entryPoint: ['sh', '-c'],
    command: [`trap 'sleep ${waitSeconds}; exit 0' TERM; while :; do sleep 3600 & wait $!; done`],
    stopTimeout: Duration.seconds(waitSeconds + SHELL_SECONDS),
    logging: LogDrivers.awsLogs({ logGroup, streamPrefix: 'drain', mode: AwsLogDriverMode.NON_BLOCKING }),
  });
  companion.addContainerDependencies({ container: app, condition: ContainerDependencyCondition.START });
  return companion;
}
