import { Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AsgCapacityProvider, Cluster, EcsOptimizedImage, ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import { addInstances, addManagedProvider, addProvider, dependenciesOf, ecsServiceOf, serviceDependencies, undeployable } from './instances';
import { Capacity } from '../../src';
import { nameOf, resourcesOf, templateOf, templatesOf, withoutHash } from '../connect/reading';
import { IMAGE, Shop } from '../testing/shop';

const PROVIDER = 'AWS::ECS::CapacityProvider';
const ROUTES = ['VpcPrivateSubnet1DefaultRoute', 'VpcPrivateSubnet2DefaultRoute'];

/** The types of what a service is created after, and deleted before, below its cluster. */
function waitsForTypes(shop: Shop, stack = shop.stack, id = 'Backend'): string[] {
  const template = templatesOf(shop.app)[`${stack.artifactId}.template.json`];
  const [, { DependsOn: names }] = resourcesOf(template, 'AWS::ECS::Service').find(([name]) => withoutHash(name) === `${id}Service`)!;
  return [names ?? []].flat().map((name) => template.Resources[name].Type).sort();
}

const CALLS = ['ec2', 'ec2Bridge', 'ec2Host'] as const;

test.each(CALLS)('a service of Capacity.%s() is deleted before the cluster loses its capacity provider, which the CDK gives it at synth', (call) => {
  const shop = new Shop();
  shop.service('Backend', { capacity: Capacity[call]({ capacityProviders: [{ provider: addProvider(shop, 'Provider') }] }) });
  expect(waitsForTypes(shop)).toEqual(['AWS::ECS::ClusterCapacityProviderAssociations']);
  expect(undeployable(shop.app)).toEqual([]);
});

test.each(CALLS)('a service of Capacity.%s() is deleted before the instances of its cluster, also those that join it later', (call) => {
  const shop = new Shop();
  addInstances(shop.cluster, 'Early');
  shop.service('Backend', { capacity: Capacity[call]() });
  addInstances(shop.cluster, 'Late');
  expect(serviceDependencies(templateOf(shop))).toEqual(['ClusterEarlyASG', 'ClusterLateASG']);
  expect(undeployable(shop.app)).toEqual([]);
});

test('a service of any instance is deleted before the capacity providers that its cluster gets later', () => {
  const shop = new Shop();
  shop.service('Backend', { capacity: Capacity.ec2Bridge() });
  addProvider(shop, 'Late');
  expect(waitsForTypes(shop)).toEqual(['AWS::ECS::ClusterCapacityProviderAssociations']);
});

test('a service on managed instances is deleted before their capacity provider, and that before the cluster: each refers to the next', () => {
  const shop = new Shop();
  shop.service('Backend', { capacity: Capacity.managedInstances(addManagedProvider(shop)) });
  const template = templateOf(shop);
  const [[id, { Properties: provider }]] = resourcesOf(template, PROVIDER);
  expect(ecsServiceOf(template).CapacityProviderStrategy).toEqual([{ CapacityProvider: { Ref: id }, Weight: 1 }]);
  expect(nameOf(provider?.ClusterName)).toBe('Cluster');
  expect(undeployable(shop.app)).toEqual([]);
});

test('a capacity provider is deleted before the routes by which its instances tell that they are gone', () => {
  const shop = new Shop();
  const [provider, other] = [addProvider(shop, 'Provider'), addProvider(shop, 'Other')];
  shop.service('Backend', { capacity: Capacity.ec2({ capacityProviders: [{ provider }, { provider: other }] }) });
  const template = templateOf(shop);
  expect(dependenciesOf(template, PROVIDER, 'Provider')).toEqual(expect.arrayContaining(ROUTES));
  expect(dependenciesOf(template, PROVIDER, 'Other')).toEqual(expect.arrayContaining(ROUTES));
});

test('a capacity provider of managed instances is deleted before the routes', () => {
  const shop = new Shop();
  shop.service('Backend', { capacity: Capacity.managedInstances(addManagedProvider(shop)) });
  const template = templateOf(shop);
  const waits = resourcesOf(template, PROVIDER).flatMap(([, { DependsOn: names }]) => [names ?? []].flat().map(withoutHash));
  expect(waits).toEqual(expect.arrayContaining(ROUTES));
});

test('two services on one capacity provider make no circle', () => {
  const shop = new Shop();
  const capacity = Capacity.ec2Bridge({ capacityProviders: [{ provider: addProvider(shop, 'Provider') }] });
  const [frontend, backend] = [shop.service('Frontend', { capacity }), shop.service('Backend', { capacity })];
  frontend.connectTo(backend);
  backend.connectTo(frontend);
  expect(undeployable(shop.app)).toEqual([]);
});

/** A cluster with its VPC and instances in a stack `Platform`, the service in `Shop`, which may know the platform's stack by references only. */
function onPlatform(call: typeof CALLS[number], withProvider: boolean) {
  const shop = new Shop();
  const platform = new Stack(shop.app, 'Platform');
  const vpc = new Vpc(platform, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const cluster = new Cluster(platform, 'Cluster', { vpc });
  const autoScalingGroup = new AutoScalingGroup(platform, 'Group', { vpc, instanceType: new InstanceType('t3.micro'), machineImage: EcsOptimizedImage.amazonLinux2023() });
  const provider = new AsgCapacityProvider(platform, 'Provider', { autoScalingGroup });
  cluster.addAsgCapacityProvider(provider);
  addInstances(cluster);
  const capacity = Capacity[call](withProvider ? { capacityProviders: [{ provider }] } : {});
  const service = shop.service('Backend', { cluster, capacity });
  return { shop, service };
}

test.each(CALLS.flatMap((call) => [true, false].map((withProvider) => [call, withProvider] as const)))(
  'where the cluster is in another stack, that stack is deployed first and deleted last: Capacity.%s(), with a provider: %s', (call, withProvider) => {
    const { shop } = onPlatform(call, withProvider);
    expect(undeployable(shop.app)).toEqual([]);
    const assembly = shop.app.synth();
    expect(assembly.getStackByName('Shop').dependencies.map(({ id }) => id)).toContain('Platform');
    expect(assembly.getStackByName('Platform').dependencies.map(({ id }) => id)).not.toContain('Shop');
  });

test('an imported cluster has nothing in this app that a service could be deleted before', () => {
  const shop = new Shop();
  const cluster = Cluster.fromClusterAttributes(shop.stack, 'Imported', { clusterName: 'imported', vpc: shop.vpc });
  shop.service('Backend', { cluster, capacity: Capacity.ec2Host() });
  expect(serviceDependencies(templateOf(shop))).toEqual([]);
});

test.each<[string, (stack: Stack) => Vpc]>([
  ['without private subnets', (stack) => new Vpc(stack, 'Public', { maxAzs: 1, subnetConfiguration: [{ name: 'Public', subnetType: SubnetType.PUBLIC }] })],
  ['without a way out', (stack) => new Vpc(stack, 'Closed', { maxAzs: 1, subnetConfiguration: [{ name: 'Closed', subnetType: SubnetType.PRIVATE_ISOLATED }] })],
  ['that is imported without subnets',
    (stack) => Vpc.fromVpcAttributes(stack, 'Imported', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] }) as Vpc],
])('in a VPC %s a service in bridge mode is defined, and nothing closes a circle', (_what, vpcOf) => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'Second', { vpc: vpcOf(shop.stack) });
  const autoScalingGroup = new AutoScalingGroup(shop.stack, 'Group', {
    vpc: shop.vpc, instanceType: new InstanceType('t3.micro'), machineImage: EcsOptimizedImage.amazonLinux2023(),
  });
  const provider = new AsgCapacityProvider(shop.stack, 'Provider', { autoScalingGroup });
  cluster.addAsgCapacityProvider(provider);
  shop.service('Backend', { cluster, image: IMAGE, capacity: Capacity.ec2Bridge({ capacityProviders: [{ provider }] }) });
  expect(undeployable(shop.app)).toEqual([]);
});

test('managed instances in a stack of their own make no circle', () => {
  const shop = new Shop();
  const platform = new Stack(shop.app, 'Platform');
  const vpc = new Vpc(platform, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const cluster = new Cluster(platform, 'Cluster', { vpc });
  const provider = new ManagedInstancesCapacityProvider(platform, 'Managed', {
    subnets: vpc.privateSubnets, securityGroups: [new SecurityGroup(platform, 'Group', { vpc })],
  });
  cluster.addManagedInstancesCapacityProvider(provider);
  const [frontend, backend] = ['Frontend', 'Backend'].map((id) => shop.service(id, { cluster, capacity: Capacity.managedInstances(provider) }));
  frontend.connectTo(backend);
  expect(undeployable(shop.app)).toEqual([]);
});
