import { TemplateFacts } from '../../src/model/template-facts';
import { EVERY_TEMPLATE_RULE } from '../../src/template-rules/all-template-rules';
import { handWritten } from '../model/assembly-fixture';

/** What stacks break that go to some places: rule and resource. */
function brokenIn(stacks: Parameters<typeof handWritten>[0]): string[] {
  const facts = new TemplateFacts(handWritten(stacks));
  return EVERY_TEMPLATE_RULE.flatMap(({ id, broken }) => broken(facts).map(({ at, got }) => `${id} at ${at.stack}/${at.logicalId}: ${got}`));
}

const GOV = 'aws://111122223333/us-gov-west-1';
const EU = 'aws://111122223333/eu-west-1';
const US = 'aws://111122223333/us-east-1';
const OTHER = 'aws://444455556666/us-east-1';

const PUBLIC = { Namespace: { Type: 'AWS::ServiceDiscovery::PublicDnsNamespace', Properties: { Name: 'svc.company.com' } } };

test.each([[GOV, ['public-namespace-region at A/Namespace: The namespace is public, and the Region is us-gov-west-1.']], [EU, []], ['', []]])(
  'a public namespace in %s', (environment, broken) => {
    expect(brokenIn({ A: { environment, Resources: PUBLIC } })).toEqual(broken);
  });

test.each([
  [EU, EU, ['public-namespace-twice at B/Namespace: The app has a public namespace twice: Namespace ("svc.company.com") and Namespace ("svc.company.com").']],
  [EU, OTHER, []],
  ['aws://unknown-account/unknown-region', 'aws://unknown-account/unknown-region', []],
])('public namespaces of one name in %s and %s', (one, other, broken) => {
  expect(brokenIn({ A: { environment: one, Resources: PUBLIC }, B: { environment: other, Resources: PUBLIC } })).toEqual(broken);
});

const alias = {
  Instance: { Type: 'AWS::ServiceDiscovery::Instance', Properties: { ServiceId: 'srv-1', InstanceId: 'a', InstanceAttributes: { AWS_ALIAS_DNS_NAME: 'lb.com' } } },
};

test.each([[GOV, ['endpoint-alias-region at A/Instance: The instance is an alias, and the Region is us-gov-west-1.']], [EU, []]])('an alias in %s', (environment, broken) => {
  expect(brokenIn({ A: { environment, Resources: alias } })).toEqual(broken);
});

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
  ['a Region that is not the alarm\'s', EU, 'us-east-1', ['health-check-alarm-region at B/Check: The Region is us-east-1, and Alarm is in eu-west-1.']],
  ['the Region of the check, which is not the alarm\'s', EU, { Ref: 'AWS::Region' }, ['health-check-alarm-region at B/Check: The Region is us-east-1, and Alarm is in eu-west-1.']],
  ['the Region of the alarm', EU, 'eu-west-1', []],
  ['an alarm of another account', OTHER, 'us-east-1', ['health-check-alarm-account at B/Check: Alarm is in 444455556666, and Check in 111122223333.']],
])('a check that reads an alarm in %s', (_, environment, region, broken) => {
  expect(brokenIn(readingFrom(environment, region))).toEqual(broken);
});
