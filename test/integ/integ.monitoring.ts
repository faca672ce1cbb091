/**
 * Alarms: the one on a name without healthy tasks is quiet while tasks run, and raised when none does.
 *
 * Only AWS can tell that the probe may call what it calls, that its log lines become metrics, and that CloudWatch evaluates the alarms as meant.
 *
 * Costs: 2 tasks of Fargate for about 25 minutes, and five alarms, 0.03 USD.
 */
import { Testbed } from './testbed';

const bed = new Testbed('monitoring');
const backend = bed.service('Backend');
const monitoring = backend.monitor({ healthyEvaluationPeriods: 1 });

function expectState(alarmName: string, state: string): void {
  bed.expectAt('CloudWatch', 'DescribeAlarms', { AlarmNames: [alarmName] }, 'MetricAlarms.0.StateValue', state);
}

bed.expectHealthy('backend', 2);
for (const { alarmName } of [...monitoring.alarms, monitoring.probeFailing]) {
  expectState(alarmName, 'OK');
}
bed.updateService(backend.service, { desiredCount: 0 });
expectState(monitoring.noHealthyTask.alarmName, 'ALARM');
expectState(monitoring.probeFailing.alarmName, 'OK');

bed.synth();
