import type { Alarm, IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmStatusWidget, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { DiscoveryMetrics } from './discovery-metrics';

/** Half of the 24 columns of a dashboard. */
const WIDTH = 12;
const HEIGHT = 6;

/** How many tasks there are, from what is wanted to what is answered. */
export function taskWidget(label: string, { desiredTasks, runningTasks, registeredInstances, healthyInstances }: DiscoveryMetrics): IWidget {
  return graph(`${label}: tasks`, [desiredTasks, runningTasks, registeredInstances, healthyInstances]);
}

export function deploymentWidget(label: string, { deploymentFailures }: DiscoveryMetrics): IWidget {
  return graph(`${label}: failed deployments`, [deploymentFailures]);
}

function graph(title: string, left: Metric[]): IWidget {
  return new GraphWidget({ title, left, leftYAxis: { min: 0, showUnits: false }, width: WIDTH, height: HEIGHT });
}

export function alarmWidget(label: string, alarms: Alarm[]): IWidget {
  return new AlarmStatusWidget({ title: `${label}: discovery`, alarms, width: WIDTH, height: HEIGHT });
}
