import { App, Annotations as CdkAnnotations, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Peer, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ApplicationProtocolVersion, IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Capacity, DiscoverableService, Exposure } from '../../src';
import { addInstances, addManagedProvider, ecsServiceOf, undeployable } from '../capacity/instances';
import type { TemplateJson } from '../connect/reading';
import { resourcesOf, rulesOf, templateOf } from '../connect/reading';
import { DUAL_STACK, IMAGE, Shop } from '../testing/shop';

const certificate = ({ stack }: { readonly stack: Stack }) => Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/a');
const elb = (template: TemplateJson, type: string) => resourcesOf(template, `AWS::ElasticLoadBalancingV2::${type}`).map(([, { Properties = {} }]) => Properties);

/** The template of a service `Backend` that is exposed. */
function expose(make: (shop: Shop) => Exposure, shop = new Shop()): TemplateJson {
  shop.service('Backend').exposeVia(make(shop));
  const template = templateOf(shop);
  expect(undeployable(shop.app)).toEqual([]);
  return template;
}

test.each<[string, (shop: Shop) => Exposure, string, string]>([
  ['publicAlb', () => Exposure.publicAlb(), 'application', 'internet-facing'], ['internalAlb', () => Exposure.internalAlb(), 'application', 'internal'],
  ['publicNlb', () => Exposure.publicNlb(), 'network', 'internet-facing'], ['internalNlb', () => Exposure.internalNlb(), 'network', 'internal'],
])('%s() is a load balancer of its kind and scheme, in subnets of its scheme', (_factory, make, Type, Scheme) => {
  const [loadBalancer] = elb(expose(make), 'LoadBalancer');
  expect(loadBalancer).toMatchObject({ Type, Scheme });
  expect(JSON.stringify(loadBalancer.Subnets)).toContain(Scheme === 'internal' ? 'VpcPrivateSubnet' : 'VpcPublicSubnet');
});

test('a redirect leads to the port of HTTPS, also to one that is known at deployment only, and can be left out', () => {
  const redirects = (template: TemplateJson) => elb(template, 'Listener').flatMap(({ DefaultActions }) => DefaultActions as Array<{ RedirectConfig?: object }>)
    .flatMap(({ RedirectConfig }) => RedirectConfig ? [RedirectConfig] : []);
  expect(redirects(expose((shop) => Exposure.publicAlb({ certificate: certificate(shop), port: 8443 })))).toEqual([{ Port: '8443', Protocol: 'HTTPS', StatusCode: 'HTTP_301' }]);
  const late = (shop: Shop) => new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
  expect(redirects(expose((shop) => Exposure.publicAlb({ certificate: certificate(shop), port: late(shop) })))).toEqual([expect.objectContaining({ Port: { Ref: 'Port' } })]);
  const alone = expose((shop) => Exposure.publicAlb({ certificate: certificate(shop), redirectHttp: false }));
  expect(redirects(alone)).toEqual([]);
  expect(JSON.stringify(resourcesOf(alone, 'AWS::EC2::SecurityGroup'))).not.toContain('"FromPort":80');
});

test('gRPC is spoken with the tasks, and any answer of it is healthy', () => {
  const [group] = elb(expose((shop) => Exposure.internalAlb({ certificate: certificate(shop), protocolVersion: ApplicationProtocolVersion.GRPC })), 'TargetGroup');
  expect(group).toMatchObject({ ProtocolVersion: 'GRPC', Protocol: 'HTTP', HealthCheckPath: '/AWS.ALB/healthcheck', Matcher: { GrpcCode: '0-99' } });
});

test.each([Exposure.internalAlb({ deregistrationDelay: Duration.seconds(5) }), Exposure.internalNlb({ deregistrationDelay: Duration.seconds(5) })])(
  'the time to end what was begun can be said (%#)', (exposure) => {
    const [group] = elb(expose(() => exposure), 'TargetGroup');
    expect(group.TargetGroupAttributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '5' });
  });

test.each<[string, (accessLogBucket: Bucket) => Exposure]>([
  ['publicAlb', (accessLogBucket) => Exposure.publicAlb({ accessLogBucket })],
  ['internalNlb', (accessLogBucket) => Exposure.internalNlb({ accessLogBucket, certificate: certificate({ stack: Stack.of(accessLogBucket) }) })],
])('access logs of %s() go to the bucket, which lets them in', (_factory, make) => {
  const app = new App();
  const stack = new Stack(app, 'Shop', { env: { region: 'eu-west-1' } });
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80 }).exposeVia(make(new Bucket(stack, 'Logs')));
  const template = templateOf({ app, stack });
  expect(elb(template, 'LoadBalancer')[0].LoadBalancerAttributes).toContainEqual({ Key: 'access_logs.s3.enabled', Value: 'true' });
  expect(JSON.stringify(resourcesOf(template, 'AWS::S3::BucketPolicy'))).toContain('s3:PutObject');
  expect(undeployable(app)).toEqual([]);
});

describe('clients with IPv6', () => {
  test('are let in by the range that they have, where everybody is, and find an address', () => {
    const template = expose(() => Exposure.publicNlb({ ipAddressType: IpAddressType.DUAL_STACK }), new Shop(DUAL_STACK));
    expect(elb(template, 'LoadBalancer')[0].IpAddressType).toBe('dualstack');
    expect(JSON.stringify(resourcesOf(template, 'AWS::EC2::SecurityGroup'))).toContain('"CidrIpv6":"::/0"');
  });

  test('are let in by those ranges alone that were given', () => {
    const template = expose(() => Exposure.publicAlb({ ipAddressType: IpAddressType.DUAL_STACK, allowedPeers: [Peer.ipv6('2001:db8::/32')] }), new Shop(DUAL_STACK));
    const json = JSON.stringify(resourcesOf(template, 'AWS::EC2::SecurityGroup'));
    expect(json).toContain('2001:db8::/32');
    expect(json).not.toContain('0.0.0.0/0","Description":"from');
  });
});

test('what the CDK refuses leaves nothing behind, and the id is free again', () => {
  const backend = new Shop(DUAL_STACK).service('Backend');
  const allowedPeers = [Peer.ipv6('2001:db8::/32')];
  expect(() => backend.exposeVia(Exposure.internalAlb({ ipAddressType: IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4, allowedPeers }))).toThrow(/internet-facing/);
  expect(backend.node.tryFindChild('InternalAlb')).toBeUndefined();
  backend.exposeVia(Exposure.internalAlb());
});

test.each(['on the service', 'on the load balancer'])('that HTTP on the internet is told can be acknowledged %s', (where) => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const exposed = backend.exposeVia(Exposure.publicAlb());
  CdkAnnotations.of(where === 'on the service' ? backend : exposed).acknowledgeWarning('cdk-discoverable-service:public-http', 'Only the redirect of another service.');
  expect(Annotations.fromStack(shop.stack).findWarning('*', Match.stringLikeRegexp('public-http'))).toEqual([]);
});

describe('tasks of each capacity are registered by what they have', () => {
  test.each<[string, (shop: Shop) => Capacity, string]>([
    ['a daemon by its addresses', (shop) => (addInstances(shop.cluster), Capacity.ec2({ daemon: true })), 'ip'],
    ['a daemon in host mode by its instances', (shop) => (addInstances(shop.cluster), Capacity.ec2Host({ daemon: true })), 'instance'],
    ['tasks on managed instances by their addresses', (shop) => Capacity.managedInstances(addManagedProvider(shop)), 'ip'],
    ['tasks on Fargate Spot by their addresses', () => Capacity.fargate({ spot: {} }), 'ip'],
  ])('%s', (_what, capacity, TargetType) => {
    const shop = new Shop();
    const backend = shop.service('Backend', { capacity: capacity(shop) });
    backend.exposeVia(Exposure.internalAlb());
    backend.exposeVia(Exposure.internalNlb());
    const template = templateOf(shop);
    expect(elb(template, 'TargetGroup').map((group) => group.TargetType)).toEqual([TargetType, TargetType]);
    const target = TargetType === 'ip' ? 'BackendSecurityGroup' : 'ClusterInstancesInstanceSecurityGroup';
    expect(rulesOf(template).filter((rule) => rule.startsWith('in:'))).toEqual(
      [`in: ${target} < BackendInternalAlbSecurityGroup tcp 80-80`, `in: ${target} < BackendInternalNlbSecurityGroup tcp 80-80`]);
    expect(ecsServiceOf(template).LoadBalancers).toHaveLength(2);
    expect(undeployable(shop.app)).toEqual([]);
  });
});
