import { brokenBy } from './broken-by';
import { healthCheckGroupRules } from '../../src/template-rules/health-check-group-rules';
import { healthCheckRules } from '../../src/template-rules/health-check-rules';

const check = (config: string, more = '') => `
Parameters: { Value: { Type: String, Default: x } }
Resources:
  Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { ${config} } } }
${more}
`;
const broken = (config: string, more = '') => brokenBy([...healthCheckRules, ...healthCheckGroupRules], check(config, more));
const HTTP = 'Type: HTTP, FullyQualifiedDomainName: www.shop.example.com';
const TCP = 'Type: TCP, FullyQualifiedDomainName: www.shop.example.com';
const CONTROL = 'arn:aws:route53-recovery-control::111122223333:controlpanel/0123/routingcontrol/4567';

describe('health checks of Route 53', () => {
  test.each([
    ['FullyQualifiedDomainName: www.shop.example.com', 'health-check-type', 'Type', 'There is no Type.'],
    ['Type: UDP, FullyQualifiedDomainName: www.shop.example.com', 'health-check-type', 'Type', 'The Type is "UDP".'],
    ['Type: CALCULATED, ChildHealthChecks: [a], Port: 80', 'health-check-fields', 'Port', 'The Type is CALCULATED, and Port is given.'],
    [`${HTTP}, AlarmIdentifier: { Name: a, Region: b }`, 'health-check-fields', 'AlarmIdentifier', 'The Type is HTTP, and AlarmIdentifier is given.'],
    [`${HTTP}, SearchString: ok`, 'health-check-fields', 'SearchString', 'The Type is HTTP, and SearchString is given.'],
    [`${TCP}, Port: 80, ResourcePath: /`, 'health-check-fields', 'ResourcePath', 'The Type is TCP, and ResourcePath is given.'],
    [`Type: RECOVERY_CONTROL, RoutingControlArn: "${CONTROL}", FailureThreshold: 3`, 'health-check-fields', 'FailureThreshold',
      'The Type is RECOVERY_CONTROL, and FailureThreshold is given.'],
    ['Type: CLOUDWATCH_METRIC, IPAddress: 8.8.8.8', 'health-check-fields', 'IPAddress', 'The Type is CLOUDWATCH_METRIC, and IPAddress is given.'],
    ['Type: CLOUDWATCH_METRIC, FullyQualifiedDomainName: x.com', 'health-check-fields', 'FullyQualifiedDomainName',
      'The Type is CLOUDWATCH_METRIC, and FullyQualifiedDomainName is given.'],
    [`${HTTP}, ChildHealthChecks: [a]`, 'health-check-fields', 'ChildHealthChecks', 'The Type is HTTP, and ChildHealthChecks is given.'],
    [`${HTTP}, HealthThreshold: 1`, 'health-check-fields', 'HealthThreshold', 'The Type is HTTP, and HealthThreshold is given.'],
    [`${HTTP}, RoutingControlArn: "${CONTROL}"`, 'health-check-fields', 'RoutingControlArn', 'The Type is HTTP, and RoutingControlArn is given.'],
    [`Type: RECOVERY_CONTROL, RoutingControlArn: "${CONTROL}", RequestInterval: 30`, 'health-check-fields', 'RequestInterval',
      'The Type is RECOVERY_CONTROL, and RequestInterval is given.'],
    ['Type: HTTP', 'health-check-target', 'FullyQualifiedDomainName', 'There is neither an IPAddress nor a FullyQualifiedDomainName.'],
    [TCP, 'health-check-port', 'Port', 'The Type is TCP, and there is no Port.'],
    [`${HTTP}, Port: 0`, 'health-check-port', 'Port', 'Port is 0.'],
    [`${HTTP}, Port: 65536`, 'health-check-port', 'Port', 'Port is 65536.'],
    [`${HTTP}, ResourcePath: ${'/'.repeat(256)}`, 'health-check-path', 'ResourcePath', 'ResourcePath has 256 characters.'],
    [`${HTTP.replace('HTTP', 'HTTPS_STR_MATCH')}`, 'health-check-search-string', 'SearchString', 'The Type is HTTPS_STR_MATCH, and there is no SearchString.'],
    [`${HTTP.replace('HTTP', 'HTTP_STR_MATCH')}, SearchString: ""`, 'health-check-search-string', 'SearchString', 'SearchString has 0 characters.'],
    [`${HTTP.replace('HTTP', 'HTTP_STR_MATCH')}, SearchString: ${'x'.repeat(256)}`, 'health-check-search-string', 'SearchString', 'SearchString has 256 characters.'],
    [`${HTTP}, RequestInterval: 20`, 'health-check-interval', 'RequestInterval', 'RequestInterval is 20.'],
    [`${HTTP}, FailureThreshold: 0`, 'health-check-failure-threshold', 'FailureThreshold', 'FailureThreshold is 0.'],
    [`${HTTP}, FailureThreshold: 11`, 'health-check-failure-threshold', 'FailureThreshold', 'FailureThreshold is 11.'],
    [`${HTTP}, FailureThreshold: 1.5`, 'health-check-failure-threshold', 'FailureThreshold', 'FailureThreshold is 1.5.'],
    [`${HTTP}, Regions: [us-east-1, us-west-1]`, 'health-check-regions', 'Regions', 'Regions has 2 of them.'],
    [`${HTTP}, Regions: [us-east-1, us-west-1, us-west-1]`, 'health-check-regions', 'Regions', 'Regions has 2 of them.'],
    [`${HTTP}, Regions: [us-east-1, us-west-1, us-west-2, eu-central-1]`, 'health-check-regions', 'Regions', 'No checker is in "eu-central-1".'],
    [`${HTTP.replace('HTTP', 'HTTPS')}, EnableSNI: false`, 'health-check-sni', 'EnableSNI', 'The check asks a name by HTTPS, and EnableSNI is false.'],
    ['Type: CALCULATED, ChildHealthChecks: []', 'health-check-children', 'ChildHealthChecks', 'There are 0 child health checks.'],
    ['Type: CALCULATED', 'health-check-children', 'ChildHealthChecks', 'There are 0 child health checks.'],
    [`Type: CALCULATED, ChildHealthChecks: [${'a, '.repeat(256)}]`, 'health-check-children', 'ChildHealthChecks', 'There are 256 child health checks.'],
    ['Type: CALCULATED, ChildHealthChecks: [a], HealthThreshold: 0', 'health-check-min-healthy', 'HealthThreshold', 'HealthThreshold is 0.'],
    ['Type: CALCULATED, ChildHealthChecks: [a, b], HealthThreshold: 3', 'health-check-min-healthy', 'HealthThreshold',
      'HealthThreshold is 3, and there are 2 child health checks.'],
    ['Type: CALCULATED, ChildHealthChecks: [!Ref Check]', 'health-check-nested', 'ChildHealthChecks', 'The check is a child of itself.'],
    ['Type: RECOVERY_CONTROL', 'health-check-routing-control', 'RoutingControlArn', 'There is no RoutingControlArn.'],
    ['Type: RECOVERY_CONTROL, RoutingControlArn: "arn:aws:lambda:x"', 'health-check-routing-control', 'RoutingControlArn', 'RoutingControlArn is "arn:aws:lambda:x".'],
  ])('with %s are refused', (config, id, property, got) => {
    expect(broken(config)).toEqual([`${id} at Check, Properties/HealthCheckConfig/${property}: ${got}`]);
  });

  test('that are calculated count no other calculated one', () => {
    const more = '  Other: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: CALCULATED, ChildHealthChecks: [x] } } }';
    expect(broken('Type: CALCULATED, ChildHealthChecks: [!Ref Other, !GetAtt Other.HealthCheckId]', more)).toEqual([0, 1].map(() =>
      'health-check-nested at Check, Properties/HealthCheckConfig/ChildHealthChecks, with Other: Other is a calculated health check.'));
  });

  test.each([
    [`${HTTP}, Port: 1, RequestInterval: 10, FailureThreshold: 1, ResourcePath: ${'/'.repeat(255)}, Regions: [us-east-1, us-west-1, sa-east-1], EnableSNI: false`],
    [`${TCP}, Port: 65535, RequestInterval: 30, FailureThreshold: "10", Inverted: false, MeasureLatency: false`],
    [`${HTTP.replace('HTTP', 'HTTP_STR_MATCH')}, SearchString: ${'x'.repeat(255)}`],
    [`${HTTP.replace('HTTP', 'HTTPS')}, EnableSNI: true`],
    [`${HTTP.replace('HTTP', 'HTTPS')}, EnableSNI: !Ref Value`],
    ['Type: HTTP, IPAddress: !Ref Value'],
    ['Type: !Ref Value'],
    [`${HTTP}, Port: !Ref Value, RequestInterval: !Ref Value, Regions: [us-east-1, !Ref Value], AlarmIdentifier: !Ref "AWS::NoValue"`],
    [`${HTTP}, Regions: !Ref Value`],
    [`Type: CALCULATED, ChildHealthChecks: [${'a, '.repeat(255)}], HealthThreshold: 255`],
    ['Type: CALCULATED, ChildHealthChecks: !Ref Value, HealthThreshold: 2'],
    ['Type: CLOUDWATCH_METRIC, RequestInterval: 30, FailureThreshold: 3'],
    ['Type: CALCULATED, ChildHealthChecks: [a, !If [IsProd, b, !Ref "AWS::NoValue"]], HealthThreshold: 2'],
    [`Type: RECOVERY_CONTROL, RoutingControlArn: "${CONTROL}"`],
    ['Type: RECOVERY_CONTROL, RoutingControlArn: !Ref Value'],
  ])('with %s pass', (config) => {
    expect(broken(config)).toEqual([]);
  });
});
