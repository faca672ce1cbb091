import type { Duration } from 'aws-cdk-lib';
import type { IDeploymentLifecycleHookTarget } from 'aws-cdk-lib/aws-ecs';

/**
 * How a rolling deployment replaces tasks.
 */
export interface RollingDeploymentOptions {
  /**
   * How many tasks stay healthy during a deployment, in percent of the desired ones, rounded up: 0 to 100. With 0 all of them may stop before a new one
   * starts, and the name is answered by no task meanwhile.
   *
   * @default 100 - a task stops after its successor is healthy; 50 where a task needs a port of its instance for itself, and for a daemon
   */
  readonly minHealthyPercent?: number;

  /**
   * How many tasks run during a deployment at most, in percent of the desired ones, rounded down: 100 or more. A daemon has 100.
   *
   * @default 200 - all new tasks may start at once; 100 for a daemon
   */
  readonly maxHealthyPercent?: number;

  /**
   * Whether a deployment that fails (tasks do not come up, or an alarm of `rollBackOn()` goes off) is rolled back to the last one that was completed. If not,
   * it stops where it is.
   *
   * @default true
   */
  readonly rollback?: boolean;
}

/**
 * How a deployment moves traffic from the old tasks to the new ones.
 */
export interface ShiftingDeploymentOptions {
  /**
   * How long the old tasks go on running after all traffic has moved, so that going back takes moments: whole minutes, 0 to 1440. An alarm of `rollBackOn()`
   * in that time moves the traffic back. CloudFormation waits for it.
   *
   * @default Duration.minutes(5) - CloudFormation itself would take 36 hours
   */
  readonly bakeTime?: Duration;

  /**
   * What is asked at stages of the deployment: Lambda functions that let it go on, wait or fail (`ecs.DeploymentLifecycleLambdaTarget`).
   *
   * @default - none
   */
  readonly lifecycleHooks?: IDeploymentLifecycleHookTarget[];
}

/**
 * How a linear deployment moves traffic: in equal steps.
 */
export interface LinearDeploymentOptions extends ShiftingDeploymentOptions {
  /**
   * How much of the traffic a step moves, in percent: 3 to 100, in tenths.
   *
   * @default 10
   */
  readonly stepPercent?: number;

  /**
   * How long each step is watched before the next one: whole minutes, 0 to 1440.
   *
   * @default Duration.minutes(6) - ten steps take an hour
   */
  readonly stepBakeTime?: Duration;
}

/**
 * How a canary deployment moves traffic: a little first, and the rest later.
 */
export interface CanaryDeploymentOptions extends ShiftingDeploymentOptions {
  /**
   * How much of the traffic moves first, in percent: 0.1 to 100, in tenths.
   *
   * @default 5
   */
  readonly canaryPercent?: number;

  /**
   * How long that is watched before the rest moves: whole minutes, 0 to 1440.
   *
   * @default Duration.minutes(10)
   */
  readonly canaryBakeTime?: Duration;
}
