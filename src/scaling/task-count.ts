import type { AutoScaledTaskCountOptions, ScheduledTaskCountOptions } from './scaling-options';
import { scalingRules, taskCountRules } from './task-count-rules';
import { NUMBER, OPTIONS, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { known } from '../shared/known';
import { findingsOf } from '../shared/rule';

/** How scaling is to be defined. */
export interface ScalingChoice {
  readonly min: number;
  readonly max: number;
  readonly cpuUtilizationPercent?: number;
  readonly memoryUtilizationPercent?: number;
  readonly schedules: readonly ScheduledTaskCountOptions[];
}

/** A choice of task count, as data for facts, plan and builder. */
export interface TaskCountChoice {
  /** A fixed number; nothing where scaling owns it. */
  readonly tasks?: number;
  readonly scaling?: ScalingChoice;
}

/** The most tasks that a choice can come to. */
export function mostTasks({ tasks, scaling }: TaskCountChoice): number | undefined {
  const counts = scaling ? [scaling.max, ...scaling.schedules.map(({ max }) => max)] : [tasks];
  return counts.filter(known).reduce<number | undefined>((most, count) => Math.max(most ?? 0, count), undefined);
}

/** The fewest tasks that a choice can come to. */
export function leastTasks({ tasks, scaling }: TaskCountChoice): number | undefined {
  const counts = scaling ? [scaling.min, ...scaling.schedules.flatMap(({ min }) => min === undefined ? [] : [min])] : [tasks];
  return counts.every(known) ? Math.min(...counts as number[]) : undefined;
}

/**
 * How many tasks of a service run.
 *
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * new DiscoverableService(this, 'Backend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   taskCount: TaskCount.exactly(3),
 * });
 */
export class TaskCount {
  /**
   * A fixed number of tasks.
   *
   * Two or more keep the name answered while one task is replaced. With one task, the name is without a healthy task for a moment
   * whenever that task stops by itself. Each task costs its CPU and memory for as long as it runs.
   *
   * @param tasks a whole number from 0 (nothing runs, the name answers NXDOMAIN); at most 1000 where the tasks are registered under a name
   * @throws rule `task-count`
   */
  public static exactly(tasks: number): TaskCount {
    requireArguments('TaskCount.exactly(2)', { tasks: [tasks, NUMBER] });
    refuse('TaskCount.exactly()', findingsOf(taskCountRules, { tasks }));
    return new TaskCount({ tasks });
  }

  /**
   * A number of tasks that follows the load, or the time of day.
   *
   * The desired count is left out of the template, so that a deployment does not undo what scaling has done; the service starts with one task, and
   * scaling brings it to `min`. Names follow: each new task is answered as soon as it is healthy. For other metrics use `service.scaling`.
   *
   * @throws rule `task-scaling`
   */
  public static autoScaled(options: AutoScaledTaskCountOptions): TaskCount {
    requireArguments('TaskCount.autoScaled({ max: 10 })', { options: [options, OPTIONS], max: [options?.max, NUMBER] });
    const { max, min = max === 0 || max === 1 ? max : 2, memoryUtilizationPercent, schedules = [] } = options;
    const nothingElse = memoryUtilizationPercent === undefined && schedules.length === 0;
    const cpuUtilizationPercent = options.cpuUtilizationPercent ?? (nothingElse ? 60 : undefined);
    const scaling = { min, max, cpuUtilizationPercent, memoryUtilizationPercent, schedules: Object.freeze([...schedules]) };
    refuse('TaskCount.autoScaled()', findingsOf(scalingRules, scaling));
    return new TaskCount({ scaling: Object.freeze(scaling) });
  }

  /** @internal */
  public readonly _choice: TaskCountChoice;

  private constructor(choice: TaskCountChoice) {
    this._choice = Object.freeze(choice);
  }
}
