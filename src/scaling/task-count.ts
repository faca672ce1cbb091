import { refuse } from '../shared/discovery-error';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { findingsOf } from '../shared/rule';

/** A choice of task count, as data for facts, plan and builder. */
export interface TaskCountChoice {
  readonly tasks: number;
}

export const taskCountRules: ReadonlyArray<Rule<TaskCountChoice>> = [
  {
    id: 'task-count',
    severity: 'error',
    why: 'ECS takes a whole number of tasks.',
    fix: 'Give a whole number from 0 upwards.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    broken: ({ tasks }) => known(tasks) && !(Number.isInteger(tasks) && tasks >= 0) ? [`The task count is ${tasks}.`] : [],
  },
];

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
    refuse('TaskCount.exactly()', findingsOf(taskCountRules, { tasks }));
    return new TaskCount({ tasks });
  }

  /** @internal */
  public readonly _choice: TaskCountChoice;

  private constructor(choice: TaskCountChoice) {
    this._choice = Object.freeze(choice);
  }
}
