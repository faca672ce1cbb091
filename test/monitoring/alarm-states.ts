import { runInNewContext } from 'node:vm';

/** What the probe counted in one minute; nothing where it did not run, or did not get an answer. */
export type Minute = Partial<Record<'desired' | 'running' | 'registered' | 'healthy', number>>;

/** An alarm of a template, as far as it decides when it is raised. */
export interface AlarmJson {
  readonly ComparisonOperator: string;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly TreatMissingData: string;
  readonly Metrics: ReadonlyArray<{
    readonly Id: string; readonly Expression?: string; readonly ReturnData?: boolean; readonly MetricStat?: { readonly Period: number };
  }>;
}

type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/**
 * The state of an alarm after each minute, by the documentation of CloudWatch: metric math takes a missing value for 0 where another one is there,
 * and as many periods as are evaluated must breach. It shares nothing with src.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function statesOf(alarm: AlarmJson, minutes: readonly Minute[]): State[] {
  const { EvaluationPeriods: periods, Metrics: metrics } = alarm;
  if (alarm.ComparisonOperator !== 'GreaterThanOrEqualToThreshold' || alarm.TreatMissingData !== 'missing' || alarm.DatapointsToAlarm !== undefined
    || metrics.some(({ MetricStat: stat }) => stat !== undefined && stat.Period !== 60)) {
    throw new Error('This alarm is evaluated in another way.');
  }
  const values = minutes.map((minute) => valueIn(metrics, minute));
  return values.map((_, index) => {
    const recent = values.slice(Math.max(0, index + 1 - periods), index + 1).filter((value) => value !== undefined);
    return recent.length === 0 ? 'INSUFFICIENT_DATA'
      : recent.length === periods && recent.every((value) => value >= alarm.Threshold) ? 'ALARM' : 'OK';
  });
}

function valueIn(metrics: AlarmJson['Metrics'], minute: Minute): number | undefined {
  const ids = metrics.filter(({ MetricStat: stat }) => stat !== undefined).map(({ Id: id }) => id as keyof Minute);
  const returned = metrics.filter(({ ReturnData: returns }) => returns !== false);
  if (returned.length !== 1 || returned[0].Expression === undefined) {
    throw new Error('An alarm watches one expression.');
  }
  if (ids.every((id) => minute[id] === undefined)) {
    return undefined;
  }
  const series = Object.fromEntries(ids.map((id) => [id, minute[id] ?? 0]));
  const choose = (condition: boolean, then: number, otherwise: number) => condition ? then : otherwise;
  return runInNewContext(returned[0].Expression, { ...series, IF: choose }) as number;
}
