import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { System } from './systems';
import type { MonitoringOptions } from '../../src';

const monitored = (options: MonitoringOptions): System => (shop) => void shop.service('Backend').monitor(options);

/** The topic is there either way: what counts is who is told. */
const told = (isTold: boolean): System => (shop) => {
  const action = new SnsAction(new Topic(shop.stack, 'Topic'));
  shop.service('Backend').monitor({ alarmActions: isTold ? [action] : undefined });
};

/** Of how a service is watched: a system without an option, and the same system with it. */
export const monitoringRows: Readonly<Record<string, readonly [System, System]>> = {
  'MonitoringOptions.alarmActions': [told(false), told(true)],
  'MonitoringOptions.minHealthyTasks': [monitored({}), monitored({ minHealthyTasks: 2 })],
  'MonitoringOptions.healthyEvaluationPeriods': [monitored({}), monitored({ healthyEvaluationPeriods: 3 })],
  'MonitoringOptions.evaluationPeriods': [monitored({}), monitored({ evaluationPeriods: 30 })],
};
