import { Annotations, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApplicationLoadBalancer, ListenerAction, NetworkLoadBalancer, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { HealthCheckProps } from 'aws-cdk-lib/aws-route53';
import { HealthCheck, HealthCheckType } from 'aws-cdk-lib/aws-route53';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace, EndpointTarget, Exposure, PublicEndpoint, RegisteredEndpoint, Route53Check, TaskCount } from '../../src';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const cloudMapNamespace = DiscoveryNamespace.publicDns('public-service.com');

/** A service in a public namespace, in a stack of its own, and a check that asks a name. */
function asking(name: (shop: Shop) => string): Shop {
  const shop = new Shop();
  const backend = shop.service('Backend', { cloudMapNamespace }, new Stack(shop.app, 'Back'));
  const { namespace } = backend.cloudMapService;
  new RegisteredEndpoint(shop.stack, 'Www', {
    cluster: shop.cluster, cloudMapNamespace: DiscoveryNamespace.existing(namespace), target: EndpointTarget.addresses(['198.51.100.7']), port: 443,
  });
  Annotations.of(shop.app).acknowledgeWarning('cdk-discoverable-service:private-addresses', 'For the VPC.');
  shop.service('Other').addRoute53HealthCheck(Route53Check.https(PublicEndpoint.domainName(name(shop))));
  return shop;
}

const TEXT = `
  why: The checkers of Route 53 are on the internet. They reach no private address, no internal load balancer, no name in a private namespace, and no task: ECS registers private addresses, in a public namespace too. Such a check is unhealthy for good.
  fix: Ask a public load balancer before the service: Route53Check.https(PublicEndpoint.loadBalancer(exposed.loadBalancer)). Without one use Route53Check.healthyTargets(), reportingTasks() or runningTasks(), which ask CloudWatch.
  see: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html`;

test.each(['backend.public-service.com', 'Backend.Public-Service.com.'])('a name that leads to private addresses of tasks is refused, in a public namespace too (%s)', (name) => {
  expect(asking(() => name).synthesisError()).toContain(
    `[health-check-unreachable] Shop/Other/Service/HttpsCheck/HealthCheck/Resource asks "${name}", under which tasks are registered with private addresses.${TEXT}`);
});

describe('what the checkers do not reach is refused, whoever made the check, and whenever', () => {
  const check = (make: (shop: Shop) => Partial<HealthCheckProps>, after: (shop: Shop) => void = () => undefined) => {
    const shop = new Shop();
    shop.service('Backend');
    new HealthCheck(shop.stack, 'Check', { type: HealthCheckType.HTTP, ...make(shop) } as HealthCheckProps);
    after(shop);
    return shop;
  };
  const imported = { namespaceId: 'ns-1', namespaceName: 'corp.example.com', namespaceArn: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1' };

  test.each<[string, Shop, string]>([
    ['a private address', check(() => ({ ipAddress: '10.0.0.7' })), 'the address 10.0.0.7, which is not one of the internet'],
    ['an internal load balancer, by the name that AWS gives it', check(({ stack, vpc }) => ({ fqdn: new NetworkLoadBalancer(stack, 'Nlb', { vpc }).loadBalancerDnsName })),
      'the internal load balancer Shop/Nlb/Resource'],
    ['the own name in a private namespace', check(() => ({ fqdn: 'Backend.ecs-internal' })), '"Backend.ecs-internal", which is in the private namespace "ecs-internal"'],
    ['a name in a private namespace that comes later', check(() => ({ fqdn: 'db.corp.example.com' }), ({ stack, vpc }) =>
      void new PrivateDnsNamespace(stack, 'Late', { vpc, name: 'corp.example.com' })), '"db.corp.example.com", which is in the private namespace "corp.example.com"'],
    ['a name in a private namespace that was imported', check(({ stack }) => {
      PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(stack, 'Imported', imported);
      return { fqdn: 'db.corp.example.com' };
    }), '"db.corp.example.com", which is in the private namespace "corp.example.com"'],
    ['a name in a private namespace whose name is known at deployment only', check(({ stack, vpc }) => {
      const { namespaceName } = new PrivateDnsNamespace(stack, 'Late', { vpc, name: new CfnParameter(stack, 'Name').valueAsString });
      return { fqdn: `db.${namespaceName}` };
    }), '"a name that is known at deployment", which is in the private namespace "a name that is known at deployment"'],
  ])('%s', (_what, shop, asked) => {
    expect(shop.synthesisError()).toContain(`[health-check-unreachable] Shop/Check/Resource asks ${asked}.${TEXT}`);
  });

  test.each<[string, Shop]>([
    ['a public address', check(() => ({ ipAddress: '18.200.1.1' }))], ['a public name', check(() => ({ fqdn: 'www.example.com' }))],
    ['a public load balancer', check(({ stack, vpc }) => ({ fqdn: new NetworkLoadBalancer(stack, 'Nlb', { vpc, internetFacing: true }).loadBalancerDnsName }))],
    ['a name that ends alike', check(() => ({ fqdn: 'www.not-ecs-internal' }))],
    ['a name that is in no DNS of the app', check(() => ({ fqdn: 'other.shop' }), (shop) => void shop.service('Other', { cloudMapNamespace: DiscoveryNamespace.http('shop') }))],
  ])('%s stands', (_what, shop) => {
    expect(() => shop.app.synth()).not.toThrow();
  });
});

describe('a check of a load balancer of the app', () => {
  const behind = (exposure: (shop: Shop) => Exposure, make: (endpoint: PublicEndpoint) => Route53Check) => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    backend.addRoute53HealthCheck(make(PublicEndpoint.loadBalancer(backend.exposeVia(exposure(shop)).loadBalancer)));
    return shop;
  };
  const https = ({ stack }: Shop) => Exposure.publicAlb({ certificate: Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a') });

  test.each<[string, Shop, string]>([
    ['asks a redirect, which counts as healthy', behind(https, (endpoint) => Route53Check.http(endpoint)),
      'Shop/Backend/PublicAlb/Redirect/Resource redirects, which counts as healthy whether a task works or not'],
    ['asks a port that nobody listens on', behind(() => Exposure.publicAlb(), (endpoint) => Route53Check.http(endpoint, { port: 8080 })),
      'Shop/Backend/PublicAlb/LoadBalancer/Resource listens on 80, and not on 8080'],
    ['asks in plain text where TLS is spoken', behind(https, (endpoint) => Route53Check.http(endpoint, { port: 443 })),
      'Shop/Backend/PublicAlb/Listener/Resource listens for HTTPS, and is asked by HTTP'],
    ['asks by TLS where plain text is spoken', behind(() => Exposure.publicAlb({ port: 8443 }), (endpoint) => Route53Check.https(endpoint, { port: 8443 })),
      'Shop/Backend/PublicAlb/Listener/Resource listens for HTTP, and is asked by HTTPS'],
    ['asks UDP by TCP', behind(() => Exposure.publicNlb({ protocol: Protocol.UDP }), (endpoint) => Route53Check.tcp(endpoint, 80)),
      'Shop/Backend/PublicNlb/Listener/Resource listens for UDP, and is asked by TCP'],
  ])('that %s is refused', (_what, shop, got) => {
    expect(shop.synthesisError()).toContain(`[health-check-listener] Shop/Backend/Service/${got.includes('UDP') ? 'Tcp' : got.includes('by HTTPS') ? 'Https' : 'Http'}Check/HealthCheck/Resource: ${got}.
  why: A check of a load balancer is healthy where a listener answers on the port, in its protocol, with a status of 2xx or 3xx.
  fix: Use Route53Check.https() for a listener with a certificate and http() for one without, and give the port of the listener.
  see: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html`);
  });

  test.each<[string, Shop]>([
    ['HTTPS', behind(https, (endpoint) => Route53Check.https(endpoint))], ['HTTP', behind(() => Exposure.publicAlb(), (endpoint) => Route53Check.http(endpoint))],
    ['TCP', behind(() => Exposure.publicNlb({ port: 9000 }), (endpoint) => Route53Check.tcp(endpoint, 9000))],
    ['a port that is known at deployment only', behind(({ stack }) => Exposure.publicAlb({ port: new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber }),
      (endpoint) => Route53Check.http(endpoint))],
  ])('by %s stands', (_what, shop) => {
    expect(() => shop.app.synth()).not.toThrow();
  });
});

test('a listener that redirects by default, and forwards some paths, may answer a check with a task', () => {
  const shop = new Shop();
  const alb = new ApplicationLoadBalancer(shop.stack, 'Alb', { vpc: shop.vpc, internetFacing: true });
  const listener = alb.addListener('Http', { port: 80, open: false, defaultAction: ListenerAction.redirect({ path: '/start' }) });
  const backend = shop.service('Backend');
  backend.exposeVia(Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/health'] }));
  backend.addRoute53HealthCheck(Route53Check.http(PublicEndpoint.loadBalancer(alb), { path: '/health' }));
  expect(() => shop.app.synth()).not.toThrow();
});

test('a check that comes when synthesis has begun, and one with an empty id, are refused', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  expect(messageOf(() => backend.addRoute53HealthCheck(Route53Check.reportingTasks(), { id: '' }))).toBe(`Shop/Backend.addRoute53HealthCheck(): 1 problem

[health-check-id] id is empty.
  why: A construct needs an id; logical ids are made of it.
  fix: Leave id out, or give one such as 'SecondCheck'.
  see: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
`);
  shop.app.synth();
  expect(messageOf(() => backend.addRoute53HealthCheck(Route53Check.reportingTasks()))).toBe(`Shop/Backend.addRoute53HealthCheck(): 1 problem

[health-check-after-synth] Synthesis has begun.
  why: Templates are written when synthesis has begun: what comes later would be in none, and nobody would be told.
  fix: Call addRoute53HealthCheck() while the app is being built.
  see: https://docs.aws.amazon.com/cdk/v2/guide/apps.html#lifecycle
`);
});

test('what is no check, and no name, is told', () => {
  const backend = new Shop().service('Backend');
  expect(messageOf(() => backend.addRoute53HealthCheck(undefined as never))).toContain('[wrong-value] check is missing, and takes Route53Check.healthyTargets(), ');
  expect(messageOf(() => backend.publishTo('api' as never))).toContain('[wrong-value] name is "api", and takes PublishedName.inHostedZone() or inNamespace().');
});

test('of a service that scales, the most tasks count, and not those that it starts with', () => {
  const shop = new Shop();
  const scaled = shop.service('Scaled', { taskCount: TaskCount.autoScaled({ min: 1, max: 4 }) });
  expect(brokenRules(() => scaled.addRoute53HealthCheck(Route53Check.reportingTasks({ minTasks: 4 })))).toEqual([]);
  expect(brokenRules(() => scaled.addRoute53HealthCheck(Route53Check.reportingTasks({ minTasks: 5 }), { id: 'More' }))).toEqual(['health-check-more-tasks']);
});

test.each<[string, (shop: Shop) => string]>([
  ['another name', () => 'api.public-service.com'], ['what is registered under a public address', () => 'www.public-service.com'],
  ['a name that is known at deployment only', ({ stack }) => new CfnParameter(stack, 'Name').valueAsString],
])('%s stands', (_what, name) => {
  expect(() => asking(name).app.synth()).not.toThrow();
});
