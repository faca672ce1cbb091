import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { AutoScaledTaskCountOptions, DiscoverableServiceProps } from '../../src';
import { Capacity, TaskCount } from '../../src';
import { addInstances, ecsServiceOf, undeployable } from '../capacity/instances';
import { resourcesOf, templateOf } from '../connect/reading';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const MORNING = Schedule.cron({ hour: '8', minute: '0' });
const EVENING = Schedule.cron({ hour: '20', minute: '0' });

/** The scalable target and the aims of a service `Backend`. */
function scaled(options: AutoScaledTaskCountOptions, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  shop.service('Backend', { taskCount: TaskCount.autoScaled(options), ...props });
  const template = templateOf(shop);
  const [[, { Properties: target }]] = resourcesOf(template, TARGET);
  const aims = resourcesOf(template, POLICY).map(([, { Properties }]) => Properties?.TargetTrackingScalingPolicyConfiguration as {
    PredefinedMetricSpecification: { PredefinedMetricType: string }; TargetValue: unknown;
  });
  return {
    shop,
    target,
    service: ecsServiceOf(template),
    aims: Object.fromEntries(aims.map((aim) => [aim.PredefinedMetricSpecification.PredefinedMetricType, aim.TargetValue])),
  };
}

test('the number of tasks of the service scales between min and max', () => {
  const { target, shop } = scaled({ min: 3, max: 12 });
  expect(target).toMatchObject({ MinCapacity: 3, MaxCapacity: 12, ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: 'ecs' });
  expect(JSON.stringify(target?.ResourceId)).toMatch(/service\/.*Cluster.*BackendService/);
  expect(undeployable(shop.app)).toEqual([]);
});

test('the template asks for no number of tasks: a deployment would undo what scaling has done', () => {
  expect(scaled({ max: 12 }).service).not.toHaveProperty('DesiredCount');
});

test.each([[1, 1], [2, 2], [3, 2], [100, 2], [0, 0]])('with at most %d tasks there are at least %d, unless told otherwise', (max, min) => {
  expect(scaled({ max }).target).toMatchObject({ MinCapacity: min, MaxCapacity: max });
});

test('a least number of 0 is taken as it is', () => {
  expect(scaled({ min: 0, max: 4 }).target).toMatchObject({ MinCapacity: 0 });
});

test.each<[string, Omit<AutoScaledTaskCountOptions, 'max'>, object]>([
  ['60 percent of the CPU where nothing else is said', {}, { ECSServiceAverageCPUUtilization: 60 }],
  ['60 percent of the CPU where the list of schedules is empty', { schedules: [] }, { ECSServiceAverageCPUUtilization: 60 }],
  ['the CPU that was asked for', { cpuUtilizationPercent: 45 }, { ECSServiceAverageCPUUtilization: 45 }],
  ['the memory alone', { memoryUtilizationPercent: 70 }, { ECSServiceAverageMemoryUtilization: 70 }],
  ['memory and CPU where both are given', { cpuUtilizationPercent: 45, memoryUtilizationPercent: 70 },
    { ECSServiceAverageCPUUtilization: 45, ECSServiceAverageMemoryUtilization: 70 }],
  ['no load at all where there are schedules', { schedules: [{ schedule: MORNING, min: 4 }] }, {}],
  ['CPU and schedules where both are given', { cpuUtilizationPercent: 45, schedules: [{ schedule: MORNING, min: 4 }] }, { ECSServiceAverageCPUUtilization: 45 }],
])('scaling aims at %s', (_what, options, aims) => {
  expect(scaled({ max: 10, ...options }).aims).toEqual(aims);
});

test('schedules change what they say and nothing else, in the order in which they were given', () => {
  const { target } = scaled({
    max: 10, schedules: [{ schedule: MORNING, min: 4 }, { schedule: EVENING, max: 3 }, { schedule: Schedule.at(new Date(0)), min: 1, max: 1 }],
  });
  expect(target?.ScheduledActions).toEqual([
    { ScheduledActionName: expect.any(String) as string, Schedule: 'cron(0 8 * * ? *)', ScalableTargetAction: { MinCapacity: 4 } },
    { ScheduledActionName: expect.any(String) as string, Schedule: 'cron(0 20 * * ? *)', ScalableTargetAction: { MaxCapacity: 3 } },
    { ScheduledActionName: expect.any(String) as string, Schedule: 'at(1970-01-01T00:00:00)', ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 1 } },
  ]);
  expect(new Set((target?.ScheduledActions as Array<{ ScheduledActionName: string }>).map(({ ScheduledActionName: name }) => name)).size).toBe(3);
});

test.each(['ec2', 'ec2Bridge', 'ec2Host'] as const)('tasks of Capacity.%s() scale too', (call) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  expect(scaled({ max: 10 }, { capacity: Capacity[call]() }, shop).target).toMatchObject({ MinCapacity: 2, MaxCapacity: 10 });
  expect(undeployable(shop.app)).toEqual([]);
});

test('a worker scales too', () => {
  expect(scaled({ max: 2000 }, { port: undefined }).target).toMatchObject({ MaxCapacity: 2000 });
});

const TOO_MANY = (tasks: number) => `Shop/Backend: 1 problem

[too-many-tasks] ${tasks} tasks would be registered under one name.
  why: Cloud Map registers at most 1,000 instances in one service. This quota cannot be raised, and tasks beyond it fail to start.
  fix: Spread the fleet over several services with names of their own.
  see: https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-limits.html
`;

test.each<[string, AutoScaledTaskCountOptions, number]>([
  ['max', { max: 1001 }, 1001],
  ['the max of a schedule', { max: 10, schedules: [{ schedule: MORNING, max: 1500 }] }, 1500],
])('more than 1000 tasks by %s are refused where they are registered under a name', (_what, options, tasks) => {
  expect(messageOf(() => new Shop().service('Backend', { taskCount: TaskCount.autoScaled(options) }))).toBe(TOO_MANY(tasks));
});

test('1000 tasks can be registered under a name', () => {
  const taskCount = TaskCount.autoScaled({ max: 1000, schedules: [{ schedule: MORNING, max: 1000 }] });
  expect(brokenRules(() => new Shop().service('Backend', { taskCount }))).toEqual([]);
});

test('what is known at deployment only passes, and is rendered', () => {
  const shop = new Shop();
  const [max, cpuUtilizationPercent] = ['Max', 'Percent'].map((id) => new CfnParameter(shop.stack, id, { type: 'Number' }).valueAsNumber);
  const { target, aims } = scaled({ max, cpuUtilizationPercent, schedules: [{ schedule: MORNING, max }] }, {}, shop);
  expect(target).toMatchObject({ MinCapacity: 2, MaxCapacity: { Ref: 'Max' }, ScheduledActions: [{ ScalableTargetAction: { MaxCapacity: { Ref: 'Max' } } }] });
  expect(aims).toEqual({ ECSServiceAverageCPUUtilization: { Ref: 'Percent' } });
});

test('a max that is not known yet is not counted among the most tasks, and one that is known beside it is', () => {
  const max = Lazy.number({ produce: () => 5000 });
  expect(brokenRules(() => new Shop().service('Backend', { taskCount: TaskCount.autoScaled({ max }) }))).toEqual([]);
  const taskCount = TaskCount.autoScaled({ max, schedules: [{ schedule: MORNING, max: 1500 }] });
  expect(messageOf(() => new Shop().service('Backend', { taskCount }))).toBe(TOO_MANY(1500));
});

test('service.scaling scales by what no option is for', () => {
  const shop = new Shop();
  const service = shop.service('Backend', { taskCount: TaskCount.autoScaled({ max: 10 }) });
  service.scaling.scaleOnSchedule('Night', { schedule: EVENING, maxCapacity: 1 });
  shop.template().hasResourceProperties(TARGET, { ScheduledActions: [{ ScalableTargetAction: { MaxCapacity: 1 } }] });
});

test.each([['none', undefined], ['a fixed one', TaskCount.exactly(3)]])('service.scaling of a service with a task count that is %s is refused', (_what, taskCount) => {
  const service = new Shop().service('Backend', { taskCount });
  expect(messageOf(() => service.scaling)).toBe(`Shop/Backend: 1 problem

[scaling-without-meaning] Its number of tasks does not scale.
  why: Only TaskCount.autoScaled() makes a scalable target.
  fix: Give the service taskCount: TaskCount.autoScaled({ max }).
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
`);
});

test('one choice can be given to several services, and later changes of the list of schedules are not seen', () => {
  const shop = new Shop();
  const schedules = [{ schedule: MORNING, min: 4 }];
  const taskCount = TaskCount.autoScaled({ max: 10, schedules });
  schedules.push({ schedule: EVENING, min: 1 });
  ['Frontend', 'Backend'].forEach((id) => shop.service(id, { taskCount }, new Stack(shop.app, `${id}Stack`)));
  const targets = ['Frontend', 'Backend'].map((id) => shop.template(shop.app.node.findChild(`${id}Stack`) as Stack).findResources(TARGET));
  expect(targets.flatMap((found) => Object.values(found)).map(({ Properties }) => (Properties.ScheduledActions as unknown[]).length)).toEqual([1, 1]);
  expect(Object.isFrozen(taskCount._choice)).toBe(true);
});
