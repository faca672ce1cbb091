import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { textsOf } from './texts-of';
import { TaskCount } from '../../src';
import type { ScalingSettings } from '../../src/scaling/task-count-rules';
import { scalingRules } from '../../src/scaling/task-count-rules';
import { messageOf } from '../testing/shop';

const SCALING = (got: string) => `[task-scaling] ${got}
  why: Application Auto Scaling takes whole numbers of tasks with min not above max, and aims above 0 and up to 100 percent; a schedule changes min, max or both.
  fix: Give min and max such as 2 and 10, and aims such as 60; to a schedule that goes beyond the other bound, both min and max.
  see: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html`;

const texts = (settings: Partial<ScalingSettings>) => textsOf(scalingRules, { min: 2, max: 10, schedules: [], ...settings });

test.each<[string, Partial<ScalingSettings>]>([
  ['between two numbers', {}],
  ['between two equal numbers', { min: 10 }],
  ['from nothing', { min: 0, max: 0 }],
  ['by little CPU', { cpuUtilizationPercent: 0.5 }],
  ['by all of the CPU', { cpuUtilizationPercent: 100 }],
  ['by memory', { memoryUtilizationPercent: 60 }],
  ['with a schedule for min', { schedules: [{ min: 0 }] }],
  ['with a schedule for max', { schedules: [{ max: 4 }] }],
  ['with a schedule for both', { schedules: [{ min: 20, max: 40 }] }],
])('scaling %s is whole', (_what, settings) => {
  expect(texts(settings)).toEqual([]);
});

test.each<[string, Partial<ScalingSettings>, string[]]>([
  ['a min below 0', { min: -1 }, ['min is -1.']],
  ['a min in parts', { min: 1.5 }, ['min is 1.5.']],
  ['a max below 0', { max: -1 }, ['max is -1.']],
  ['a max without end', { max: Infinity }, ['max is Infinity.']],
  ['a max that is no number', { max: NaN }, ['max is NaN.']],
  ['a min above max', { min: 11 }, ['min is 11, and max is 10.']],
  ['no CPU', { cpuUtilizationPercent: 0 }, ['cpuUtilizationPercent is 0.']],
  ['less than no CPU', { cpuUtilizationPercent: -5 }, ['cpuUtilizationPercent is -5.']],
  ['more than all CPU', { cpuUtilizationPercent: 101 }, ['cpuUtilizationPercent is 101.']],
  ['CPU that is no number', { cpuUtilizationPercent: NaN }, ['cpuUtilizationPercent is NaN.']],
  ['no memory', { memoryUtilizationPercent: 0 }, ['memoryUtilizationPercent is 0.']],
  ['more than all memory', { memoryUtilizationPercent: 100.5 }, ['memoryUtilizationPercent is 100.5.']],
  ['a schedule without bounds', { schedules: [{ min: 1 }, {}] }, ['Schedule 2 has neither min nor max.']],
  ['a schedule with a wrong min', { schedules: [{ min: 0.5 }] }, ['min of schedule 1 is 0.5.']],
  ['a schedule with a wrong max', { schedules: [{ max: -2 }] }, ['max of schedule 1 is -2.']],
  ['a schedule with max below min', { schedules: [{ max: 1 }] }, ['max of schedule 1 is 1, and min is 2.']],
  ['a schedule with min above max', { schedules: [{ min: 1, max: 1 }, { min: 5, max: 4 }] }, ['min of schedule 2 is 5, and max is 4.']],
  ['several faults', { min: -1, max: 0.5, cpuUtilizationPercent: 0, memoryUtilizationPercent: 0, schedules: [{}] }, [
    'min is -1.', 'max is 0.5.', 'Schedule 1 has neither min nor max.', 'cpuUtilizationPercent is 0.', 'memoryUtilizationPercent is 0.',
  ]],
])('scaling with %s is refused', (_what, settings, got) => {
  expect(texts(settings)).toEqual(got.map(SCALING));
});

const parameter = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;

test.each<[string, Partial<ScalingSettings>]>([
  ['a min', { min: parameter }],
  ['a max', { min: 500, max: parameter }],
  ['a lazy max', { max: Lazy.number({ produce: () => -1 }) }],
  ['CPU', { cpuUtilizationPercent: parameter }],
  ['memory', { memoryUtilizationPercent: parameter }],
  ['the bounds of a schedule', { schedules: [{ min: parameter, max: 0 }, { max: parameter }] }],
])('%s that is known at deployment passes', (_what, settings) => {
  expect(texts(settings)).toEqual([]);
});

test('what is known is judged beside what is not', () => {
  expect(texts({ min: parameter, max: -1 })).toEqual([SCALING('max is -1.')]);
});

test('TaskCount.autoScaled() refuses all at once', () => {
  const schedules = [{ schedule: Schedule.cron({ hour: '8' }) }];
  expect(messageOf(() => TaskCount.autoScaled({ min: 5, max: 4, schedules })))
    .toBe(`TaskCount.autoScaled(): 2 problems\n\n${SCALING('min is 5, and max is 4.')}\n\n${SCALING('Schedule 1 has neither min nor max.')}\n`);
});

test('a max that is wrong is told once, also where min is worked out from it', () => {
  expect(messageOf(() => TaskCount.autoScaled({ max: -3 }))).toBe(`TaskCount.autoScaled(): 1 problem\n\n${SCALING('max is -3.')}\n`);
});
