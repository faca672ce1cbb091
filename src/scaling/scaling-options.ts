import type { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';

/**
 * Other bounds of the number of tasks, from a point of time on.
 */
export interface ScheduledTaskCountOptions {
  /**
   * When the bounds begin to hold, such as `Schedule.cron({ hour: '8', minute: '0' })` of `aws-applicationautoscaling`.
   */
  readonly schedule: Schedule;

  /**
   * The least number of tasks from then on.
   *
   * @default - as it was
   */
  readonly min?: number;

  /**
   * The most tasks from then on.
   *
   * @default - as it was
   */
  readonly max?: number;
}

/**
 * How the number of tasks follows the load.
 */
export interface AutoScaledTaskCountOptions {
  /**
   * The most tasks. More than 1000 cannot be registered under one name.
   */
  readonly max: number;

  /**
   * The least number of tasks. With 0 the name answers NXDOMAIN, and nothing by itself starts the first task.
   *
   * @default 2, or `max` where that is less
   */
  readonly min?: number;

  /**
   * The average use of CPU, in percent of what the tasks have, that scaling aims at.
   *
   * @default - 60 where neither memory nor a schedule is given; else CPU does not count
   */
  readonly cpuUtilizationPercent?: number;

  /**
   * The average use of memory, in percent of what the tasks have, that scaling aims at. For services that give memory back.
   *
   * @default - memory does not count
   */
  readonly memoryUtilizationPercent?: number;

  /**
   * Other bounds at certain times.
   *
   * @default - none
   */
  readonly schedules?: ScheduledTaskCountOptions[];
}
