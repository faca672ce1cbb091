import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { MonitoringOptions } from '../../src';
import { ServiceRegistration, TaskCount } from '../../src';
import type { MonitoringFacts } from '../../src/monitoring/monitoring-rules';
import { monitoringRules } from '../../src/monitoring/monitoring-rules';
import { textsOf } from '../rules/texts-of';
import { existing } from '../surface/systems';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const WHOLE: MonitoringFacts = {
  service: 'Shop/Backend', registered: true, periods: new Map([['healthyEvaluationPeriods', 5], ['evaluationPeriods', 15]]), contradicts: false, tooLate: false,
};

const PUT_METRIC_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';

const WITHOUT_REGISTRATION = `[monitoring-without-registration] The tasks of Shop/Backend are not registered.
  why: With registered: false no task is behind the name: the alarms would be raised for as long as that is so.
  fix: Call monitor() when tasks are registered again.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;
const LEAST = (got: string) => `[min-healthy-tasks] ${got}
  why: The alarm is raised while fewer tasks are healthy: below 1 it could never be, above the number of tasks it always would.
  fix: Give a whole number from 1 to the number of tasks.
  see: ${PUT_METRIC_ALARM}`;
const PERIODS = (got: string) => `[evaluation-periods] ${got}
  why: A period is one minute, and CloudWatch evaluates one day at most where periods are shorter than an hour.
  fix: Give a whole number of minutes from 1 to 1440.
  see: ${PUT_METRIC_ALARM}`;
const TWICE = `[monitored-twice] Shop/Backend is monitored already, and options are given.
  why: A service has one set of alarms; a second call returns the same one, and cannot change what the first one said.
  fix: Give the options to the first call, and none to further ones; addAlarmAction() adds actions at any time.
  see: ${PUT_METRIC_ALARM}`;
const LATE = `[monitored-too-late] Synthesis has begun.
  why: What the probe asks for is decided when synthesis begins; a service that comes later would be left out, and its alarms would have no data.
  fix: Call monitor() while the app is being built, not from an aspect or after app.synth().
  see: https://docs.aws.amazon.com/cdk/v2/guide/aspects.html`;

const parameter = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;
const texts = (facts: Partial<MonitoringFacts>) => textsOf(monitoringRules, { ...WHOLE, ...facts });
const periods = (minutes: number) => ({ periods: new Map([['evaluationPeriods', minutes]]) });

test.each<[string, Partial<MonitoringFacts>]>([
  ['with defaults', {}],
  ['with one healthy task of two', { minHealthyTasks: 1, tasks: 2 }],
  ['with all tasks healthy', { minHealthyTasks: 2, tasks: 2 }],
  ['whose number of tasks is not known', { minHealthyTasks: 50 }],
  ['whose least number is a parameter', { minHealthyTasks: parameter, tasks: 1 }],
  ['whose number of tasks is a parameter', { minHealthyTasks: 50, tasks: parameter }],
  ['that has no task for now', { tasks: 0 }],
  ['with one minute', periods(1)],
  ['with a day', periods(1440)],
  ['with minutes from a parameter', periods(parameter)],
])('a service %s can be monitored', (_what, facts) => {
  expect(texts(facts)).toEqual([]);
});

test.each<[string, Partial<MonitoringFacts>, string]>([
  ['without tasks behind its name', { registered: false }, WITHOUT_REGISTRATION],
  ['that needs no healthy task', { minHealthyTasks: 0 }, LEAST('minHealthyTasks is 0.')],
  ['that needs half a task', { minHealthyTasks: 0.5 }, LEAST('minHealthyTasks is 0.5.')],
  ['that needs more tasks than it has', { minHealthyTasks: 3, tasks: 2 }, LEAST('minHealthyTasks is 3, and the service asks for 2 tasks.')],
  ['that needs two tasks of one', { minHealthyTasks: 2, tasks: 1 }, LEAST('minHealthyTasks is 2, and the service asks for 1 task.')],
  ['with no minute', periods(0), PERIODS('evaluationPeriods is 0.')],
  ['with parts of minutes', periods(1.5), PERIODS('evaluationPeriods is 1.5.')],
  ['with more than a day', periods(1441), PERIODS('evaluationPeriods is 1441.')],
  ['with other options than before', { contradicts: true }, TWICE],
  ['too late', { tooLate: true }, LATE],
])('a service %s is not monitored', (_what, facts, expected) => {
  expect(texts(facts)).toEqual([expected]);
});

describe('monitor()', () => {
  test('tells all that is wrong at once, and defines nothing', () => {
    const shop = new Shop();
    const backend = shop.service('Backend', { registered: false });

    expect(messageOf(() => backend.monitor({ minHealthyTasks: 3, healthyEvaluationPeriods: 0, evaluationPeriods: 9999 }))).toBe(
      `Shop/Backend.monitor(): 4 problems\n\n${[
        WITHOUT_REGISTRATION, LEAST('minHealthyTasks is 3, and the service asks for 2 tasks.'),
        PERIODS('healthyEvaluationPeriods is 0.'), PERIODS('evaluationPeriods is 9999.'),
      ].join('\n\n')}\n`,
    );
    shop.template().resourceCountIs('AWS::CloudWatch::Alarm', 0);
    shop.template().resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('has nothing to say of a worker: nothing is discovered', () => {
    const shop = new Shop();
    const worker = shop.service('Worker', { port: undefined });

    expect(messageOf(() => worker.monitor())).toBe(`Shop/Worker: 1 problem

[worker-without-name] It has no port.
  why: Nothing can call a service that listens on no port, so it is not registered and has no name.
  fix: Set \`port\` on Shop/Worker to the port that its process listens on; or, for a worker, drop what asks for its name.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
  });

  test.each<[string, MonitoringOptions | undefined]>([['without options', undefined], ['with options that say nothing', { minHealthyTasks: undefined }]])(
    'returns the same a second time, %s', (_what, options) => {
      const backend = new Shop().service('Backend');

      expect(backend.monitor({ minHealthyTasks: 2 })).toBe(backend.monitor(options));
    });

  test('takes no options a second time', () => {
    const backend = new Shop().service('Backend');
    backend.monitor();

    expect(messageOf(() => backend.monitor({ minHealthyTasks: 2 }))).toBe(`Shop/Backend.monitor(): 1 problem\n\n${TWICE}\n`);
  });

  test('comes too late once synthesis has begun, but what is there is still returned', () => {
    const shop = new Shop();
    const [backend, other] = [shop.service('Backend'), shop.service('Other')];
    const monitoring = backend.monitor();
    shop.app.synth();

    expect(brokenRules(() => other.monitor())).toEqual(['monitored-too-late']);
    expect(backend.monitor()).toBe(monitoring);
  });

  test('knows the number of tasks of a registered service too, and not that of one that scales', () => {
    const shop = new Shop();
    const scaled = shop.service('Scaled', { taskCount: TaskCount.autoScaled({ max: 10 }) });
    const registration = new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop), port: 80 });

    expect(brokenRules(() => scaled.monitor({ minHealthyTasks: 5 }))).toEqual([]);
    expect(brokenRules(() => registration.monitor({ minHealthyTasks: 0 }))).toEqual(['min-healthy-tasks']);
  });
});
