import { CfnParameter, Duration, Stack, Token } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, IpAddressType, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HealthCheck } from 'aws-cdk-lib/aws-route53';
import type { HttpCheckOptions, Route53CheckOptions } from '../../src';
import { PublicEndpoint, Route53Check } from '../../src';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const CONFIG = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';
const PUT_METRIC_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const REGIONS = 'us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1';

const parameter = new CfnParameter(new Stack(), 'Parameter');
const anyText = parameter.valueAsString;
const anyNumber = Token.asNumber(parameter.value);

const endpoint = PublicEndpoint.domainName('api.public-service.com');
const http = (options: HttpCheckOptions) => () => Route53Check.http(endpoint, options);
const named = (options: Route53CheckOptions) => () => Route53Check.routingControl(CONTROL, options);
const CONTROL = 'arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef/routingcontrol/abcdef0123456789';

const text = (id: string, got: string, why: string, fix: string, link: string) => `[${id}] ${got}\n  why: ${why}\n  fix: ${fix}\n  see: ${link}`;
const port = (got: string) => text('health-check-port', got, 'An endpoint listens on a whole port number from 1 to 65535. Route 53 refuses any other.',
  'Give the port that clients call, such as 443.', CONFIG);
const path = (got: string) => text('health-check-path', got, 'Route 53 takes a path of at most 255 characters.', 'Give a path such as "/health".', CONFIG);
const search = (got: string) => text('health-check-search-string', got, 'Route 53 looks for a text of 1 to 255 characters.',
  'Give a short text that only a good answer has, or leave searchString out to let the status decide.', CONFIG);
const interval = (got: string) => text('health-check-interval', got,
  'Each checker asks every 10 or every 30 seconds. The API refuses anything between, though the schema of CloudFormation takes it.',
  'Give Duration.seconds(10) or Duration.seconds(30).', CONFIG);
const failures = (got: string) => text('health-check-failure-threshold', got,
  'A checker changes its mind after 1 to 10 checks in a row. Route 53 refuses any other number.', 'Give a whole number such as 3.', CONFIG);
const regions = (got: string) => text('health-check-regions', got, `Route 53 checks from at least three of ${REGIONS}.`,
  'Give three or more of them, or leave regions out for all.', CONFIG);
const least = (got: string) => text('health-check-min-tasks', got, 'The check is unhealthy while there are fewer tasks: below 1 it could never be.',
  'Give minTasks a whole number from 1 to the number of tasks.', PUT_METRIC_ALARM);
const minutes = (got: string) => text('health-check-evaluation-periods', got,
  'A period is one minute, which is the shortest that Route 53 takes, and CloudWatch evaluates one day at most.',
  'Give evaluationPeriods a whole number of minutes from 1 to 1440.', PUT_METRIC_ALARM);
const control = (got: string) => text('health-check-routing-control', got,
  'A routing control of Application Recovery Controller has an ARN of its own, of a control panel. Route 53 refuses that of anything else.',
  `Give its ARN, such as ${CONTROL}.`, 'https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.create-health-check.html');
const name = (got: string) => text('health-check-name', got,
  'The name is the value of a tag, which has at most 256 characters; with an empty one the console lists the check without a name.',
  'Give a name of 1 to 256 characters, or leave healthCheckName out.', 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_Tag.html');

test.each<[string, () => unknown, string]>([
  ['the port 0', http({ port: 0 }), port('port is 0.')],
  ['the port 65536', () => Route53Check.tcp(endpoint, 65536), port('port is 65536.')],
  ['half a port', http({ port: 80.5 }), port('port is 80.5.')],
  ['a path of 256 characters', http({ path: `/${'a'.repeat(255)}` }), path('path has 256 characters.')],
  ['an empty text to look for', http({ searchString: '' }), search('searchString has 0 characters.')],
  ['a text of 256 characters', () => Route53Check.https(endpoint, { searchString: 'a'.repeat(256) }), search('searchString has 256 characters.')],
  ['20 seconds', http({ requestInterval: Duration.seconds(20) }), interval('requestInterval is 20 seconds.')],
  ['a minute', http({ requestInterval: Duration.minutes(1) }), interval('requestInterval is 60 seconds.')],
  ['half a second', http({ requestInterval: Duration.millis(500) }), interval('requestInterval is 0.5 seconds.')],
  ['no failure', http({ failureThreshold: 0 }), failures('failureThreshold is 0.')],
  ['eleven failures', http({ failureThreshold: 11 }), failures('failureThreshold is 11.')],
  ['two Regions', http({ regions: ['us-east-1', 'us-west-1'] }), regions('regions has 2 of them.')],
  ['two Regions, one of them twice', http({ regions: ['us-east-1', 'us-west-1', 'us-west-1'] }), regions('regions has 2 of them.')],
  ['a Region without checkers', http({ regions: ['us-east-1', 'us-west-1', 'us-west-2', 'eu-central-1'] }), regions('No checker is in "eu-central-1".')],
  ['no task', () => Route53Check.reportingTasks({ minTasks: 0 }), least('minTasks is 0.')],
  ['half a task', () => Route53Check.runningTasks({ minTasks: 0.5 }), least('minTasks is 0.5.')],
  ['no minute', () => Route53Check.reportingTasks({ evaluationPeriods: 0 }), minutes('evaluationPeriods is 0.')],
  ['more than a day', () => Route53Check.reportingTasks({ evaluationPeriods: 1441 }), minutes('evaluationPeriods is 1441.')],
  ['the ARN of a control panel', () => Route53Check.routingControl('arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef'),
    control('The ARN is "arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef".')],
  ['an empty name', named({ healthCheckName: '' }), name('healthCheckName has 0 characters.')],
  ['a name of 257 characters', named({ healthCheckName: 'a'.repeat(257) }), name('healthCheckName has 257 characters.')],
])('%s is refused', (_what, make, expected) => {
  expect(messageOf(make)).toMatch(/^Route53Check\.\w+\(\): 1 problem\n\n/);
  expect(messageOf(make).split('\n\n')[1].trimEnd()).toBe(expected);
});

test.each<[string, () => unknown]>([
  ['the ports 1 and 65535', () => [http({ port: 1 })(), Route53Check.tcp(endpoint, 65535)]],
  ['a path of 255 characters', http({ path: `/${'a'.repeat(254)}` })],
  ['a path with a query', http({ path: '/welcome.html?language=jp&login=y' })],
  ['texts of 1 and 255 characters', () => [http({ searchString: 'a' })(), http({ searchString: 'a'.repeat(255) })()]],
  ['10 and 30 seconds', () => [10, 30].map((seconds) => http({ requestInterval: Duration.seconds(seconds) })())],
  ['one and ten failures', () => [1, 10].map((failureThreshold) => http({ failureThreshold })())],
  ['three Regions and all', () => [http({ regions: ['sa-east-1', 'eu-west-1', 'ap-northeast-1'] })(), http({ regions: REGIONS.split(', ') })()]],
  ['a minute and a day', () => [1, 1440].map((evaluationPeriods) => Route53Check.reportingTasks({ evaluationPeriods }))],
  ['a routing control', () => Route53Check.routingControl(CONTROL)],
  ['a routing control of another partition', () => Route53Check.routingControl(CONTROL.replace('aws', 'aws-us-gov'))],
  ['a name of 256 characters', named({ healthCheckName: 'a'.repeat(256) })],
  ['what is known at deployment only', () => [
    http({
      port: anyNumber,
      path: anyText,
      searchString: anyText,
      requestInterval: Duration.seconds(anyNumber),
      failureThreshold: anyNumber,
      regions: [anyText, 'us-east-1', 'us-west-1'],
      healthCheckName: anyText,
    })(),
    http({ regions: Token.asList(parameter.value) })(),
    Route53Check.reportingTasks({ minTasks: anyNumber, evaluationPeriods: anyNumber }),
    Route53Check.routingControl(anyText),
    PublicEndpoint.domainName(anyText),
  ]],
])('%s: a check can be so', (_what, make) => {
  expect(brokenRules(make)).toEqual([]);
});

describe('a calculated check', () => {
  const stack = new Stack();
  const children = [0, 1].map((index) => HealthCheck.fromHealthCheckId(stack, `Child${index}`, `id-${index}`));
  const many = (count: number) => Array.from({ length: count }, () => children[0]);
  const minHealthy = (got: string) => `[health-check-min-healthy] ${got}
  why: With 0 Route 53 holds the check for healthy whatever happens, and with more than there are, for unhealthy.
  fix: Give minHealthy a whole number from 1 to the number of health checks; 1 is "one of them".
  see: ${CONFIG}`;
  const number = (got: string) => `[health-check-children] ${got}
  why: A calculated check counts 1 to 255 others.
  fix: Give the checks of which enough must be healthy.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html`;

  test.each<[string, () => unknown, string]>([
    ['of none', () => Route53Check.calculated([]), number('There are 0 health checks.')],
    ['of 256', () => Route53Check.calculated(many(256)), number('There are 256 health checks.')],
    ['that is always healthy', () => Route53Check.calculated(children, { minHealthy: 0 }), minHealthy('minHealthy is 0, and there are 2 health checks.')],
    ['that never is', () => Route53Check.calculated(children, { minHealthy: 3 }), minHealthy('minHealthy is 3, and there are 2 health checks.')],
  ])('%s is refused', (_what, make, expected) => {
    expect(messageOf(make)).toBe(`Route53Check.calculated(): 1 problem\n\n${expected}\n`);
  });

  test.each<[string, () => unknown]>([
    ['one', () => Route53Check.calculated(many(1))],
    ['255', () => Route53Check.calculated(many(255))],
    ['one of two', () => Route53Check.calculated(children, { minHealthy: 1 })],
    ['two of two', () => Route53Check.calculated(children, { minHealthy: 2 })],
    ['as many as a parameter says', () => Route53Check.calculated(children, { minHealthy: anyNumber })],
  ])('of %s stands', (_what, make) => {
    expect(brokenRules(make)).toEqual([]);
  });

  test('of a calculated one is refused: Route 53 does not nest them', () => {
    const backend = new Shop().service('Backend');
    const plain = backend.addRoute53HealthCheck(Route53Check.reportingTasks());
    const calculated = backend.addRoute53HealthCheck(Route53Check.calculated([plain]));

    expect(messageOf(() => Route53Check.calculated([plain, calculated]))).toBe(`Route53Check.calculated(): 1 problem

[health-check-nested] Shop/Backend/Service/CalculatedCheck/HealthCheck is a calculated health check.
  why: Route 53 does not let a calculated check count other calculated ones. Route53Check.healthyTargets() is one where deployments move traffic between two target groups.
  fix: Give the checks that the calculated one counts, or one of Route53Check.runningTasks() or reportingTasks() instead of it.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
`);
  });
});

describe('what the checkers do not reach is refused:', () => {
  const domainName = (got: string) => `PublicEndpoint.domainName(): 1 problem

[health-check-domain-name] The domain name is "${got}"${got.includes('/') ? ', which has a scheme or a path' : ''}.
  why: The checkers of Route 53 are on the internet, and look for an A record of the name there: of an address, and of a name that is not public, they find none.
  fix: Give the public name of a load balancer. For tasks that only the VPC reaches use Route53Check.healthyTargets(), runningTasks() or reportingTasks(); for public addresses, RegisteredEndpoint with EndpointHealthCheck.
  see: ${CONFIG}
`;
  const balancer = (got: string) => `PublicEndpoint.loadBalancer(): 1 problem

[health-check-load-balancer] ${got}
  why: The checkers of Route 53 are on the internet and, where they are given a name, use IPv4: an internal load balancer, and one without public IPv4 addresses, they do not reach, so that it would be unhealthy for ever.
  fix: Use Route53Check.healthyTargets(), which asks the load balancer itself, or give the load balancer public IPv4 addresses.
  see: ${CONFIG}
`;

  test.each([
    '10.0.0.1', '52.94.236.1', '2001:db8::1', 'localhost', 'backend', 'backend.ecs-internal', 'backend.shop.internal', 'printer.local', 'router.home.arpa',
    'backend.test', '', 'https://api.public-service.com', 'api.public-service.com/health', `${'a'.repeat(64)}.public-service.com`, `${'a.'.repeat(128)}com`,
    'internal-shop-0123456789.eu-west-1.elb.amazonaws.com',
  ])('"%s"', (got) => {
    expect(messageOf(() => PublicEndpoint.domainName(got))).toBe(domainName(got));
  });

  test.each([
    'public-service.com', 'api.public-service.com', 'API.public-service.com.', '_health.public-service.com', 'api.xn--bcher-kva.xn--p1ai',
    'shop-0123456789.eu-west-1.elb.amazonaws.com', 'internal-tools.public-service.com', 'local.public-service.com',
  ])('but not "%s"', (got) => {
    expect(brokenRules(() => PublicEndpoint.domainName(got))).toEqual([]);
  });

  const { stack, vpc } = new Shop();

  test('an internal load balancer', () => {
    expect(messageOf(() => PublicEndpoint.loadBalancer(new ApplicationLoadBalancer(stack, 'Alb', { vpc })))).toBe(balancer('Shop/Alb is internal.'));
    expect(messageOf(() => PublicEndpoint.loadBalancer(new NetworkLoadBalancer(stack, 'Nlb', { vpc })))).toBe(balancer('Shop/Nlb is internal.'));
  });

  test('a load balancer without public IPv4 addresses', () => {
    const loadBalancer = new ApplicationLoadBalancer(stack, 'Ipv6', {
      vpc, internetFacing: true, ipAddressType: IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4,
    });
    expect(messageOf(() => PublicEndpoint.loadBalancer(loadBalancer))).toBe(balancer('Shop/Ipv6 has no public IPv4 addresses.'));
  });

  test('but not a public one, nor an imported one, of which nobody knows', () => {
    const imported = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Imported', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/a/b',
      securityGroupId: 'sg-1',
      loadBalancerDnsName: 'a-1.eu-west-1.elb.amazonaws.com',
      vpc: Vpc.fromVpcAttributes(stack, 'There', { vpcId: 'vpc-1', availabilityZones: ['a'] }),
    });
    const dualStack = new ApplicationLoadBalancer(stack, 'Dual', { vpc, internetFacing: true, ipAddressType: IpAddressType.DUAL_STACK });
    expect([imported, dualStack].flatMap((loadBalancer) => brokenRules(() => PublicEndpoint.loadBalancer(loadBalancer)))).toEqual([]);
  });
});
