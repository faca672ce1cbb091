import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';

/** What decides whether Route 53 can read an alarm; of an imported one, little is known. */
export interface AlarmFacts {
  readonly path: string;
  readonly account: string;
  /** Whether it is an alarm on other alarms. */
  readonly isComposite: boolean;
  /** Whether its metrics are a list: expressions, metrics of another account, metrics with a label. */
  readonly hasMetricList: boolean;
  readonly extendedStatistic?: string;
  readonly periodSeconds?: number;
  readonly evaluationPeriods?: number;
  readonly datapointsToAlarm?: number;
}

/** Where an alarm is. The CDK takes an imported one for one of the stack that it is imported into; its ARN knows better. */
export function placeOf(alarm: IAlarm): { readonly account: string; readonly region: string } {
  if (alarm.node.defaultChild !== undefined) {
    return alarm.env;
  }
  const { account, region } = Stack.of(alarm).splitArn(alarm.alarmArn, ArnFormat.COLON_RESOURCE_NAME);
  return { account: account!, region: region! };
}

export function alarmFacts(alarm: IAlarm): AlarmFacts {
  const resource = alarm.node.defaultChild;
  const settings = resource instanceof CfnAlarm ? resource : undefined;
  return {
    path: alarm.node.path,
    account: placeOf(alarm).account,
    isComposite: resource instanceof CfnCompositeAlarm,
    hasMetricList: settings !== undefined && Stack.of(alarm).resolve(settings.metrics) !== undefined,
    extendedStatistic: settings?.extendedStatistic,
    periodSeconds: settings?.period,
    evaluationPeriods: settings?.evaluationPeriods,
    datapointsToAlarm: settings?.datapointsToAlarm,
  };
}
