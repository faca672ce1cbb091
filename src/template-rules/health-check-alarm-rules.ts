import type { Fault } from './health-check-fault';
import { judgeChecks } from './health-check-fault';
import type { TemplateRule } from './template-rule';
import type { Declared } from '../model/declared';
import type { HealthCheckFacts } from '../model/health-check-facts';
import type { TemplateFacts } from '../model/template-facts';

const ALARM = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html#health-checks-creating-values-cloudwatch';
const SHORTEST_PERIOD = 60;
const STATISTICS = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'];
const HEALTH = ['Healthy', 'Unhealthy', 'LastKnownStatus'];

/** The alarms whose name is known, by it. */
function alarmsByName(facts: TemplateFacts): ReadonlyMap<string, Declared> {
  return new Map(facts.of('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').flatMap((alarm) => {
    const { text } = alarm.properties.at('AlarmName');
    return text === undefined ? [] : [[text, alarm]];
  }));
}

function alarmOf({ type, config }: HealthCheckFacts, facts: TemplateFacts): Declared | undefined {
  const name = config.at('AlarmIdentifier', 'Name');
  const found = type !== 'CLOUDWATCH_METRIC' ? undefined
    : name.resource ? facts.as(name.resource) : name.text === undefined ? undefined : facts.once(alarmsByName).get(name.text);
  return found && /^AWS::CloudWatch::(Composite)?Alarm$/.test(found.resource.type) ? found : undefined;
}

/** What Route 53 cannot read of an alarm of the assembly: a sentence that goes on with the name of the alarm. */
function ofAlarm(judge: (alarm: Declared, check: HealthCheckFacts, facts: TemplateFacts) => string | undefined): TemplateRule['broken'] {
  return judgeChecks('AlarmIdentifier', (check, facts): Fault[] => {
    const alarm = alarmOf(check, facts);
    const got = alarm && judge(alarm, check, facts);
    return alarm && got !== undefined ? [[`${alarm.resource.logicalId} ${got}`, alarm.resource]] : [];
  });
}

export const healthCheckAlarmRules: readonly TemplateRule[] = [
  {
    id: 'health-check-alarm-identifier',
    severity: 'error',
    why: 'A check of type CLOUDWATCH_METRIC names an alarm by its name and its Region. Route 53 refuses one that does not.',
    fix: 'Give HealthCheckConfig an AlarmIdentifier with Name (!Ref of the alarm) and Region.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html',
    broken: judgeChecks('AlarmIdentifier', ({ type, config }): Fault[] => {
      const alarm = config.at('AlarmIdentifier');
      const missing = ['Name', 'Region'].filter((key) => alarm.at(key).isAbsent);
      return type !== 'CLOUDWATCH_METRIC' ? [] : alarm.isAbsent ? ['There is no AlarmIdentifier.']
        : missing.map((key) => `AlarmIdentifier has no ${key}.`);
    }),
  },
  {
    id: 'health-check-insufficient-data',
    severity: 'error',
    why: 'What a check says while the alarm has too few data is Healthy, Unhealthy or LastKnownStatus. Route 53 refuses anything else.',
    fix: 'Give InsufficientDataHealthStatus one of the three.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    broken: judgeChecks('InsufficientDataHealthStatus', ({ config }): Fault[] => {
      const { text } = config.at('InsufficientDataHealthStatus');
      return text !== undefined && !HEALTH.includes(text) ? [`InsufficientDataHealthStatus is "${text}".`] : [];
    }),
  },
  {
    id: 'health-check-alarm-metric',
    severity: 'error',
    why: 'Route 53 reads the data of one metric of its own account: no metric math, no metric of another account, no alarm on other alarms.',
    fix: 'Let the alarm have Namespace, MetricName and Statistic in place of Metrics. Where several must hold, make a health check of each and a CALCULATED one of them.',
    link: ALARM,
    broken: ofAlarm(({ resource, properties }) => resource.type === 'AWS::CloudWatch::CompositeAlarm' ? 'is an alarm on other alarms.'
      : properties.at('Metrics').isThere ? 'has a list of metrics.' : undefined),
  },
  {
    id: 'health-check-alarm-statistic',
    severity: 'error',
    why: 'Route 53 knows the statistics Average, Minimum, Maximum, Sum and SampleCount, and no percentiles or other extended ones.',
    fix: 'Give the alarm a Statistic in place of ExtendedStatistic.',
    link: ALARM,
    broken: ofAlarm(({ properties }) => {
      const statistic = properties.at('Statistic').text;
      return properties.at('ExtendedStatistic').isThere ? 'has an extended statistic.'
        : statistic !== undefined && !STATISTICS.includes(statistic) ? `has the statistic ${statistic}.` : undefined;
    }),
  },
  {
    id: 'health-check-alarm-period',
    severity: 'error',
    why: 'Route 53 reads metrics of standard resolution: a period has a minute at least.',
    fix: 'Give the alarm a Period of 60 or more.',
    link: ALARM,
    broken: ofAlarm(({ properties }) => {
      const period = properties.at('Period').number;
      return period !== undefined && period < SHORTEST_PERIOD ? `has a period of ${period} seconds.` : undefined;
    }),
  },
  {
    id: 'health-check-alarm-points',
    severity: 'error',
    why: 'Route 53 has no "M out of N": all data points that are evaluated must be beyond the threshold.',
    fix: 'Leave DatapointsToAlarm out, or make it equal to EvaluationPeriods.',
    link: ALARM,
    broken: ofAlarm(({ properties }) => {
      const [points, periods] = ['DatapointsToAlarm', 'EvaluationPeriods'].map((key) => properties.at(key).number);
      return points !== undefined && periods !== undefined && points !== periods ? `has DatapointsToAlarm ${points} and EvaluationPeriods ${periods}.` : undefined;
    }),
  },
  {
    id: 'health-check-alarm-region',
    severity: 'error',
    why: 'Route 53 looks for the alarm in the Region of the AlarmIdentifier, and refuses a check whose alarm is not there.',
    fix: 'Give AlarmIdentifier the Region of the stack that the alarm is in: !Ref AWS::Region in the same stack.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html',
    broken: ofAlarm(({ resource }, { config }, { assembly }) => {
      const [asked, region] = [config.at('AlarmIdentifier', 'Region').text, assembly.stacks.get(resource.stack)?.region];
      return asked !== undefined && region !== undefined && asked !== region ? `is in ${region}, and AlarmIdentifier says ${asked}.` : undefined;
    }),
  },
  {
    id: 'health-check-alarm-account',
    severity: 'error',
    why: 'Route 53 reads alarms of the account that the health check is in; the Region may be another one.',
    fix: 'Make the check in the account of the alarm, and use its ID in the other account.',
    link: ALARM,
    broken: ofAlarm((alarm, check, { assembly }) => {
      const [there, here] = [alarm, check].map(({ resource }) => assembly.stacks.get(resource.stack)?.account);
      return there !== undefined && here !== undefined && there !== here ? `is in the account ${there}, and the check in ${here}.` : undefined;
    }),
  },
];
