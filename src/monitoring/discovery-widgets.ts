import type { Alarm, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmStatusWidget, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { DiscoveryMetrics } from './discovery-metrics';

/** Half of the 24 columns of a dashboard. */
const WIDTH = 12;
const HEIGHT = 6;

/** How many tasks there are, from what is wanted to what is answered. */
export function taskWidget(label: string, { desiredTasks, runningTasks, registeredInstances, healthyInstances }: DiscoveryMetrics): IWidget {
  return new GraphWidget({
    title: `${label}: tasks`,
    left: [desiredTasks, runningTasks, registeredInstances, healthyInstances],
    leftYAxis: { min: 0, showUnits: false },
    width: WIDTH,
    height: HEIGHT,
  });
}

export function deploymentWidget(label: string, { deploymentFailures }: DiscoveryMetrics): IWidget {
  return new GraphWidget({ title: `${label}: failed deployments`, left: [deploymentFailures], leftYAxis: { min: 0, showUnits: false }, width: WIDTH, height: HEIGHT });
}

export function alarmWidget(label: string, alarms: Alarm[]): IWidget {
  return new AlarmStatusWidget({ title: `${label}: discovery`, alarms, width: WIDTH, height: HEIGHT });
}
