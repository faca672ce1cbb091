import type { Alarm, IAlarmAction, IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmSettings, DiscoveryAlarms } from './define-alarms';
import { defineAlarms } from './define-alarms';
import type { DiscoveryMetrics } from './discovery-metrics';
import { discoveryMetrics } from './discovery-metrics';
import { DiscoveryProbe } from './discovery-probe';
import { alarmWidget, deploymentWidget, taskWidget } from './discovery-widgets';
import type { MonitoredService } from './monitored-service';

const MONITORING_ID = 'DiscoveryMonitoring';

/**
 * Metrics and alarms of one name, as `monitor()` returns them.
 *
 * AWS publishes none of them: Cloud Map has no metrics, and the numbers of running and desired tasks cost Container Insights. So each stack with a
 * monitored service gets one Lambda function, the probe, which asks Cloud Map and ECS every minute and writes what it counts to its log, in the
 * embedded metric format. The metrics are in the namespace `CdkDiscoverableService`, with the dimensions `Cluster`, `Namespace` and `Service`.
 *
 * The defaults are such that a rolling deployment, a service that is scaled out or to zero, and a service that is deployed for the first time raise
 * no alarm. The states and the texts of the alarms are tested against the documentation of CloudWatch; nothing of it was run on AWS by this project.
 *
 * What it costs a month in us-east-1: four custom metrics of 0.30 USD and alarms on eight metrics of 0.10 USD each, which is 2.00 USD for a service;
 * for a stack 0.10 USD for the alarm on the probe, and what Lambda bills for a run a minute (43,800 runs of 256 MB) and CloudWatch Logs for half a KB
 * a service and minute.
 *
 * It has the methods of `IDashboardSegment` of cdk-monitoring-constructs, so `facade.addSegment(backend.monitor())` puts it on the dashboards of a
 * `MonitoringFacade`.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/
 * @see https://aws.amazon.com/lambda/pricing/
 * @example
 * declare const backend: DiscoverableService;
 * declare const topic: sns.Topic;
 *
 * const monitoring = backend.monitor({ alarmActions: [new actions.SnsAction(topic)] });
 * new cloudwatch.Dashboard(this, 'Dashboard', { widgets: [monitoring.widgets(), monitoring.alarmWidgets()] });
 */
export class DiscoveryMonitoring extends Construct {
  /**
   * The monitoring of an ECS service, where it has one.
   *
   * @internal
   */
  public static _find({ node }: Construct): DiscoveryMonitoring | undefined {
    return node.tryFindChild(MONITORING_ID) as DiscoveryMonitoring | undefined;
  }

  /**
   * Below the ECS service, in its stack: elsewhere, its names and ARN could make two stacks refer to each other.
   *
   * @internal
   */
  public static _of(monitored: MonitoredService, settings: AlarmSettings): DiscoveryMonitoring {
    return new DiscoveryMonitoring(monitored, settings);
  }

  /**
   * Raised when the name has fewer healthy tasks than `minHealthyTasks`, for `healthyEvaluationPeriods` minutes. A service that wants no task is not
   * missing any.
   *
   * Not for a Route 53 health check, which takes no alarm on an expression: for that, make an alarm on `healthyInstances`.
   */
  public readonly noHealthyTask: Alarm;

  /**
   * Raised when fewer tasks run than desired, for `evaluationPeriods` minutes.
   */
  public readonly runningBelowDesired: Alarm;

  /**
   * Raised when tasks run that are not registered under the name, for `evaluationPeriods` minutes. Tasks above the desired number are not counted: a
   * deployment may run two sets of tasks.
   */
  public readonly registeredBelowRunning: Alarm;

  /**
   * Raised when ECS tells of a failed deployment (SERVICE_DEPLOYMENT_FAILED), and no longer after five minutes without another. ECS tells only of
   * services with a circuit breaker, which every `DiscoverableService` has whose deployments roll.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
   */
  public readonly deploymentFailed: Alarm;

  /**
   * The alarm on the probe, one for all monitored services of the stack. Raised when services were not answered for during fifteen minutes; its state
   * is `INSUFFICIENT_DATA` when the probe does not run, as then is that of every other one.
   */
  public readonly probeFailing: Alarm;

  private readonly probe: DiscoveryProbe;
  private readonly label: string;
  private readonly metrics: DiscoveryMetrics;

  private constructor(monitored: MonitoredService, settings: AlarmSettings) {
    super(monitored.service, MONITORING_ID);
    this.label = settings.label;
    this.metrics = discoveryMetrics(monitored.probed);
    const alarms: DiscoveryAlarms = defineAlarms(this, this.metrics, settings);
    this.noHealthyTask = alarms.noHealthyTask;
    this.runningBelowDesired = alarms.runningBelowDesired;
    this.registeredBelowRunning = alarms.registeredBelowRunning;
    this.deploymentFailed = alarms.deploymentFailed;
    this.probe = DiscoveryProbe.of(this);
    this.probeFailing = this.probe.failing;
    this.probe.add(monitored);
  }

  /**
   * The four alarms of the service itself. `probeFailing` is not among them, because it is shared.
   */
  public get alarms(): Alarm[] {
    return [this.noHealthyTask, this.runningBelowDesired, this.registeredBelowRunning, this.deploymentFailed];
  }

  /**
   * How many registered instances are not unhealthy: those that clients are given.
   */
  public get healthyInstances(): Metric {
    return this.metrics.healthyInstances;
  }

  /**
   * How many instances are registered under the name.
   */
  public get registeredInstances(): Metric {
    return this.metrics.registeredInstances;
  }

  /**
   * How many tasks of the ECS service run.
   */
  public get runningTasks(): Metric {
    return this.metrics.runningTasks;
  }

  /**
   * How many tasks the ECS service wants.
   */
  public get desiredTasks(): Metric {
    return this.metrics.desiredTasks;
  }

  /**
   * How many deployments have failed; without data where none has.
   */
  public get deploymentFailures(): Metric {
    return this.metrics.deploymentFailures;
  }

  /**
   * Has somebody told of each alarm, also of `probeFailing`, when it is raised.
   *
   * `probeFailing` is shared: it gets each action once, tells also when it has no data, and takes the first five actions of the stack.
   */
  public addAlarmAction(...actions: IAlarmAction[]): void {
    this.alarms.forEach((alarm) => alarm.addAlarmAction(...actions));
    actions.forEach((action) => this.probe.addAlarmAction(action));
  }

  /**
   * The widgets for a dashboard of the service: tasks and failed deployments.
   */
  public widgets(): IWidget[] {
    return [taskWidget(this.label, this.metrics), deploymentWidget(this.label, this.metrics)];
  }

  /**
   * The widget for a dashboard of many services: tasks.
   */
  public summaryWidgets(): IWidget[] {
    return [taskWidget(this.label, this.metrics)];
  }

  /**
   * The widget with the states of all five alarms.
   */
  public alarmWidgets(): IWidget[] {
    return [alarmWidget(this.label, [...this.alarms, this.probeFailing])];
  }
}
