import { Duration } from 'aws-cdk-lib';
import { HealthCheck } from 'aws-cdk-lib/aws-route53';
import { Exposure, PublicEndpoint, Route53Check } from '../../src';
import { Shop } from '../testing/shop';

const api = PublicEndpoint.domainName('api.public-service.com');

/** The config of the only check. */
function configOf(check: Route53Check, shop = new Shop()): unknown {
  shop.service('Backend').addRoute53HealthCheck(check);
  const [{ Properties }] = Object.values(shop.template().findResources('AWS::Route53::HealthCheck')) as Array<{ Properties: { HealthCheckConfig: unknown } }>;
  return Properties.HealthCheckConfig;
}

const COMMON = { FullyQualifiedDomainName: 'api.public-service.com', FailureThreshold: 3, RequestInterval: 30, MeasureLatency: false, Inverted: false };

test.each<[string, Route53Check, object]>([
  ['HTTP', Route53Check.http(api), { ...COMMON, Type: 'HTTP', Port: 80, ResourcePath: '/' }],
  ['HTTPS, with the name in the handshake', Route53Check.https(api, { path: '/health' }),
    { ...COMMON, Type: 'HTTPS', Port: 443, ResourcePath: '/health', EnableSNI: true }],
  ['a text in the answer', Route53Check.http(api, { searchString: 'ok', port: 8080 }),
    { ...COMMON, Type: 'HTTP_STR_MATCH', Port: 8080, ResourcePath: '/', SearchString: 'ok' }],
  ['a text in the answer over HTTPS', Route53Check.https(api, { searchString: 'ok' }),
    { ...COMMON, Type: 'HTTPS_STR_MATCH', Port: 443, ResourcePath: '/', SearchString: 'ok', EnableSNI: true }],
  // Route 53 refuses a path and a text of a check that opens a connection only.
  ['a connection', Route53Check.tcp(api, 5432), { ...COMMON, Type: 'TCP', Port: 5432 }],
  ['what is asked more often, from fewer places, and measured', Route53Check.tcp(api, 80, {
    requestInterval: Duration.seconds(10), failureThreshold: 1, measureLatency: true, regions: ['us-east-1', 'eu-west-1', 'sa-east-1'], inverted: true,
  }), {
    ...COMMON,
    Type: 'TCP',
    Port: 80,
    RequestInterval: 10,
    FailureThreshold: 1,
    MeasureLatency: true,
    Regions: ['us-east-1', 'eu-west-1', 'sa-east-1'],
    Inverted: true,
  }],
])('the checkers ask for %s', (_what, check, expected) => {
  expect(configOf(check)).toEqual(expected);
});

test('a public load balancer is asked under the name that AWS gives it', () => {
  const shop = new Shop();
  const { loadBalancer } = shop.service('Frontend').exposeVia(Exposure.publicAlb());
  const config = configOf(Route53Check.http(PublicEndpoint.loadBalancer(loadBalancer)), shop);
  const [id] = Object.keys(shop.template().findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));
  expect(config).toMatchObject({ FullyQualifiedDomainName: { 'Fn::GetAtt': [id, 'DNSName'] } });
});

test('a routing control has no interval, no threshold and no latency, which Route 53 refuses', () => {
  const arn = 'arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef/routingcontrol/abcdef0123456789';
  expect(configOf(Route53Check.routingControl(arn))).toEqual({ Type: 'RECOVERY_CONTROL', RoutingControlArn: arn, Inverted: false });
});

test('all of several checks must be healthy, where nothing else is said', () => {
  const shop = new Shop();
  const children = ['a', 'b'].map((id) => HealthCheck.fromHealthCheckId(shop.stack, id, id));
  expect(configOf(Route53Check.calculated(children), shop))
    .toEqual({ Type: 'CALCULATED', ChildHealthChecks: ['a', 'b'], HealthThreshold: 2, Inverted: false });
  expect(configOf(Route53Check.calculated(children.slice(0, 1)))).toMatchObject({ HealthThreshold: 1 });
});

test('a list that is changed after the check was made does not change the check', () => {
  const shop = new Shop();
  const children = ['a', 'b'].map((id) => HealthCheck.fromHealthCheckId(shop.stack, id, id));
  const check = Route53Check.calculated(children, { minHealthy: 2 });
  children.pop();
  expect(configOf(check, shop)).toMatchObject({ ChildHealthChecks: ['a', 'b'] });
});

describe('the console lists a check by', () => {
  const nameOf = (shop: Shop) => shop.template().hasResourceProperties.bind(shop.template());
  const tag = (Value: string) => ({ HealthCheckTags: [{ Key: 'Name', Value }] });

  test('its path', () => {
    const shop = new Shop();
    shop.service('Backend').addRoute53HealthCheck(Route53Check.tcp(api, 80));
    nameOf(shop)('AWS::Route53::HealthCheck', tag('Shop/Backend/Service/TcpCheck'));
  });

  test('the name that is given', () => {
    const shop = new Shop();
    shop.service('Backend').addRoute53HealthCheck(Route53Check.tcp(api, 80, { healthCheckName: 'backend' }));
    nameOf(shop)('AWS::Route53::HealthCheck', tag('backend'));
  });

  test('what a tag can hold of its path', () => {
    const shop = new Shop();
    shop.service('Backend').addRoute53HealthCheck(Route53Check.tcp(api, 80), { id: 'Check (80 & 443)' });
    nameOf(shop)('AWS::Route53::HealthCheck', tag('Shop/Backend/Service/Check -80 - 443-'));
  });
});
