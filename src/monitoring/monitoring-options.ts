import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * Who is told about a service, and when.
 */
export interface MonitoringOptions {
  /**
   * Who is told: such as `new actions.SnsAction(topic)`. The alarm on the probe itself gets them too. CloudWatch takes five for an alarm. A
   * `LambdaAction` serves several alarms with `useUniquePermissionId: true` only.
   *
   * @default - nobody; the alarms change their states, and `addAlarmAction()` adds actions later
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * The least number of healthy tasks behind the name: with fewer, `noHealthyTask` is raised. A whole number from 1 to the number of tasks.
   *
   * With as many as there are tasks, a task that fails is told of as well; in host mode and with a fixed `hostPort`, so is a deployment that takes
   * longer than `healthyEvaluationPeriods`.
   *
   * @default 1
   */
  readonly minHealthyTasks?: number;

  /**
   * For how many minutes in a row the name has too few healthy tasks, before that is an alarm: 1 to 1440.
   *
   * Five leave time for a single task to be replaced; make it more where a start takes longer, such as on instances that have to be started first.
   *
   * @default 5
   */
  readonly healthyEvaluationPeriods?: number;

  /**
   * For how many minutes in a row fewer tasks run than desired, or fewer are registered than run, before that is an alarm: 1 to 1440.
   *
   * Fifteen leave time for tasks to start when a service is scaled out, and for a deployment that stops half of them first.
   *
   * @default 15
   */
  readonly evaluationPeriods?: number;
}
