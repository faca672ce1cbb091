import { brokenBy } from './broken-by';
import { TemplateFacts } from '../../src/model/template-facts';
import { healthCheckAlarmRules } from '../../src/template-rules/health-check-alarm-rules';
import { handWritten } from '../model/assembly-fixture';

const METRIC = 'AlarmName: no-tasks, Namespace: AWS/ECS, MetricName: CPUUtilization, ComparisonOperator: LessThanThreshold, Threshold: 1';
const PLAIN = `${METRIC}, Statistic: SampleCount, Period: 60, EvaluationPeriods: 2`;

const watched = ({ alarm = PLAIN, identifier = '{ Name: !Ref Alarm, Region: !Ref "AWS::Region" }', type = 'CloudWatch::Alarm', more = '' } = {}) => `
Parameters: { Value: { Type: String, Default: x } }
Resources:
  Alarm: { Type: AWS::${type}, Properties: { ${alarm} } }
  Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: CLOUDWATCH_METRIC${identifier && `, AlarmIdentifier: ${identifier}`}${more} } } }
`;
const broken = (given: Parameters<typeof watched>[0]) => brokenBy(healthCheckAlarmRules, watched(given));
const AT = 'at Check, Properties/HealthCheckConfig/AlarmIdentifier';

test.each([
  ['health-check-alarm-metric', { alarm: 'Metrics: [{ Id: m, Expression: 1 }], EvaluationPeriods: 1' }, 'has a list of metrics.'],
  ['health-check-alarm-metric', { alarm: 'AlarmRule: x', type: 'CloudWatch::CompositeAlarm' }, 'is an alarm on other alarms.'],
  ['health-check-alarm-statistic', { alarm: `${METRIC}, ExtendedStatistic: p99, Period: 60` }, 'has an extended statistic.'],
  ['health-check-alarm-statistic', { alarm: `${METRIC}, Statistic: p99, Period: 60` }, 'has the statistic p99.'],
  ['health-check-alarm-period', { alarm: PLAIN.replace('Period: 60', 'Period: 59') }, 'has a period of 59 seconds.'],
  ['health-check-alarm-points', { alarm: `${PLAIN}, DatapointsToAlarm: 1` }, 'has DatapointsToAlarm 1 and EvaluationPeriods 2.'],
  ['health-check-alarm-points', { alarm: `${PLAIN}, DatapointsToAlarm: 1`, identifier: '{ Name: no-tasks, Region: eu-west-1 }' }, 'has DatapointsToAlarm 1 and EvaluationPeriods 2.'],
])('%s refuses %j', (id, given, got) => {
  expect(broken(given)).toEqual([`${id} ${AT}, with Alarm: Alarm ${got}`]);
});

test.each([
  ['', 'There is no AlarmIdentifier.'],
  ['{ Name: !Ref Alarm }', 'AlarmIdentifier has no Region.'],
  ['{ Region: eu-west-1 }', 'AlarmIdentifier has no Name.'],
])('health-check-alarm-identifier refuses "%s"', (identifier, got) => {
  expect(broken({ identifier })).toEqual([`health-check-alarm-identifier ${AT}: ${got}`]);
});

test('health-check-insufficient-data refuses what is no health', () => {
  expect(broken({ more: ', InsufficientDataHealthStatus: Unknown' })).toEqual([
    'health-check-insufficient-data at Check, Properties/HealthCheckConfig/InsufficientDataHealthStatus: InsufficientDataHealthStatus is "Unknown".',
  ]);
});

test.each([
  ['a plain alarm', {}],
  ['an alarm that is counted in whole', { alarm: `${PLAIN}, DatapointsToAlarm: 2` }],
  ['points that are not known', { alarm: `${PLAIN}, DatapointsToAlarm: !Ref Value` }],
  ['a period that is not known', { alarm: PLAIN.replace('60', '!Ref Value') }],
  ['an alarm of another app', { alarm: 'Metrics: [{ Id: m }]', identifier: '{ Name: other, Region: eu-west-1 }' }],
  ['an identifier that is not known', { identifier: '!Ref Value' }],
  ['a health of the three', { more: ', InsufficientDataHealthStatus: LastKnownStatus' }],
  ['a health that is not known', { more: ', InsufficientDataHealthStatus: !Ref Value' }],
  ['a check of another type', { alarm: 'Metrics: [{ Id: m }]', more: ', Type: HTTP' }],
])('%s passes', (_, given) => {
  const template = watched(given);
  expect(brokenBy(healthCheckAlarmRules, template.includes('Type: HTTP') ? template.replace('Type: CLOUDWATCH_METRIC, ', '') : template)).toEqual([]);
});

describe('an alarm of another stack', () => {
  const gotOf = ({ alarm = 'aws://111122223333/eu-west-1', check = 'aws://111122223333/us-east-1', region = 'eu-west-1' as unknown }) => {
    const facts = new TemplateFacts(handWritten({
      Alarms: { environment: alarm, Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'no-tasks', Statistic: 'Sum', Period: 60 } } } },
      Checks: {
        environment: check,
        Resources: {
          Check: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: 'no-tasks', Region: region } } } },
        },
      },
    }));
    return healthCheckAlarmRules.flatMap(({ id, broken: judge }) => judge(facts).map(({ got }) => `${id}: ${got}`));
  };

  test.each([
    ['is right with its Region', {}, []],
    ['passes where its Region is not known', { alarm: 'aws://111122223333/unknown-region' }, []],
    ['passes where the Region that is asked is not known', { region: { Ref: 'AWS::Partition' } }, []],
    ['is looked for in its own Region', { region: { Ref: 'AWS::Region' } }, ['health-check-alarm-region: Alarm is in eu-west-1, and AlarmIdentifier says us-east-1.']],
    ['is of the same account', { alarm: 'aws://444455556666/eu-west-1' },
      ['health-check-alarm-account: Alarm is in the account 444455556666, and the check in 111122223333.']],
    ['passes where the account is not known', { check: 'aws://unknown-account/us-east-1', alarm: 'aws://444455556666/eu-west-1' }, []],
  ])('%s', (_, given, expected) => {
    expect(gotOf(given)).toEqual(expected);
  });
});
