import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const isCount = (value: number | undefined) => !known(value) || (Number.isInteger(value) && value >= 0);
const isPercent = (value: number | undefined) => !known(value) || (value > 0 && value <= 100);

export const taskCountRules: ReadonlyArray<Rule<{ readonly tasks: number }>> = [
  {
    id: 'task-count',
    severity: 'error',
    why: 'ECS takes a whole number of tasks.',
    fix: 'Give a whole number from 0 upwards.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    broken: ({ tasks }) => isCount(tasks) ? [] : [`The task count is ${tasks}.`],
  },
];

/** The bounds and aims of scaling. */
export interface ScalingSettings {
  readonly min?: number;
  readonly max?: number;
  readonly cpuUtilizationPercent?: number;
  readonly memoryUtilizationPercent?: number;
  readonly schedules: ReadonlyArray<{ readonly min?: number; readonly max?: number }>;
}

function boundFaults({ min, max }: Pick<ScalingSettings, 'min' | 'max'>, what: string): string[] {
  return [
    ...isCount(min) ? [] : [`min${what} is ${min}.`],
    ...isCount(max) ? [] : [`max${what} is ${max}.`],
    ...known(min) && known(max) && isCount(min) && isCount(max) && min > max ? [`min${what} is ${min}, and max is ${max}.`] : [],
  ];
}

function scalingFaults({ schedules, cpuUtilizationPercent, memoryUtilizationPercent, ...bounds }: ScalingSettings): string[] {
  return [
    ...boundFaults(bounds, ''),
    ...schedules.flatMap((schedule, index) => [
      ...boundFaults(schedule, ` of schedule ${index + 1}`),
      ...schedule.min === undefined && schedule.max === undefined ? [`Schedule ${index + 1} has neither min nor max.`] : [],
      ...schedule.min === undefined && known(schedule.max) && isCount(schedule.max) && known(bounds.min) && schedule.max < bounds.min
        ? [`max of schedule ${index + 1} is ${schedule.max}, and min is ${bounds.min}.`] : [],
      ...schedule.max === undefined && known(schedule.min) && known(bounds.max) && schedule.min > bounds.max
        ? [`min of schedule ${index + 1} is ${schedule.min}, and max is ${bounds.max}.`] : [],
    ]),
    ...isPercent(cpuUtilizationPercent) ? [] : [`cpuUtilizationPercent is ${cpuUtilizationPercent}.`],
    ...isPercent(memoryUtilizationPercent) ? [] : [`memoryUtilizationPercent is ${memoryUtilizationPercent}.`],
  ];
}

export const scalingRules: ReadonlyArray<Rule<ScalingSettings>> = [
  {
    id: 'task-scaling',
    severity: 'error',
    why: 'Application Auto Scaling takes whole numbers of tasks with min not above max, and aims above 0 and up to 100 percent; a schedule changes min, max or both.',
    fix: 'Give min and max such as 2 and 10, and aims such as 60; to a schedule that goes beyond the other bound, both min and max.',
    link: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html',
    broken: scalingFaults,
  },
];
