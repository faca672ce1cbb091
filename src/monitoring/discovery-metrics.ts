import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ProbedService } from './probe-code';
import { METRIC_NAMESPACE } from './probe-code';

/** What the probe tells of a service. */
export interface DiscoveryMetrics {
  readonly healthyInstances: Metric;
  readonly registeredInstances: Metric;
  readonly runningTasks: Metric;
  readonly desiredTasks: Metric;
  readonly deploymentFailures: Metric;
}

/** The metrics of a service. The probe counts once a minute, so a minute has one value, whatever the statistic; longer periods show the worst. */
export function discoveryMetrics({ cluster, namespace, name }: ProbedService): DiscoveryMetrics {
  const dimensionsMap = { Cluster: cluster, Namespace: namespace, Service: name };
  const metric = (metricName: string, label: string, statistic: string, period = Duration.minutes(1)) =>
    new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap, label, statistic, period });
  return {
    healthyInstances: metric('HealthyInstances', 'Healthy instances', Stats.MINIMUM),
    registeredInstances: metric('RegisteredInstances', 'Registered instances', Stats.MINIMUM),
    runningTasks: metric('RunningTasks', 'Running tasks', Stats.MINIMUM),
    desiredTasks: metric('DesiredTasks', 'Desired tasks', Stats.MAXIMUM),
    deploymentFailures: metric('DeploymentFailures', 'Failed deployments', Stats.SUM, Duration.minutes(5)),
  };
}
