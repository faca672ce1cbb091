import { Match } from 'aws-cdk-lib/assertions';
import type { AlarmJson, Minute } from './alarm-states';
import { statesOf } from './alarm-states';
import type { MonitoringOptions } from '../../src';
import { Shop } from '../testing/shop';

const NAMES = ['NoHealthyTask', 'RunningBelowDesired', 'RegisteredBelowRunning'] as const;

/** The three alarms on shortages, from the template. */
function alarmsOf(options: MonitoringOptions = {}): Record<typeof NAMES[number], AlarmJson> {
  const shop = new Shop();
  shop.service('Backend').monitor(options);
  const alarms = Object.entries(shop.template().findResources('AWS::CloudWatch::Alarm', { Properties: { Metrics: Match.anyValue() } }));
  const named = (name: string) => alarms.find(([id]) => id.includes(name))![1].Properties as AlarmJson;
  return { NoHealthyTask: named(NAMES[0]), RunningBelowDesired: named(NAMES[1]), RegisteredBelowRunning: named(NAMES[2]) };
}

const DEFAULTS = alarmsOf();

/** Minutes of one kind: desired, running, registered, healthy. */
function minutes(count: number, desired: number, running: number, registered = running, healthy = registered): Minute[] {
  return Array.from({ length: count }, () => ({ desired, running, registered, healthy }));
}

const nothing = (count: number): Minute[] => Array.from({ length: count }, () => ({}));
const STEADY = minutes(20, 2, 2);

/** The alarms that are raised at some time. */
function raised(series: readonly Minute[], alarms = DEFAULTS): string[] {
  return NAMES.filter((name) => statesOf(alarms[name], series).includes('ALARM'));
}

describe('no alarm is raised by', () => {
  test.each<[string, Minute[]]>([
    ['two tasks that run', STEADY],
    ['a first deployment: there is no data until the tasks are up', [...nothing(30), ...STEADY]],
    ['a rolling deployment: new tasks start, are registered as unhealthy, and pass their check before old ones stop', [
      ...STEADY, ...minutes(2, 2, 3, 4, 2), ...minutes(3, 2, 4, 4, 3), ...minutes(2, 2, 3, 3, 3), ...STEADY,
    ]],
    ['a rolling deployment of an hour, with an unhealthy new task all the while', [...STEADY, ...minutes(60, 2, 4, 4, 2), ...STEADY]],
    ['a deployment of one task whose old instance is gone before the new one is healthy (containers-roadmap#830)', [
      ...minutes(20, 1, 1), ...minutes(2, 1, 2, 2, 1), ...minutes(1, 1, 1, 1, 0), ...minutes(20, 1, 1),
    ]],
    ['one task in host mode that stops before the new one starts', [
      ...minutes(20, 1, 1), ...minutes(3, 1, 0), ...minutes(1, 1, 1, 1, 0), ...minutes(20, 1, 1),
    ]],
    ['a deployment that stops half of the tasks, twice', [...minutes(20, 4, 4), ...minutes(7, 4, 2), ...minutes(7, 4, 2, 3, 2), ...minutes(20, 4, 4)]],
    ['a daemon whose cluster gets an instance', [...minutes(20, 3, 3), ...minutes(8, 4, 3), ...minutes(20, 4, 4)]],
    ['ten tasks more, which take ten minutes to start', [...STEADY, ...minutes(10, 12, 2, 7, 2), ...minutes(20, 12, 12)]],
    ['a service that is scaled to zero', [...STEADY, ...minutes(1, 0, 1), ...minutes(60, 0, 0)]],
    ['a service that is scaled from zero, and up after four minutes', [...minutes(60, 0, 0), ...minutes(2, 2, 0), ...minutes(2, 2, 2, 2, 0), ...STEADY]],
    ['a task that ECS starts in another zone before it stops one (rebalancing)', [...STEADY, ...minutes(5, 2, 3), ...STEADY]],
    ['blue and green tasks side by side, of which only blue ones are registered', [...STEADY, ...minutes(60, 2, 4, 2, 2), ...STEADY]],
    ['a task that fails its check and is replaced', [...STEADY, ...minutes(1, 2, 2, 2, 1), ...minutes(3, 2, 1), ...STEADY]],
    ['a minute in which everything is down', [...STEADY, ...minutes(1, 2, 0), ...STEADY]],
    ['a probe that does not answer', [...STEADY, ...nothing(60), ...STEADY]],
  ])('%s', (_what, series) => {
    expect(raised(series)).toEqual([]);
  });
});

describe('an alarm is raised', () => {
  test.each<[string, Minute, typeof NAMES[number], number]>([
    ['no task is healthy', { desired: 2, running: 2, registered: 2, healthy: 0 }, 'NoHealthyTask', 5],
    ['no task runs', { desired: 2, running: 0, registered: 0, healthy: 0 }, 'NoHealthyTask', 5],
    ['tasks run and none is registered (its Cloud Map service was made anew)', { desired: 2, running: 2, registered: 0, healthy: 0 }, 'RegisteredBelowRunning', 15],
    ['one of two running tasks is not registered', { desired: 2, running: 2, registered: 1, healthy: 1 }, 'RegisteredBelowRunning', 15],
    ['one task fewer runs than desired', { desired: 2, running: 1, registered: 1, healthy: 1 }, 'RunningBelowDesired', 15],
  ])('when %s, and not a minute earlier', (_what, minute, name, after) => {
    const states = statesOf(DEFAULTS[name], [...STEADY, ...Array.from({ length: after }, () => minute)]);

    expect(states.indexOf('ALARM')).toBe(STEADY.length + after - 1);
    expect(states.length).toBe(STEADY.length + after);
  });

  test('and ends with the first good minute', () => {
    expect(statesOf(DEFAULTS.NoHealthyTask, [...minutes(6, 2, 0), ...minutes(1, 2, 2)]).slice(-2)).toEqual(['ALARM', 'OK']);
  });

  test('when what is missing is one of many', () => {
    expect(raised(minutes(20, 40, 39))).toEqual(['RunningBelowDesired']);
  });
});

test('without data, the state says so, and is no alarm', () => {
  expect(NAMES.map((name) => new Set(statesOf(DEFAULTS[name], nothing(3))))).toEqual(NAMES.map(() => new Set(['INSUFFICIENT_DATA'])));
});

test('half of a service would be an alarm, which is why the probe writes it whole or not at all', () => {
  expect(raised(Array.from({ length: 20 }, () => ({ desired: 2, running: 2 })))).toEqual(['NoHealthyTask', 'RegisteredBelowRunning']);
});

describe('the options', () => {
  test('minHealthyTasks raises the alarm while some are healthy', () => {
    const alarms = alarmsOf({ minHealthyTasks: 2 });

    expect(raised(minutes(5, 2, 2, 2, 1), alarms)).toEqual(['NoHealthyTask']);
    expect(raised(minutes(60, 2, 2, 2, 2), alarms)).toEqual([]);
    expect(raised(minutes(60, 0, 0), alarms)).toEqual([]);
  });

  test('healthyEvaluationPeriods and evaluationPeriods say when', () => {
    const alarms = alarmsOf({ healthyEvaluationPeriods: 2, evaluationPeriods: 30 });

    expect(raised(minutes(2, 2, 0), alarms)).toEqual(['NoHealthyTask']);
    expect(raised(minutes(29, 2, 1), alarms)).toEqual([]);
    expect(raised(minutes(30, 2, 1), alarms)).toEqual(['RunningBelowDesired']);
  });
});
