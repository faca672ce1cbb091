import type { IDeploymentLifecycleHookTarget } from 'aws-cdk-lib/aws-ecs';

export interface RollingChoice {
  readonly strategy: 'ROLLING';
  readonly minHealthyPercent?: number;
  readonly maxHealthyPercent?: number;
  readonly rollback: boolean;
}

/** One step of traffic, and how long it is watched. */
export interface TrafficStep {
  readonly percent: number;
  readonly bakeMinutes: number;
}

export interface ShiftingChoice {
  readonly strategy: 'BLUE_GREEN' | 'LINEAR' | 'CANARY';
  readonly bakeMinutes: number;
  readonly lifecycleHooks: readonly IDeploymentLifecycleHookTarget[];
  /** Nothing where all traffic moves at once. */
  readonly step?: TrafficStep;
}

/** A choice of deployment, as data for facts, plan and builder. */
export type DeploymentChoice = RollingChoice | ShiftingChoice;

/** Whether new tasks run beside the old ones, and traffic moves between the two. */
export function shiftsTraffic(choice: DeploymentChoice): choice is ShiftingChoice {
  return choice.strategy !== 'ROLLING';
}
