import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Peer } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, ApplicationLoadBalancer, IpAddressType, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, DnsRecords, Exposure, HealthProbe } from '../../src';
import type { DiscoverableServiceProps } from '../../src';
import { addInstances, ecsServiceOf, undeployable } from '../capacity/instances';
import { nameOf, resourcesOf, rulesOf, serviceOf, templateOf, templatesOf, withoutHash } from '../connect/reading';
import type { TemplateJson } from '../connect/reading';
import { DUAL_STACK, Shop } from '../testing/shop';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const certificate = (shop: Shop) => Certificate.fromCertificateArn(shop.stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a');

/** The template of a service `Backend` on port 8080 that is exposed. */
function expose(make: (shop: Shop) => Exposure, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()): TemplateJson {
  shop.service('Backend', { port: 8080, ...props }).exposeVia(make(shop));
  const template = templateOf(shop);
  expect(undeployable(shop.app)).toEqual([]);
  return template;
}

/** Whom a load balancer lets in by range, as `range protocol ports`. */
function peersOf(template: TemplateJson): string[] {
  const group = resourcesOf(template, 'AWS::EC2::SecurityGroup').find(([id]) => /(Alb|Nlb)SecurityGroup/.test(id))![1].Properties!;
  return (group.SecurityGroupIngress as Array<Record<string, unknown>>)
    .map(({ CidrIp, CidrIpv6, IpProtocol, FromPort }) => `${JSON.stringify(CidrIp ?? CidrIpv6)} ${String(IpProtocol)} ${String(FromPort)}`).sort();
}

const listenersOf = (template: TemplateJson) => resourcesOf(template, LISTENER).map(([, { Properties }]) => `${String(Properties?.Protocol)} ${String(Properties?.Port)}`);

test('a public load balancer for HTTP lets in everybody on port 80 and out to the tasks only, which let in nobody else', () => {
  const template = expose(() => Exposure.publicAlb());
  expect(listenersOf(template)).toEqual(['HTTP 80']);
  expect(peersOf(template)).toEqual(['"0.0.0.0/0" tcp 80']);
  expect(rulesOf(template)).toEqual([
    'in: BackendSecurityGroup < BackendPublicAlbSecurityGroup tcp 8080-8080', 'out: BackendPublicAlbSecurityGroup > BackendSecurityGroup tcp 8080-8080',
  ]);
});

test('with a certificate it speaks HTTPS with TLS of today, and redirects for good what comes in plain text', () => {
  const template = expose((shop) => Exposure.publicAlb({ certificate: certificate(shop) }));
  expect(listenersOf(template).sort()).toEqual(['HTTP 80', 'HTTPS 443']);
  expect(peersOf(template)).toEqual(['"0.0.0.0/0" tcp 443', '"0.0.0.0/0" tcp 80']);
  const json = JSON.stringify(resourcesOf(template, LISTENER));
  expect(json).toContain('"RedirectConfig":{"Port":"443","Protocol":"HTTPS","StatusCode":"HTTP_301"}');
  expect(json).toContain('"SslPolicy":"ELBSecurityPolicy-TLS13-1-2-2021-06"');
});

test('an internal load balancer lets in the addresses of the VPC, and those that are named instead', () => {
  expect(peersOf(expose(() => Exposure.internalAlb()))).toEqual([expect.stringMatching(/^\{"Fn::GetAtt":\["Vpc\w+","CidrBlock"\]\} tcp 80$/)]);
  expect(peersOf(expose(() => Exposure.internalNlb({ allowedPeers: [Peer.ipv4('10.9.0.0/16')] })))).toEqual(['"10.9.0.0/16" tcp 8080']);
});

test('a load balancer with IPv6 lets in everybody on it too', () => {
  expect(peersOf(expose(() => Exposure.publicAlb({ ipAddressType: IpAddressType.DUAL_STACK }), {}, new Shop(DUAL_STACK)))).toEqual(['"0.0.0.0/0" tcp 80', '"::/0" tcp 80']);
});

test('a Network Load Balancer always has a security group, and tasks let it in', () => {
  const template = expose(() => Exposure.publicNlb());
  expect(resourcesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer')[0][1].Properties?.SecurityGroups).toHaveLength(1);
  expect(rulesOf(template)).toContain('in: BackendSecurityGroup < BackendPublicNlbSecurityGroup tcp 8080-8080');
});

test('a probe on a port of its own is let in there', () => {
  const template = expose(() => Exposure.internalAlb(), { healthProbe: HealthProbe.http({ port: 9000, path: '/ready' }) });
  expect(rulesOf(template).filter((rule) => rule.startsWith('in:'))).toEqual([
    'in: BackendSecurityGroup < BackendInternalAlbSecurityGroup tcp 8080-8080', 'in: BackendSecurityGroup < BackendInternalAlbSecurityGroup tcp 9000-9000',
  ]);
  expect(resourcesOf(template, TARGET_GROUP)[0][1].Properties).toMatchObject({ HealthCheckPort: '9000', HealthCheckPath: '/ready' });
});

test('the service is deployed after its listeners', () => {
  const template = expose((shop) => Exposure.publicAlb({ certificate: certificate(shop) }));
  const waits = [serviceOf(template, 'Backend')[1].DependsOn ?? []].flat().map(withoutHash);
  expect(waits).toEqual(expect.arrayContaining(['BackendPublicAlbListener', 'BackendPublicAlbRedirect']));
});

test('plain HTTP on the internet is told, and only that', () => {
  const warned = (make: (shop: Shop) => Exposure) => {
    const shop = new Shop();
    shop.service('Backend').exposeVia(make(shop));
    return Annotations.fromStack(shop.stack).findWarning('*', Match.stringLikeRegexp('public-http')).length;
  };
  expect(warned(() => Exposure.publicAlb())).toBe(1);
  expect(warned((shop) => Exposure.publicAlb({ certificate: certificate(shop) }))).toBe(0);
  expect(warned(() => Exposure.internalAlb())).toBe(0);
});

describe('tasks on instances', () => {
  const onInstances = (capacity: Capacity) => {
    const shop = new Shop();
    const backend = shop.service('Backend', { port: 8080, capacity });
    backend.exposeVia(Exposure.internalAlb());
    // After the line, as users do it.
    addInstances(shop.cluster);
    const template = templateOf(shop);
    return { rules: rulesOf(template).filter((rule) => rule.startsWith('in:')), type: resourcesOf(template, TARGET_GROUP)[0][1].Properties?.TargetType, shop };
  };
  const OF_INSTANCES = 'in: ClusterInstancesInstanceSecurityGroup < BackendInternalAlbSecurityGroup';

  test.each<[string, Capacity, string]>([
    ['in bridge mode are called on the ports that Docker takes', Capacity.ec2Bridge(), `${OF_INSTANCES} tcp 32768-65535`],
    ['in bridge mode with a fixed port are called on it', Capacity.ec2Bridge({ hostPort: 8081 }), `${OF_INSTANCES} tcp 8081-8081`],
    ['in host mode are called on the port of the container', Capacity.ec2Host(), `${OF_INSTANCES} tcp 8080-8080`],
  ])('%s', (_what, capacity, rule) => {
    const { rules, type, shop } = onInstances(capacity);
    expect(rules).toEqual([rule]);
    expect(type).toBe('instance');
    expect(undeployable(shop.app)).toEqual([]);
  });

  test('with addresses of their own are called there', () => {
    const { rules, type } = onInstances(Capacity.ec2());
    expect(rules).toEqual(['in: BackendSecurityGroup < BackendInternalAlbSecurityGroup tcp 8080-8080']);
    expect(type).toBe('ip');
  });
});

test('a load balancer of another stack is referred to, and refers to nothing, also where that stack calls the service', () => {
  const shop = new Shop();
  const front = new Stack(shop.app, 'Front');
  const loadBalancer = new ApplicationLoadBalancer(front, 'Alb', { vpc: shop.vpc });
  const listener = new ApplicationListener(front, 'Http', { loadBalancer, port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
  const backend = shop.service('Backend', {}, new Stack(shop.app, 'Back'));
  backend.exposeVia(Exposure.existingListener(listener, { priority: 1, pathPatterns: ['/api/*'] }));
  shop.service('Frontend', {}, front).connectTo(backend);

  const templates = templatesOf(shop.app);
  expect(undeployable(shop.app)).toEqual([]);
  expect(resourcesOf(templates['Back.template.json'], 'AWS::ElasticLoadBalancingV2::ListenerRule')).toHaveLength(1);
  expect(JSON.stringify(templates['Front.template.json'])).not.toContain('Fn::ImportValue":"Back:');
});

test('tasks have 30 seconds to end what they have begun', () => {
  const [[, { Properties }]] = resourcesOf(expose(() => Exposure.internalAlb()), TARGET_GROUP);
  expect(Properties?.TargetGroupAttributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '30' });
});

test('API Gateway finds the tasks in Cloud Map, and its link is let in', () => {
  const template = expose(() => Exposure.httpApi(), { dnsRecords: DnsRecords.aAndSrv() });
  const [[, { Properties: integration }]] = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
  expect(nameOf(integration?.IntegrationUri)).toBe('BackendCloudMapService');
  expect(integration).toMatchObject({ ConnectionType: 'VPC_LINK', IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'ANY' });
  expect(rulesOf(template)).toContain('in: BackendSecurityGroup < BackendHttpApiSecurityGroup tcp 8080-8080');
  expect(ecsServiceOf(template).LoadBalancers ?? []).toEqual([]);
});
