import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { DiscoveryMetrics } from './discovery-metrics';
import { numberText } from '../shared/number-text';

/** When there is an alarm, decided. */
export interface AlarmSettings {
  /** Who it is about: the name as clients use it. */
  readonly label: string;
  readonly minHealthyTasks: number;
  readonly healthyEvaluationPeriods: number;
  readonly evaluationPeriods: number;
}

/** The alarms of a service. */
export interface DiscoveryAlarms {
  readonly noHealthyTask: Alarm;
  readonly runningBelowDesired: Alarm;
  readonly registeredBelowRunning: Alarm;
  readonly deploymentFailed: Alarm;
}

/** Something of which too few are there, minute after minute. */
interface Shortage {
  readonly alarmDescription: string;
  readonly label: string;
  /** How many are missing. */
  readonly expression: string;
  readonly usingMetrics: Record<string, Metric>;
  readonly evaluationPeriods: number;
}

/**
 * Without data the state is `INSUFFICIENT_DATA`, and nobody is told: the probe has an alarm of its own.
 *
 * Expressions are without MIN and MAX, which CloudWatch advises against in alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function shortageAlarm(scope: Construct, id: string, { alarmDescription, evaluationPeriods, ...math }: Shortage): Alarm {
  return new Alarm(scope, id, {
    alarmDescription,
    metric: new MathExpression({ ...math, period: Duration.minutes(1) }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    threshold: 1,
    evaluationPeriods,
    treatMissingData: TreatMissingData.MISSING,
  });
}

export function defineAlarms(scope: Construct, metrics: DiscoveryMetrics, settings: AlarmSettings): DiscoveryAlarms {
  return {
    noHealthyTask: shortageAlarm(scope, 'NoHealthyTask', healthyShortage(metrics, settings)),
    runningBelowDesired: shortageAlarm(scope, 'RunningBelowDesired', runningShortage(metrics, settings)),
    registeredBelowRunning: shortageAlarm(scope, 'RegisteredBelowRunning', registeredShortage(metrics, settings)),
    deploymentFailed: new Alarm(scope, 'DeploymentFailed', {
      alarmDescription: `${settings.label}: a deployment of the ECS service has failed. Look first at the events of the service; with a `
        + 'rollback, the tasks of the last good deployment run on.',
      metric: metrics.deploymentFailures,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
      // There is data only when a deployment fails.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }),
  };
}

/** A service that is scaled to zero has no task, and none is missed. */
function healthyShortage({ desiredTasks: desired, healthyInstances: healthy }: DiscoveryMetrics, settings: AlarmSettings): Shortage {
  const least = numberText(settings.minHealthyTasks);
  return {
    alarmDescription: `${settings.label}: too few healthy tasks behind the name (the least is ${least}), so clients get no answer, or tasks that do `
      + 'not work. Look first at the health of the containers and at the events of the ECS service.',
    label: 'Missing healthy instances',
    expression: `IF(desired > 0, ${least} - healthy, 0)`,
    usingMetrics: { desired, healthy },
    evaluationPeriods: settings.healthyEvaluationPeriods,
  };
}

function runningShortage({ desiredTasks: desired, runningTasks: running }: DiscoveryMetrics, { label, evaluationPeriods }: AlarmSettings): Shortage {
  return {
    alarmDescription: `${label}: fewer tasks run than desired. Look first at the events of the ECS service and at the reasons why its last tasks `
      + 'stopped: no capacity, an image that cannot be pulled, a container that exits or fails its check.',
    label: 'Missing running tasks',
    expression: 'desired - running',
    usingMetrics: { desired, running },
    evaluationPeriods,
  };
}

/** While a deployment runs two sets of tasks, not both need be registered. */
function registeredShortage(metrics: DiscoveryMetrics, { label, evaluationPeriods }: AlarmSettings): Shortage {
  return {
    alarmDescription: `${label}: tasks run that are not registered under the name, so clients do not find them. Look first whether the Cloud Map `
      + 'service was made anew (force a new deployment of the ECS service), and at the quota of instances in a namespace.',
    label: 'Missing registered instances',
    expression: 'IF(running < desired, running, desired) - registered',
    usingMetrics: { desired: metrics.desiredTasks, running: metrics.runningTasks, registered: metrics.registeredInstances },
    evaluationPeriods,
  };
}
