import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IHealthCheck, InsufficientDataHealthStatusEnum } from 'aws-cdk-lib/aws-route53';

/** What all checks have in common. */
export interface CommonChoice {
  readonly healthCheckName?: string;
  readonly inverted?: boolean;
}

/** What all checks on an alarm that we define have in common. */
export interface TaskCountChoice extends CommonChoice {
  readonly minTasks: number;
  readonly evaluationPeriods: number;
  readonly insufficientData: InsufficientDataHealthStatusEnum;
}

export interface HealthyTargetsChoice extends TaskCountChoice {
  readonly kind: 'healthyTargets';
  readonly targetGroup: ITargetGroup;
}

export interface RunningTasksChoice extends TaskCountChoice {
  readonly kind: 'runningTasks';
}

export interface ReportingTasksChoice extends TaskCountChoice {
  readonly kind: 'reportingTasks';
}

export interface AlarmChoice extends CommonChoice {
  readonly kind: 'alarm';
  readonly alarm: IAlarm;
  readonly insufficientData: InsufficientDataHealthStatusEnum;
}

export interface EndpointChoice extends CommonChoice {
  readonly kind: 'http' | 'https' | 'tcp';
  readonly domainName: string;
  readonly port: number;
  readonly path?: string;
  readonly searchString?: string;
  readonly failureThreshold: number;
  readonly requestIntervalSeconds: number;
  readonly measureLatency: boolean;
  readonly regions?: readonly string[];
}

export interface CalculatedChoice extends CommonChoice {
  readonly kind: 'calculated';
  readonly healthChecks: readonly IHealthCheck[];
  readonly minHealthy: number;
}

export interface RoutingControlChoice extends CommonChoice {
  readonly kind: 'routingControl';
  readonly routingControlArn: string;
}

/** A check on an alarm that we define. */
export type TasksChoice = HealthyTargetsChoice | RunningTasksChoice | ReportingTasksChoice;

/** A choice of check, as data for facts, rules and builder. */
export type Route53CheckChoice = TasksChoice | AlarmChoice | EndpointChoice | CalculatedChoice | RoutingControlChoice;

/** The construct ids of the checks. */
export const CHECK_IDS: Readonly<Record<Route53CheckChoice['kind'], string>> = {
  healthyTargets: 'HealthyTargetsCheck',
  runningTasks: 'RunningTasksCheck',
  reportingTasks: 'ReportingTasksCheck',
  alarm: 'AlarmCheck',
  http: 'HttpCheck',
  https: 'HttpsCheck',
  tcp: 'TcpCheck',
  calculated: 'CalculatedCheck',
  routingControl: 'RoutingControlCheck',
};

/** Whether a check is on an alarm that we define. */
export function countsTasks(choice: Route53CheckChoice): choice is TasksChoice {
  return 'minTasks' in choice;
}
