import { brokenBy } from './broken-by';
import { healthCheckRules } from '../../src/template-rules/health-check-rules';
import { healthCheckTargetRules } from '../../src/template-rules/health-check-target-rules';

const RULES = [...healthCheckRules, ...healthCheckTargetRules];

const check = (config: string, more = '') => `
Parameters: { Given: { Type: String } }
Resources:
  Private: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: shop.internal, Vpc: vpc-1 } }
  Public: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: svc.company.com } }
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: api, NamespaceId: !Ref Public, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } } }
  Tasks: { Type: AWS::ECS::Service, Properties: { ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }] } }
  Internal: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internal } }
  Outside: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internet-facing } }
  Leaf: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: TCP, Port: 443, FullyQualifiedDomainName: a.com } } }
  Counting: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: CALCULATED, HealthThreshold: 1, ChildHealthChecks: [!Ref Leaf] } } }
  Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { ${config} } } }
${more}`;

const https = (more: string) => `Type: HTTPS, FullyQualifiedDomainName: api.company.com, ${more}`;
const alarm = (properties: string, type = 'Alarm') => `  Alarm: { Type: AWS::CloudWatch::${type}, Properties: { ${properties} } }`;
const METRIC = 'MetricName: M, Namespace: N, EvaluationPeriods: 3, Period: 60, Statistic: Minimum';
const READING = 'Type: CLOUDWATCH_METRIC, AlarmIdentifier: { Name: !Ref Alarm, Region: !Ref "AWS::Region" }';
const children = (ids: string, threshold: number) => `Type: CALCULATED, HealthThreshold: ${threshold}, ChildHealthChecks: [${ids}]`;

test.each([
  ['health-check-port', https('Port: 65536'), '', 'port is 65536.'],
  ['health-check-path', https(`ResourcePath: /${'a'.repeat(255)}`), '', 'path has 256 characters.'],
  ['health-check-search-string', `Type: HTTP_STR_MATCH, FullyQualifiedDomainName: a.com, SearchString: ${'a'.repeat(256)}`, '', 'searchString has 256 characters.'],
  ['health-check-interval', https('RequestInterval: 20'), '', 'requestInterval is 20 seconds.'],
  ['health-check-failure-threshold', https('FailureThreshold: 11'), '', 'failureThreshold is 11.'],
  ['health-check-regions', https('Regions: [us-east-1, us-west-1]'), '', 'regions has 2 of them.'],
  ['health-check-regions', https('Regions: [us-east-1, us-west-1, eu-west-1, eu-central-1]'), '', 'No checker is in "eu-central-1".'],
  ['health-check-type', 'FullyQualifiedDomainName: a.com', '', 'There is no Type.'],
  ['health-check-type', 'Type: UDP, FullyQualifiedDomainName: a.com', '', 'Type is "UDP".'],
  ['health-check-type', 'Type: HTTPS', '', 'Type is HTTPS, and there is neither FullyQualifiedDomainName nor IPAddress.'],
  ['health-check-type', 'Type: TCP, FullyQualifiedDomainName: a.com', '', 'Type is TCP, and there is no Port.'],
  ['health-check-type', 'Type: TCP, Port: 80, FullyQualifiedDomainName: a.com, ResourcePath: /', '', 'Type is TCP, and there is ResourcePath.'],
  ['health-check-type', https('SearchString: ok'), '', 'Type is HTTPS, and there is SearchString.'],
  ['health-check-type', 'Type: HTTP_STR_MATCH, FullyQualifiedDomainName: a.com', '', 'Type is HTTP_STR_MATCH, and there is no SearchString.'],
  ['health-check-type', 'Type: CLOUDWATCH_METRIC', '', 'Type is CLOUDWATCH_METRIC, and there is no AlarmIdentifier.'],
  ['health-check-type', 'Type: CALCULATED, HealthThreshold: 1, ChildHealthChecks: [!Ref Leaf], Port: 80', '', 'Type is CALCULATED, and there is Port.'],
  ['health-check-type', 'Type: RECOVERY_CONTROL', '', 'Type is RECOVERY_CONTROL, and there is no RoutingControlArn.'],
  ['health-check-type', 'Type: RECOVERY_CONTROL, RoutingControlArn: arn, RequestInterval: 30', '', 'Type is RECOVERY_CONTROL, and there is RequestInterval.'],
  ['health-check-child-checks', children('', 1), '', 'There are no ChildHealthChecks.'],
  ['health-check-child-checks', children(Array.from({ length: 256 }, (_, index) => `c${index}`).join(', '), 1), '', 'There are 256 ChildHealthChecks.'],
  ['health-check-child-checks', children('!Ref Leaf', 0), '', 'HealthThreshold is 0.'],
  ['health-check-child-checks', children('!Ref Leaf', 2), '', 'HealthThreshold is 2, and there are 1 ChildHealthChecks.'],
  ['health-check-child-checks', children('!Ref Counting', 1), '', 'Counting is a calculated check, too.'],
  ['health-check-child-checks', children('!Ref Check', 1), '', 'The check is a child of itself.'],
  ['health-check-sni', https('EnableSNI: false'), '', 'Type is HTTPS, and EnableSNI is false.'],
  ['health-check-unreachable', 'Type: HTTP, IPAddress: 10.0.0.1', '', 'Check asks the address 10.0.0.1, which is not one of the internet.'],
  ['health-check-unreachable', 'Type: HTTP, FullyQualifiedDomainName: API.shop.internal.', '', 'Check asks "API.shop.internal.", which is in the private namespace "shop.internal".'],
  ['health-check-unreachable', 'Type: HTTP, FullyQualifiedDomainName: api.svc.company.com', '',
    'Check asks "api.svc.company.com", under which tasks are registered with private addresses.'],
])('%s finds a check with %s', (id, config, more, got) => {
  expect(brokenBy(RULES, check(config, more))).toEqual([`${id} at Check, Properties/HealthCheckConfig: ${got}`]);
});

test('health-check-type finds a check without its configuration', () => {
  expect(brokenBy(RULES, 'Resources: { Check: { Type: AWS::Route53::HealthCheck, Properties: { Type: HTTP } } }')).toEqual([
    'health-check-type at Check, Properties/HealthCheckConfig: There is no HealthCheckConfig.',
  ]);
});

test('health-check-unreachable finds a check of an internal load balancer', () => {
  expect(brokenBy(RULES, check('Type: HTTP, FullyQualifiedDomainName: !GetAtt Internal.DNSName'))).toEqual([
    'health-check-unreachable at Check, Properties/HealthCheckConfig, with Internal: Check asks the internal load balancer Internal.',
  ]);
});

test('health-check-own-name finds a check that asks for the name which it decides about', () => {
  const record = (name: string) => `  Record:
    Type: AWS::Route53::RecordSet
    Properties: { HostedZoneId: Z1, Name: ${name}, Type: A, TTL: 60, ResourceRecords: [52.1.2.3], Weight: 1, SetIdentifier: a, HealthCheckId: !Ref Check }`;

  expect(brokenBy(RULES, check(https('Port: 443'), record('API.company.com.')))).toEqual([
    'health-check-own-name at Check, Properties/HealthCheckConfig, with Record: "api.company.com" is the name of the record Record, which has this health check.',
  ]);
  expect(brokenBy(RULES, check(https('Port: 443'), record('www.company.com')))).toEqual([]);
});

test.each([
  ['health-check-alarm-metric', alarm('AlarmRule: "ALARM(a)"', 'CompositeAlarm'), 'Alarm is an alarm on other alarms.'],
  ['health-check-alarm-metric', alarm('EvaluationPeriods: 3, Metrics: [{ Id: a, Expression: "1" }]'), 'Alarm has a list of metrics.'],
  ['health-check-alarm-statistic', alarm('MetricName: M, Namespace: N, EvaluationPeriods: 3, Period: 60, ExtendedStatistic: p99'), 'The statistic of Alarm is p99.'],
  ['health-check-alarm-period', alarm('MetricName: M, Namespace: N, EvaluationPeriods: 3, Period: 30, Statistic: Sum'), 'The period of Alarm is 30 seconds.'],
  ['health-check-alarm-points', alarm(`${METRIC}, DatapointsToAlarm: 2`), 'Alarm has datapointsToAlarm 2 and evaluationPeriods 3.'],
])('%s finds a check that reads %s', (id, more, got) => {
  expect(brokenBy(RULES, check(READING, more))).toEqual([`${id} at Check, Properties/HealthCheckConfig/AlarmIdentifier/Name, with Alarm: ${got}`]);
});

test('an alarm is found by its name, too', () => {
  const byName = (name: string) => brokenBy(RULES, check(`Type: CLOUDWATCH_METRIC, AlarmIdentifier: { Name: ${name}, Region: eu-west-1 }`,
    alarm(`AlarmName: shop, ${METRIC}, DatapointsToAlarm: 2`)));

  expect(byName('shop')).toHaveLength(1);
  expect(byName('other')).toEqual([]);
});

test.each([
  [https('Port: 65535, ResourcePath: /health, RequestInterval: 10, FailureThreshold: 10, EnableSNI: true, Regions: [us-east-1, us-west-1, eu-west-1]'), ''],
  [https('RequestInterval: 30, FailureThreshold: 1'), ''],
  ['Type: HTTP, IPAddress: 52.1.2.3, FullyQualifiedDomainName: api.shop.internal', ''],
  ['Type: HTTP, FullyQualifiedDomainName: !GetAtt Outside.DNSName', ''],
  ['Type: HTTP, FullyQualifiedDomainName: webshop.internal', ''],
  ['Type: HTTPS_STR_MATCH, FullyQualifiedDomainName: a.com, SearchString: ok', ''],
  ['Type: !Ref Given, FullyQualifiedDomainName: !Ref Given, Port: !Ref Given, RequestInterval: !Ref Given', ''],
  [READING, alarm(`${METRIC}, DatapointsToAlarm: 3`)],
  [READING, alarm(METRIC)],
  ['Type: CLOUDWATCH_METRIC, AlarmIdentifier: { Name: !Ref Given, Region: eu-west-1 }', alarm(`${METRIC}, DatapointsToAlarm: 2`)],
  [children('!Ref Leaf', 1), ''],
  [children('!Ref Given', 1), ''],
  ['Type: CALCULATED, HealthThreshold: 5, ChildHealthChecks: !Ref Given', ''],
  ['Type: RECOVERY_CONTROL, RoutingControlArn: !Ref Given', ''],
])('a check with %s is right', (config, more) => {
  expect(brokenBy(RULES, check(config, more))).toEqual([]);
});

test('a name that is private and public in one app may be checked', () => {
  const zone = '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.internal } }';

  expect(brokenBy(RULES, check('Type: HTTP, FullyQualifiedDomainName: api.shop.internal', zone))).toEqual([]);
});
