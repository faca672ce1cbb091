import type { CapacityChoice } from '../capacity/capacity-choice';
import type { DeploymentChoice, RollingChoice } from '../deployment/deployment-choice';
import { shiftsTraffic } from '../deployment/deployment-choice';
import type { TaskCountChoice } from '../scaling/task-count';
import { leastTasks } from '../scaling/task-count';

/** How new tasks take the place of old ones, with every default in place. */
export interface DeploymentPlan {
  readonly choice: DeploymentChoice;
  readonly minHealthyPercent: number;
  readonly maxHealthyPercent: number;
}

/**
 * New tasks start before old ones stop, so that the discovery name is answered all the while.
 *
 * Where a task needs a port of its instance for itself, a new one may find no instance with that port free: then half of the old ones stop first. A
 * daemon has one task an instance, so ECS takes no more than 100 %. Half of one task is one, because ECS rounds up: a single task stops first.
 */
export function planDeployment(choice: DeploymentChoice, capacity: CapacityChoice, { tasks }: TaskCountChoice): DeploymentPlan {
  const { kind, daemon } = capacity;
  const half = kind === 'ec2' && tasks === 1 ? 0 : 50;
  const given: Partial<RollingChoice> = shiftsTraffic(choice) ? {} : choice;
  return {
    choice,
    minHealthyPercent: given.minHealthyPercent ?? (needsPortForItself(capacity) || daemon ? half : 100),
    maxHealthyPercent: given.maxHealthyPercent ?? (daemon ? 100 : 200),
  };
}

/** Whether no two tasks fit on one instance. */
export function needsPortForItself({ networkMode, hostPort }: CapacityChoice): boolean {
  return networkMode === 'host' || hostPort !== undefined;
}

/** All that decides whether a deployment can go through, and what it does to the name. */
export interface DeploymentFacts {
  readonly daemon: boolean;
  readonly shiftsTraffic: boolean;
  readonly minHealthyPercent: number;
  readonly maxHealthyPercent: number;
  /** The fewest tasks that can be asked for, where that is known; of a daemon it is not. */
  readonly leastTasks?: number;
}

export function deploymentFacts({ choice, ...percentages }: DeploymentPlan, { daemon }: CapacityChoice, taskCount: TaskCountChoice): DeploymentFacts {
  return { daemon, shiftsTraffic: shiftsTraffic(choice), leastTasks: leastTasks(taskCount), ...percentages };
}

/** How many tasks stay healthy during a deployment, and how many run at most: ECS rounds the one up and the other down. */
export function roomOf(tasks: number, { minHealthyPercent, maxHealthyPercent }: Pick<DeploymentFacts, 'minHealthyPercent' | 'maxHealthyPercent'>) {
  return { healthy: Math.ceil((tasks * minHealthyPercent) / 100), running: Math.floor((tasks * maxHealthyPercent) / 100) };
}
