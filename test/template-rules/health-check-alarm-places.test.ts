import { TemplateFacts } from '../../src/model/template-facts';
import { healthCheckAlarmRules } from '../../src/template-rules/health-check-alarm-rules';
import { handWritten } from '../model/assembly-fixture';

/** What stacks break that go to some places: rule and resource. */
function brokenIn(stacks: Parameters<typeof handWritten>[0]): string[] {
  const facts = new TemplateFacts(handWritten(stacks));
  return healthCheckAlarmRules.flatMap(({ id, broken }) => broken(facts).map(({ at, got }) => `${id} at ${at.stack}/${at.logicalId}: ${got}`));
}

const EU = 'aws://111122223333/eu-west-1';
const US = 'aws://111122223333/us-east-1';
const OTHER = 'aws://444455556666/us-east-1';

/** A stack with an alarm, and one whose check reads it by a name that both know. */
const readingFrom = (environment: string, region: unknown) => ({
  A: {
    environment,
    Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'shop', MetricName: 'M', Namespace: 'N', EvaluationPeriods: 1, Period: 60, Statistic: 'Sum' } } },
    Outputs: { Alarm: { Value: { Ref: 'Alarm' } } },
  },
  B: {
    environment: US,
    Resources: {
      Check: {
        Type: 'AWS::Route53::HealthCheck',
        Properties: {
          HealthCheckConfig: { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: { 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Alarm' } }, Region: region } },
        },
      },
    },
  },
});

test.each([
  ['a Region that is not the alarm\'s', EU, 'us-east-1', ['health-check-alarm-region at B/Check: Alarm is in eu-west-1, and AlarmIdentifier says us-east-1.']],
  ['the Region of the check, which is not the alarm\'s', EU, { Ref: 'AWS::Region' }, ['health-check-alarm-region at B/Check: Alarm is in eu-west-1, and AlarmIdentifier says us-east-1.']],
  ['the Region of the alarm', EU, 'eu-west-1', []],
  ['an alarm of another account', OTHER, 'us-east-1', ['health-check-alarm-account at B/Check: Alarm is in the account 444455556666, and the check in 111122223333.']],
])('a check that reads an alarm in %s', (_, environment, region, broken) => {
  expect(brokenIn(readingFrom(environment, region))).toEqual(broken);
});
