import type { Duration } from 'aws-cdk-lib';
import type { InsufficientDataHealthStatusEnum } from 'aws-cdk-lib/aws-route53';

/**
 * What all health checks have in common.
 */
export interface Route53CheckOptions {
  /**
   * The name by which the console of Route 53 lists the check: its tag `Name`, 1 to 256 characters.
   *
   * @default - the path of the check
   */
  readonly healthCheckName?: string;

  /**
   * Whether the check is unhealthy when it would be healthy, and the other way round. For a standby that is to be answered while something else works.
   *
   * @default false
   */
  readonly inverted?: boolean;
}

/**
 * How Route 53 reads an alarm.
 */
export interface AlarmCheckOptions extends Route53CheckOptions {
  /**
   * What the check is while the data do not tell the state of the alarm. The `LastKnownStatus` of a new check is healthy.
   *
   * @default InsufficientDataHealthStatusEnum.UNHEALTHY - of a service that nobody hears of, nobody knows that it works
   */
  readonly insufficientData?: InsufficientDataHealthStatusEnum;
}

/**
 * When a service has enough tasks to be healthy.
 */
export interface TaskCheckOptions extends AlarmCheckOptions {
  /**
   * The least number of tasks with which the service is healthy: a whole number from 1 to the number of tasks that it asks for.
   *
   * @default 1
   */
  readonly minTasks?: number;

  /**
   * How many minutes in a row there must be too few before the check is unhealthy: a whole number from 1 to 1440. Minutes without data count as too few, once CloudWatch has
   * looked back a few minutes more.
   *
   * @default 2 - one minute that CloudWatch gets late would be an outage
   */
  readonly evaluationPeriods?: number;
}

/**
 * How Route 53's checkers ask an endpoint.
 */
export interface EndpointCheckOptions extends Route53CheckOptions {
  /**
   * How many checks in a row must fail, or pass, before a checker changes its mind: a whole number from 1 to 10.
   *
   * @default 3
   */
  readonly failureThreshold?: number;

  /**
   * The time between two requests of one checker: 10 or 30 seconds. There are many checkers: together they ask every other second, and with 10 seconds more than once a
   * second, which costs more. It cannot be changed: another value replaces the check.
   *
   * @default Duration.seconds(30)
   */
  readonly requestInterval?: Duration;

  /**
   * Whether the checkers measure how long answers take, for the graphs of the console. It costs more, and cannot be changed: another value replaces the check.
   *
   * @default false
   */
  readonly measureLatency?: boolean;

  /**
   * The Regions that checkers ask from, at least three of `us-east-1`, `us-west-1`, `us-west-2`, `eu-west-1`, `ap-southeast-1`, `ap-southeast-2`, `ap-northeast-1` and
   * `sa-east-1`.
   *
   * @default - all of them
   */
  readonly regions?: string[];
}

/**
 * What Route 53's checkers ask for over HTTP or HTTPS.
 */
export interface HttpCheckOptions extends EndpointCheckOptions {
  /**
   * The port that the endpoint listens on, from 1 to 65535.
   *
   * @default - 80, and 443 for HTTPS
   */
  readonly port?: number;

  /**
   * The path, with a query if there is one, of at most 255 characters. The answer must come within two seconds, with a status of 2xx or 3xx.
   *
   * @default /
   */
  readonly path?: string;

  /**
   * A text of 1 to 255 characters that must stand in the first 5,120 bytes of the answer, in the same case. It costs more; to add it or to take it away replaces the
   * check.
   *
   * @default - none; the status alone counts
   */
  readonly searchString?: string;
}

/**
 * How many of several health checks must be healthy.
 */
export interface CalculatedCheckOptions extends Route53CheckOptions {
  /**
   * The least number of healthy ones: a whole number from 1 to the number of checks. 1 is "one of them".
   *
   * @default - all of them
   */
  readonly minHealthy?: number;
}

/**
 * How a health check is added to a service.
 */
export interface AddRoute53HealthCheckOptions {
  /**
   * The construct id below the ECS service. Needed for the second check of a kind; it is part of the logical ids, so to change it replaces the check.
   *
   * @default - the kind: `HealthyTargetsCheck`, `RunningTasksCheck`, `ReportingTasksCheck`, `AlarmCheck`, `HttpCheck`, `HttpsCheck`, `TcpCheck`, `CalculatedCheck` or
   * `RoutingControlCheck`
   */
  readonly id?: string;
}
