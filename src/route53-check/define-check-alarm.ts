import { Duration, Fn, Names } from 'aws-cdk-lib';
import type { CfnAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { TaskCountChoice } from './route53-check-choice';
import { settingsHash } from '../plan/alarm-settings';
import { numberText } from '../shared/number-text';

/** What an alarm counts. */
export interface Counted {
  readonly metric: Metric;
  /** The statistic that is a number of tasks. */
  readonly statistic: string;
  /** What the metric is of, as AWS names it at deployment: another one is another alarm. */
  readonly names: readonly string[];
}

/**
 * An alarm that Route 53 can read: one metric, minutes, all of them.
 *
 * Route 53 keeps a copy of an alarm, and takes a new one when the health check is updated. So whatever the alarm evaluates is in its name: a change makes another alarm, and
 * the health check, which names it, is updated. The names of what is measured are in it too, because a service that is replaced gets a new one while the template stays.
 */
export function defineCheckAlarm(scope: Construct, id: string, { metric, statistic, names }: Counted, choice: TaskCountChoice): Alarm {
  const alarm = new Alarm(scope, id, {
    alarmDescription: `Too few tasks (the least is ${numberText(choice.minTasks)}). A Route 53 health check reads this alarm.`,
    metric: metric.with({ statistic, period: Duration.minutes(1) }),
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: choice.minTasks,
    evaluationPeriods: choice.evaluationPeriods,
    // AWS publishes nothing of a service without tasks.
    treatMissingData: TreatMissingData.BREACHING,
  });
  const resource = alarm.node.defaultChild as CfnAlarm;
  // At most 255 characters: AWS's names of a load balancer and a target group have 114 together, that of a service has 255 where the user gave it one so long.
  resource.alarmName = Fn.join('-', [Names.uniqueResourceName(alarm, { maxLength: 60, separator: '-' }), settingsHash(resource), ...names]);
  return alarm;
}
