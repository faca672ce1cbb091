import { Stack } from 'aws-cdk-lib';
import { NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Deployment, DiscoveryNamespace, DnsRecords, PublicEndpoint, Route53Check } from '../../src';
import type { DiscoverableService, ExposedService } from '../../src';
import { undeployable } from '../capacity/instances';
import { healthCheckFaults } from '../generative/check-health';
import { assemblyOf, readAssembly } from '../generative/template-facts';
import type { Tree } from '../generative/template-facts';
import { EXPOSURES } from '../generative/ways-in';
import { pluginReports } from '../testing/plugin-reports';
import { Shop, brokenRules } from '../testing/shop';

const NAMESPACES: Readonly<Record<string, () => DiscoveryNamespace>> = {
  private: () => DiscoveryNamespace.privateDns('ecs-internal'),
  public: () => DiscoveryNamespace.publicDns('public-service.com'),
  http: () => DiscoveryNamespace.http('shop'),
};
const DEPLOYMENTS: Readonly<Record<string, Deployment>> = { rolling: Deployment.rolling(), blueGreen: Deployment.blueGreen() };

type Check = (backend: DiscoverableService, exposed: ExposedService | undefined) => Route53Check;

/** Every kind of check, asked for of every service, whether it can be or not. */
const CHECKS: Readonly<Record<string, Check>> = {
  'healthyTargets': (_, exposed) => Route53Check.healthyTargets(exposed!.targetGroups[0] ?? exposed!.targetGroup),
  'runningTasks': () => Route53Check.runningTasks(),
  'reportingTasks': () => Route53Check.reportingTasks(),
  'https of the load balancer': (_, exposed) => Route53Check.https(PublicEndpoint.loadBalancer(exposed!.loadBalancer)),
  'tcp of the load balancer': (_, exposed) => Route53Check.tcp(PublicEndpoint.loadBalancer(exposed!.loadBalancer), 80),
  'http of the discovery name': (backend) => Route53Check.http(PublicEndpoint.domainName(`backend.${backend.cloudMapService.namespace.namespaceName}`)),
  'http of an address': () => Route53Check.http(PublicEndpoint.domainName('10.0.0.1')),
  'http of a public name': () => Route53Check.http(PublicEndpoint.domainName('www.example.com')),
  'routingControl': () => Route53Check.routingControl('arn:aws:route53-recovery-control::111122223333:controlpanel/0123456789abcdef0123456789abcdef/routingcontrol/0123456789abcdef'),
};

/** What cannot be (aws-facts §3): nothing is behind an HTTP API or nothing, internal load balancers are not on the internet, and names in namespaces lead to tasks. */
function isPossible(check: string, exposure: string, namespace: string): boolean {
  const isBalanced = exposure !== 'none' && exposure !== 'httpApi';
  switch (check) {
    case 'healthyTargets': return isBalanced;
    case 'https of the load balancer': case 'tcp of the load balancer': return /^public|^existingListener/.test(exposure);
    // A name of an HTTP namespace is in no DNS of the app, and may be one of the internet.
    case 'http of the discovery name': return namespace === 'http';
    case 'http of an address': return false;
    default: return true;
  }
}

/** What is seen when all listeners and names of the app are there. */
function isRefusedAtSynth(check: string, exposure: string, namespace: string): boolean {
  switch (check) {
    case 'https of the load balancer': return exposure === 'publicAlb' || exposure === 'existingListener';
    case 'tcp of the load balancer': return exposure === 'publicNlb';
    case 'http of the discovery name': return namespace === 'public';
    default: return false;
  }
}

function build(exposure: string, namespace: string, deployment: string): { readonly shop: Shop; readonly attempt: (check: string) => boolean } {
  const shop = new Shop();
  const stack = new Stack(shop.app, 'Back');
  const made = EXPOSURES[exposure]?.(shop);
  const backend = shop.service('Backend', {
    port: 8080,
    cloudMapNamespace: NAMESPACES[namespace](),
    deployment: made && exposure !== 'httpApi' ? DEPLOYMENTS[deployment] : undefined,
    dnsRecords: exposure === 'httpApi' && namespace !== 'http' ? DnsRecords.aAndSrv() : undefined,
  }, stack);
  const exposed = made && backend.exposeVia(made);
  return {
    shop,
    attempt: (check) => {
      if (exposed === undefined && / of the load balancer$|^healthyTargets$/.test(check)) {
        return false;
      }
      return brokenRules(() => backend.addRoute53HealthCheck(CHECKS[check](backend, exposed), { id: check.replace(/ /g, '') })).length === 0;
    },
  };
}

beforeAll(() => {
  process.env.CDK_VALIDATION = 'true';
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true });
});
afterAll(() => {
  process.env.CDK_VALIDATION = 'false';
  delete process.env.CDK_CONTEXT_JSON;
});

const COMBINATIONS = Object.keys(EXPOSURES).flatMap((exposure) => Object.keys(NAMESPACES).flatMap((namespace) =>
  Object.keys(DEPLOYMENTS).map((deployment) => ({ exposure, namespace, deployment }))));

test.each(COMBINATIONS)('$exposure, a $namespace namespace, $deployment: no check asks from outside for what is inside', ({ exposure, namespace, deployment }) => {
  const { shop, attempt } = build(exposure, namespace, deployment);
  const tried = Object.keys(CHECKS).filter((check) => !isRefusedAtSynth(check, exposure, namespace));
  expect(tried.filter(attempt)).toEqual(tried.filter((check) => isPossible(check, exposure, namespace)));
  const { directory } = shop.app.synth();
  expect(healthCheckFaults(readAssembly(directory))).toEqual([]);
  expect(undeployable(shop.app)).toEqual([]);
  expect(pluginReports(directory)).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['http of the discovery name', 'none', 'public', 'health-check-unreachable'],
  ['https of the load balancer', 'publicAlb', 'private', 'health-check-listener'],
  ['https of the load balancer', 'existingListener', 'private', 'health-check-listener'], ['tcp of the load balancer', 'publicNlb', 'http', 'health-check-listener'],
])('%s with the exposure %s in a %s namespace is refused at synth', (check, exposure, namespace, rule) => {
  const { shop, attempt } = build(exposure, namespace, 'rolling');
  expect(attempt(check)).toBe(true);
  expect(shop.synthesisError()).toContain(`[${rule}] Back/Backend/Service/`);
});

describe('what looks at the templates sees', () => {
  const found = (HealthCheckConfig: object, others: object = {}) => healthCheckFaults(assemblyOf(new Map([['Shop', {
    Resources: { Check: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig } }, ...others },
  } as Tree]]))).map(({ what }) => what);
  const ELB = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

  test.each<[string, object, object, string[]]>([
    ['a private address', { Type: 'TCP', IPAddress: '172.16.0.1' }, {}, ['Route53 HealthCheck: private address']],
    ['a private address as a name', { Type: 'TCP', FullyQualifiedDomainName: 'fd00::1' }, {}, ['Route53 HealthCheck: private address as a name']],
    ['a name in a private namespace', { Type: 'HTTP', FullyQualifiedDomainName: 'Backend.Shop.example.' },
      { Namespace: { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: 'shop.example' } } }, ['Route53 HealthCheck: name in a private namespace']],
    ['a name that is not of the internet', { Type: 'HTTPS_STR_MATCH', FullyQualifiedDomainName: 'a.internal' }, {}, ['Route53 HealthCheck: name that is not of the internet']],
    ['an internal load balancer', { Type: 'HTTP', FullyQualifiedDomainName: { 'Fn::GetAtt': ['Alb', 'DNSName'] } },
      { Alb: { Type: ELB, Properties: { Scheme: 'internal' } } }, ['Route53 HealthCheck: endpoint of an internal load balancer']],
    ['something else', { Type: 'HTTP', FullyQualifiedDomainName: { Ref: 'Name' } }, { Name: { Type: 'AWS::ServiceDiscovery::Service' } },
      ['Route53 HealthCheck: endpoint AWS::ServiceDiscovery::Service', 'Route53 HealthCheck: endpoint of an internal load balancer']],
    ['an endpoint where none is asked', { Type: 'CLOUDWATCH_METRIC', Port: 80 }, {}, ['Route53 HealthCheck: endpoint in a check of the type CLOUDWATCH_METRIC']],
    ['a public load balancer, and tells nothing', { Type: 'TCP', FullyQualifiedDomainName: { 'Fn::GetAtt': ['Alb', 'DNSName'] } },
      { Alb: { Type: ELB, Properties: { Scheme: 'internet-facing' } } }, []],
  ])('%s', (_what, config, others, faults) => {
    expect(found(config, others)).toEqual(faults);
  });
});

test('an internal load balancer of the user is refused too', () => {
  const { stack, vpc } = new Shop();
  expect(brokenRules(() => PublicEndpoint.loadBalancer(new NetworkLoadBalancer(stack, 'Nlb', { vpc })))).toEqual(['health-check-load-balancer']);
});
