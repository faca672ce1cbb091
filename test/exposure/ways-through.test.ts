import { App, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ApplicationListener, ApplicationLoadBalancer, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, DiscoverableService, DnsRecords, Exposure } from '../../src';
import { addInstances, undeployable } from '../capacity/instances';
import { resourcesOf, rulesOf, templateOf, templatesOf } from '../connect/reading';
import { IMAGE, Shop } from '../testing/shop';

/** A listener of a load balancer `Alb` that the user has made. */
function listenerIn(stack: Stack, vpc: Vpc): ApplicationListener {
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc });
  return new ApplicationListener(stack, 'Http', { loadBalancer, port: 80, open: false, defaultAction: ListenerAction.fixedResponse(404) });
}

const behind = (listener: ApplicationListener, priority = 1, id?: string) =>
  Exposure.existingListener(listener, { priority, id, pathPatterns: [`/${priority}/*`] });

/** The rules of all stacks of an app by file name, groups of other stacks as `Stack:Export`. */
const rulesOfAll = (app: App) => Object.fromEntries(Object.entries(templatesOf(app)).map(([file, template]) => [file.split('.')[0],
  rulesOf(template).map((rule) => rule.replace(/:ExportsOutputFnGetAtt(\w+?SecurityGroup)[0-9A-F]{8}GroupId/g, ':$1'))]));

/** A VPC with a load balancer, a cluster with instances, and services, each in a stack of its own. */
function threeStacks(capacity: Capacity, isLate: boolean) {
  const app = new App();
  const [network, platform, services] = ['Network', 'Platform', 'Services'].map((id) => new Stack(app, id));
  const vpc = new Vpc(network, 'Vpc', { maxAzs: 2 });
  const listener = listenerIn(network, vpc);
  const cluster = new Cluster(platform, 'Cluster', { vpc });
  const join = () => void addInstances(cluster);
  const steps = [() => new DiscoverableService(services, 'Backend', { cluster, image: IMAGE, port: 80, capacity }).exposeVia(behind(listener))];
  (isLate ? [...steps, join] : [join, ...steps]).forEach((step) => step());
  return app;
}

test.each<[string, Capacity, boolean, string]>([
  ['in bridge mode, which join later', Capacity.ec2Bridge(), true, 'tcp 32768-65535'],
  ['in bridge mode, which are there', Capacity.ec2Bridge(), false, 'tcp 32768-65535'],
  ['in host mode, which join later', Capacity.ec2Host(), true, 'tcp 80-80'],
  ['in host mode, which are there', Capacity.ec2Host(), false, 'tcp 80-80'],
])('a load balancer of one stack reaches instances of another one, by rules in that of the service: %s', (_what, capacity, isLate, ports) => {
  const app = threeStacks(capacity, isLate);
  expect(undeployable(app)).toEqual([]);
  expect(rulesOfAll(app)).toEqual({
    Network: [],
    Platform: [],
    Services: [
      `in: Platform:ClusterInstancesInstanceSecurityGroup < Network:AlbSecurityGroup ${ports}`,
      `out: Network:AlbSecurityGroup > Platform:ClusterInstancesInstanceSecurityGroup ${ports}`,
    ],
  });
});

test.each([true, false])('a load balancer of the service has each rule once on instances of another stack: EC2 refuses the second one (joined later: %s)', (isLate) => {
  const shop = new Shop();
  const back = new Stack(shop.app, 'Back');
  const join = () => void addInstances(shop.cluster);
  const expose = () => void shop.service('Backend', { capacity: Capacity.ec2Bridge() }, back).exposeVia(Exposure.internalAlb());
  (isLate ? [expose, join] : [join, expose]).forEach((step) => step());
  expect(rulesOfAll(shop.app)).toEqual({
    Shop: [],
    Back: [
      'in: Shop:ClusterInstancesInstanceSecurityGroup < BackendInternalAlbSecurityGroup tcp 32768-65535',
      'out: BackendInternalAlbSecurityGroup > Shop:ClusterInstancesInstanceSecurityGroup tcp 32768-65535',
    ],
  });
  expect(undeployable(shop.app)).toEqual([]);
});

test('services of several stacks on the same instances share the way through one load balancer, which is beside it', () => {
  const shop = new Shop();
  const listener = listenerIn(shop.stack, shop.vpc);
  addInstances(shop.cluster);
  ['One', 'Two'].forEach((id, index) =>
    shop.service(id, { capacity: Capacity.ec2Bridge() }, new Stack(shop.app, id)).exposeVia(behind(listener, index + 1)));
  expect(rulesOfAll(shop.app)).toEqual({
    One: [],
    Two: [],
    Shop: [
      'in: ClusterInstancesInstanceSecurityGroup < AlbSecurityGroup tcp 32768-65535', 'out: AlbSecurityGroup > ClusterInstancesInstanceSecurityGroup tcp 32768-65535',
    ],
  });
  expect(undeployable(shop.app)).toEqual([]);
});

test('two rules of one listener for a service are one way through', () => {
  const shop = new Shop();
  const listener = listenerIn(shop.stack, shop.vpc);
  const backend = shop.service('Backend', { additionalPorts: [9090] });
  backend.exposeVia(behind(listener, 1));
  backend.exposeVia(behind(listener, 2, 'Again'));
  backend.exposeVia(Exposure.existingListener(listener, { id: 'Admin', priority: 3, pathPatterns: ['/admin'], servicePort: 9090 }));
  expect(rulesOf(templateOf(shop))).toEqual([
    'in: BackendSecurityGroup < AlbSecurityGroup tcp 80-80', 'in: BackendSecurityGroup < AlbSecurityGroup tcp 9090-9090',
    'out: AlbSecurityGroup > BackendSecurityGroup tcp 80-80', 'out: AlbSecurityGroup > BackendSecurityGroup tcp 9090-9090',
  ]);
});

test('a way through that the user has made already, or allows for the same load balancer, is not made twice', () => {
  const shop = new Shop();
  const listener = listenerIn(shop.stack, shop.vpc);
  const [backend, other] = ['Backend', 'Other'].map((id) => shop.service(id));
  backend.service.connections.allowFrom(listener, Port.tcp(80));
  backend.exposeVia(behind(listener, 1));
  other.exposeVia(behind(listener, 2));
  other.allowFrom(listener);
  expect(rulesOf(templateOf(shop))).toEqual([
    'in: BackendSecurityGroup < AlbSecurityGroup tcp 80-80', 'in: OtherSecurityGroup < AlbSecurityGroup tcp 80-80',
    'out: AlbSecurityGroup > BackendSecurityGroup tcp 80-80', 'out: AlbSecurityGroup > OtherSecurityGroup tcp 80-80',
  ]);
  expect(undeployable(shop.app)).toEqual([]);
});

test('the rules of groups that are kept elsewhere are left alone, and an imported group gets a way out: whether it lets out everything is not known', () => {
  const shop = new Shop();
  const group = (id: string, options = {}) => SecurityGroup.fromSecurityGroupId(shop.stack, id, id, options);
  const listener = (id: string, securityGroup = group(id)) => ApplicationListener.fromApplicationListenerAttributes(shop.stack, `Listener of ${id}`, {
    listenerArn: `arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/${id}/b/c`, securityGroup,
  });
  const backend = shop.service('Backend', { securityGroups: [group('sg-tasks', { mutable: false })] });
  backend.exposeVia(behind(listener('sg-a') as ApplicationListener));
  const other = shop.service('Other');
  other.exposeVia(behind(listener('sg-b') as ApplicationListener));
  other.exposeVia(behind(listener('sg-c', group('sg-c', { mutable: false, allowAllOutbound: false })) as ApplicationListener, 2, 'Kept'));
  other.exposeVia(behind(listener('sg-d', group('sg-d', { allowAllOutbound: false })) as ApplicationListener, 3, 'Closed'));
  expect(rulesOf(templateOf(shop))).toEqual([
    'in: OtherSecurityGroup < sg-b tcp 80-80', 'in: OtherSecurityGroup < sg-c tcp 80-80', 'in: OtherSecurityGroup < sg-d tcp 80-80',
    'out: sg-a > sg-tasks tcp 80-80', 'out: sg-b > OtherSecurityGroup tcp 80-80', 'out: sg-d > OtherSecurityGroup tcp 80-80',
  ]);
});

test('the link of an HTTP API reaches the ports that Docker takes on instances which join later', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { capacity: Capacity.ec2Bridge(), dnsRecords: DnsRecords.srv() });
  backend.exposeVia(Exposure.httpApi());
  addInstances(shop.cluster);
  const template = templateOf(shop);
  expect(rulesOf(template)).toEqual([
    'in: ClusterInstancesInstanceSecurityGroup < BackendHttpApiSecurityGroup tcp 32768-65535',
    'out: BackendHttpApiSecurityGroup > ClusterInstancesInstanceSecurityGroup tcp 32768-65535',
  ]);
  const [[, { Properties: link }]] = resourcesOf(template, 'AWS::ApiGatewayV2::VpcLink');
  expect(link?.SubnetIds).toHaveLength(2);
  expect(undeployable(shop.app)).toEqual([]);
});

test('a group that was imported lets the load balancer in by rules beside it: a service that waits for the group closes no circle', () => {
  const shop = new Shop();
  const group = SecurityGroup.fromSecurityGroupId(shop.stack, 'Imported', 'sg-tasks');
  const backend = shop.service('Backend', { securityGroups: [group] });
  backend.exposeVia(Exposure.internalAlb());
  backend.node.addDependency(group);
  expect(rulesOf(templateOf(shop))).toEqual([
    'in: sg-tasks < BackendInternalAlbSecurityGroup tcp 80-80', 'out: BackendInternalAlbSecurityGroup > sg-tasks tcp 80-80',
  ]);
  expect(undeployable(shop.app)).toEqual([]);
});
