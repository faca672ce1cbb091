import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** What decides whether a service can be monitored as asked. */
export interface MonitoringFacts {
  readonly service: string;
  /** Whether its tasks are behind the name. */
  readonly registered: boolean;
  /** As given, and not the default. */
  readonly minHealthyTasks?: number;
  readonly periods: ReadonlyMap<string, number>;
  /** How many tasks the service asks for, where that is known. */
  readonly tasks?: number;
  /** Whether it is monitored already, and options are given once more. */
  readonly contradicts: boolean;
  /** Whether it is too late for the probe to learn of it. */
  readonly tooLate: boolean;
}

const PUT_METRIC_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

/** A number of minutes that CloudWatch takes, in periods of one: a day at most. */
const MOST_PERIODS = 1440;

function thresholdFaults({ minHealthyTasks: least, tasks }: MonitoringFacts): string[] {
  if (!known(least)) {
    return [];
  }
  if (!Number.isInteger(least) || least < 1) {
    return [`minHealthyTasks is ${least}.`];
  }
  return known(tasks) && least > tasks ? [`minHealthyTasks is ${least}, and the service asks for ${tasks === 1 ? '1 task' : `${tasks} tasks`}.`] : [];
}

export const monitoringRules: ReadonlyArray<Rule<MonitoringFacts>> = [
  {
    id: 'monitoring-without-registration',
    severity: 'error',
    why: 'With registered: false no task is behind the name: the alarms would be raised for as long as that is so.',
    fix: 'Call monitor() when tasks are registered again.',
    link: ECS_DISCOVERY,
    broken: ({ registered, service }) => registered ? [] : [`The tasks of ${service} are not registered.`],
  },
  {
    id: 'min-healthy-tasks',
    severity: 'error',
    why: 'The alarm is raised while fewer tasks are healthy: below 1 it could never be, above the number of tasks it always would.',
    fix: 'Give a whole number from 1 to the number of tasks.',
    link: PUT_METRIC_ALARM,
    broken: thresholdFaults,
  },
  {
    id: 'evaluation-periods',
    severity: 'error',
    why: 'A period is one minute, and CloudWatch evaluates one day at most where periods are shorter than an hour.',
    fix: 'Give a whole number of minutes from 1 to 1440.',
    link: PUT_METRIC_ALARM,
    broken: ({ periods }) => [...periods]
      .filter(([, minutes]) => known(minutes) && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_PERIODS))
      .map(([name, minutes]) => `${name} is ${minutes}.`),
  },
  {
    id: 'monitored-twice',
    severity: 'error',
    why: 'A service has one set of alarms; a second call returns the same one, and cannot change what the first one said.',
    fix: 'Give the options to the first call, and none to further ones; addAlarmAction() adds actions at any time.',
    link: PUT_METRIC_ALARM,
    broken: ({ contradicts, service }) => contradicts ? [`${service} is monitored already, and options are given.`] : [],
  },
  {
    id: 'monitored-too-late',
    severity: 'error',
    why: 'What the probe asks for is decided when synthesis begins; a service that comes later would be left out, and its alarms would have no data.',
    fix: 'Call monitor() while the app is being built, not from an aspect or after app.synth().',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/aspects.html',
    broken: ({ tooLate }) => tooLate ? ['Synthesis has begun.'] : [],
  },
];
