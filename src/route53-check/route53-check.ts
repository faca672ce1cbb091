import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IHealthCheck } from 'aws-cdk-lib/aws-route53';
import { InsufficientDataHealthStatusEnum } from 'aws-cdk-lib/aws-route53';
import { endpointCheckRules } from './endpoint-check-rules';
import type { PublicEndpoint } from './public-endpoint';
import type { EndpointChoice, Route53CheckChoice, TaskCountChoice, TasksChoice } from './route53-check-choice';
import type {
  AlarmCheckOptions, CalculatedCheckOptions, EndpointCheckOptions, HttpCheckOptions, Route53CheckOptions, TaskCheckOptions,
} from './route53-check-options';
import { calculatedCheckRules, checkNameRules, routingControlRules, taskCheckRules } from './route53-check-rules';
import { ALARM, ENDPOINT, FLAG, LIST, NUMBER, OPTIONS, TARGET_GROUP, TEXT, optional, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import type { Rule } from '../shared/rule';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * How Route 53 finds out whether a service is healthy.
 *
 * Its checkers are on the internet and never reach a task: ECS registers private addresses, also in public namespaces. So what can be asked is a public load balancer (`http()`,
 * `https()`, `tcp()`), or what CloudWatch knows of the service (`healthyTargets()`, `runningTasks()`, `reportingTasks()`, `onAlarm()`), also of one that only the VPC
 * reaches.
 *
 * What a check decides is which records of a hosted zone of your own are answered: failover, weighted and latency records. It has no say in the name in Cloud Map, which
 * answers with the tasks that ECS holds for healthy.
 *
 * Each check is billed by the month: 0.50 USD for one of an endpoint in AWS, and extra for HTTPS, `searchString`, 10 seconds and `measureLatency`; an alarm of this library costs
 * 0.10 USD more. An account has 200 checks unless more are asked for.
 *
 * @see https://aws.amazon.com/route53/pricing/
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 * @example
 * declare const backend: DiscoverableService;
 *
 * const healthCheck = backend.addRoute53HealthCheck(Route53Check.reportingTasks({ minTasks: 2 }));
 * new CfnOutput(this, 'HealthCheckId', { value: healthCheck.healthCheckId });
 */
export class Route53Check {
  /**
   * Healthy while the load balancer sees enough healthy targets in a target group of the service: `exposed.targetGroups[0]`, or that of a pattern.
   *
   * It counts the targets that the best informed zone of the load balancer sees. Where deployments move traffic, the service has two target groups: there is an alarm and a check
   * for each, and the check that comes of it is a calculated one, healthy while one of the two is.
   *
   * @throws rules `health-check-min-tasks`, `health-check-evaluation-periods`, `health-check-name`
   */
  public static healthyTargets(targetGroup: ITargetGroup, options: TaskCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.healthyTargets(targetGroup, { minTasks: 2 })',
      { targetGroup: [targetGroup, TARGET_GROUP], ...inOptions(options) });
    return Route53Check.ofTasks('Route53Check.healthyTargets()', { kind: 'healthyTargets', targetGroup, ...tasksOf(options) });
  }

  /**
   * Healthy while Container Insights counts enough running tasks. A task that runs need not work: what a `HealthProbe` finds is seen once ECS has stopped the task.
   *
   * For clusters with Container Insights, which costs more than the rest together; without it, use `reportingTasks()`.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
   * @throws rules `health-check-min-tasks`, `health-check-evaluation-periods`, `health-check-name`
   */
  public static runningTasks(options: TaskCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.runningTasks({ minTasks: 2 })', { ...inOptions(options) });
    return Route53Check.ofTasks('Route53Check.runningTasks()', { kind: 'runningTasks', ...tasksOf(options) });
  }

  /**
   * Healthy while enough tasks report their use of CPU: ECS publishes one sample for each running task and minute, for nothing, so their number is that of running tasks. It needs
   * neither a load balancer nor Container Insights.
   *
   * A task that runs need not work: what a `HealthProbe` finds is seen once ECS has stopped the task.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
   * @throws rules `health-check-min-tasks`, `health-check-evaluation-periods`, `health-check-name`
   */
  public static reportingTasks(options: TaskCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.reportingTasks({ minTasks: 2 })', { ...inOptions(options) });
    return Route53Check.ofTasks('Route53Check.reportingTasks()', { kind: 'reportingTasks', ...tasksOf(options) });
  }

  /**
   * Healthy while an alarm of yours is not raised. Route 53 reads the data behind it, not its state.
   *
   * It takes an alarm of the same account on one metric: no expression, no percentile, no period below a minute, no "M out of N". It keeps a copy of the settings of the alarm, so
   * a check on an alarm of this app is replaced when they change; that of an imported alarm has to be updated by hand.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-updating-cloudwatch-alarm-settings.html
   * @throws rule `health-check-name`
   */
  public static onAlarm(alarm: IAlarm, options: AlarmCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.onAlarm(alarm, { inverted: true })',
      { alarm: [alarm, ALARM], ...inOptions(options) });
    return Route53Check.of('Route53Check.onAlarm()', { kind: 'alarm', alarm, ...options, insufficientData: dataOf(options) }, []);
  }

  /**
   * Healthy while a GET request over HTTP is answered with a status of 2xx or 3xx.
   *
   * @throws rules `health-check-port`, `health-check-path`, `health-check-search-string`, `health-check-interval`, `health-check-failure-threshold`,
   * `health-check-regions`, `health-check-name`
   */
  public static http(endpoint: PublicEndpoint, options: HttpCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.http(endpoint, { path: \'/health\' })', { endpoint: [endpoint, ENDPOINT], ...inOptions(options) });
    return Route53Check.ofEndpoint('http', endpoint, options.port ?? 80, { ...options, path: options.path ?? '/' });
  }

  /**
   * Healthy while a GET request over HTTPS is answered with a status of 2xx or 3xx. The certificate is not checked; the name is sent to the server (SNI).
   *
   * @throws rules `health-check-port`, `health-check-path`, `health-check-search-string`, `health-check-interval`, `health-check-failure-threshold`,
   * `health-check-regions`, `health-check-name`
   */
  public static https(endpoint: PublicEndpoint, options: HttpCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.https(endpoint, { path: \'/health\' })', { endpoint: [endpoint, ENDPOINT], ...inOptions(options) });
    return Route53Check.ofEndpoint('https', endpoint, options.port ?? 443, { ...options, path: options.path ?? '/' });
  }

  /**
   * Healthy while the port takes connections. A load balancer may take them when it has no healthy target.
   *
   * @throws rules `health-check-port`, `health-check-interval`, `health-check-failure-threshold`, `health-check-regions`, `health-check-name`
   */
  public static tcp(endpoint: PublicEndpoint, port: number, options: EndpointCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.tcp(endpoint, 5432, { failureThreshold: 2 })', { endpoint: [endpoint, ENDPOINT], port: [port, NUMBER], ...inOptions(options) });
    return Route53Check.ofEndpoint('tcp', endpoint, port, options);
  }

  /**
   * Healthy while enough of 1 to 255 other checks are. None of them may be a calculated one.
   *
   * @throws rules `health-check-children`, `health-check-min-healthy`, `health-check-nested`, `health-check-name`
   */
  public static calculated(healthChecks: IHealthCheck[], options: CalculatedCheckOptions = {}): Route53Check {
    requireArguments('Route53Check.calculated([first, second], { minHealthy: 1 })',
      { healthChecks: [healthChecks, LIST], ...inOptions(options) });
    const minHealthy = options.minHealthy ?? healthChecks.length;
    return Route53Check.of('Route53Check.calculated()', { kind: 'calculated', healthChecks: [...healthChecks], ...options, minHealthy }, calculatedCheckRules);
  }

  /**
   * Healthy while a routing control of Application Recovery Controller is on: a switch for people. Its cluster is billed by the hour.
   *
   * @see https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.html
   * @throws rules `health-check-routing-control`, `health-check-name`
   */
  public static routingControl(routingControlArn: string, options: Route53CheckOptions = {}): Route53Check {
    requireArguments('Route53Check.routingControl(\'arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef0123456789abcdef/routingcontrol/0123456789abcdef\')',
      { routingControlArn: [routingControlArn, TEXT], ...inOptions(options) });
    return Route53Check.of('Route53Check.routingControl()', { kind: 'routingControl', routingControlArn, ...options }, routingControlRules);
  }

  private static ofTasks(call: string, choice: TasksChoice): Route53Check {
    return Route53Check.of(call, choice, taskCheckRules);
  }

  private static ofEndpoint(kind: EndpointChoice['kind'], endpoint: PublicEndpoint, port: number, options: HttpCheckOptions): Route53Check {
    const { requestInterval, failureThreshold = 3, measureLatency = false, path, searchString, regions, healthCheckName, inverted } = options;
    return Route53Check.of(`Route53Check.${kind}()`, {
      kind,
      domainName: endpoint._domainName,
      port,
      path,
      searchString,
      failureThreshold,
      measureLatency,
      healthCheckName,
      inverted,
      requestIntervalSeconds: requestInterval ? seconds(requestInterval) : 30,
      regions: regions && [...regions],
    }, endpointCheckRules);
  }

  private static of<Choice extends Route53CheckChoice>(call: string, choice: Choice, rules: ReadonlyArray<Rule<Choice>>): Route53Check {
    refuse(call, [...findingsOf(rules, choice), ...findingsOf(checkNameRules, choice)]);
    return new Route53Check(choice);
  }

  /** @internal */
  public readonly _choice: Route53CheckChoice;

  private constructor(choice: Route53CheckChoice) {
    this._choice = Object.freeze(choice);
  }
}

function tasksOf(options: TaskCheckOptions): TaskCountChoice {
  const { minTasks = 1, evaluationPeriods = 2, healthCheckName, inverted } = options;
  return { minTasks, evaluationPeriods, healthCheckName, inverted, insufficientData: dataOf(options) };
}

function dataOf({ insufficientData = InsufficientDataHealthStatusEnum.UNHEALTHY }: AlarmCheckOptions): InsufficientDataHealthStatusEnum {
  return insufficientData;
}

/** The options, and those of them of which a text would be taken for true. */
function inOptions(options: Route53CheckOptions & Pick<EndpointCheckOptions, 'measureLatency'>) {
  const flag = optional(FLAG);
  return { options: [options, OPTIONS], inverted: [options?.inverted, flag], measureLatency: [options?.measureLatency, flag] } as const;
}
