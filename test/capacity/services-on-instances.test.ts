import { BuiltInAttributes, PlacementConstraint, PlacementStrategy } from 'aws-cdk-lib/aws-ecs';
import { addInstances, addManagedProvider, addProvider, backendOf, undeployable } from './instances';
import type { DiscoverableServiceProps, Ec2CapacityOptions } from '../../src';
import { Capacity, TaskCount } from '../../src';
import { Shop, brokenRules } from '../testing/shop';

function onInstances(capacity: Capacity, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  addInstances(shop.cluster);
  shop.service('Backend', { capacity, ...props });
  return backendOf(shop).service;
}

const CALLS = ['ec2', 'ec2Bridge', 'ec2Host'] as const;

test.each(CALLS)('a service of Capacity.%s() takes any instance of the cluster, unless told otherwise', (call) => {
  const service = onInstances(Capacity[call]());
  expect(service).toMatchObject({ LaunchType: 'EC2', SchedulingStrategy: 'REPLICA', DesiredCount: 2 });
  expect(service).not.toHaveProperty('CapacityProviderStrategy');
});

test.each(CALLS)('tasks of Capacity.%s() are shared out to the capacity providers, without a launch type', (call) => {
  const shop = new Shop();
  const [a, b] = [addProvider(shop, 'A'), addProvider(shop, 'B')];
  const service = onInstances(Capacity[call]({ capacityProviders: [{ provider: a, base: 2 }, { provider: b, weight: 3 }] }), {}, shop);
  expect(service.CapacityProviderStrategy).toEqual([
    { CapacityProvider: shop.stack.resolve(a.capacityProviderName) as unknown, Base: 2, Weight: 1 },
    { CapacityProvider: shop.stack.resolve(b.capacityProviderName) as unknown, Weight: 3 },
  ]);
  expect(service).not.toHaveProperty('LaunchType');
});

test('tasks on managed instances go to their capacity provider, without a launch type', () => {
  const shop = new Shop();
  const provider = addManagedProvider(shop);
  shop.service('Backend', { capacity: Capacity.managedInstances(provider) });
  const { service } = backendOf(shop);
  expect(service).toMatchObject({
    CapacityProviderStrategy: [{ CapacityProvider: shop.stack.resolve(provider.capacityProviderName), Weight: 1 }],
    DesiredCount: 2,
    AvailabilityZoneRebalancing: 'ENABLED',
    DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
  });
  expect(service).not.toHaveProperty('LaunchType');
  expect(undeployable(shop.app)).toEqual([]);
});

test.each(CALLS)('instances for Capacity.%s() are chosen as it was asked for', (call) => {
  expect(onInstances(Capacity[call]({
    placementStrategies: [PlacementStrategy.spreadAcross(BuiltInAttributes.AVAILABILITY_ZONE), PlacementStrategy.packedByMemory()],
    placementConstraints: [PlacementConstraint.distinctInstances()],
  }))).toMatchObject({
    PlacementStrategies: [{ Type: 'spread', Field: 'attribute:ecs.availability-zone' }, { Type: 'binpack', Field: 'MEMORY' }],
    PlacementConstraints: [{ Type: 'distinctInstance' }],
  });
});

test.each<[string, boolean, Ec2CapacityOptions]>([
  ['nothing is said', true, {}],
  ['no strategy is given', true, { placementStrategies: [] }],
  ['the zones come first', true, { placementStrategies: [PlacementStrategy.spreadAcross(BuiltInAttributes.AVAILABILITY_ZONE), PlacementStrategy.packedByCpu()] }],
  ['the zones are the first of two fields', true, { placementStrategies: [PlacementStrategy.spreadAcross(BuiltInAttributes.AVAILABILITY_ZONE, 'instanceId')] }],
  ['instances come first', false, { placementStrategies: [PlacementStrategy.spreadAcrossInstances()] }],
  ['the zones come second', false, { placementStrategies: [PlacementStrategy.packedByCpu(), PlacementStrategy.spreadAcross(BuiltInAttributes.AVAILABILITY_ZONE)] }],
  ['it is left to chance', false, { placementStrategies: [PlacementStrategy.randomly()] }],
  ['each task has an instance of its own', true, { placementConstraints: [PlacementConstraint.distinctInstances()] }],
  ['the kind of instance is constrained', true, { placementConstraints: [PlacementConstraint.memberOf('attribute:ecs.instance-type =~ t3.*')] }],
  ['the zone is constrained, which ECS refuses beside balancing', false,
    { placementConstraints: [PlacementConstraint.memberOf('attribute:ecs.availability-zone in [eu-west-1a, eu-west-1b]')] }],
  ['it is a daemon', false, { daemon: true }],
])('where %s, balancing over the zones is on: %s', (_what, on, options) => {
  expect(onInstances(Capacity.ec2Bridge(options)).AvailabilityZoneRebalancing === 'ENABLED').toBe(on);
});

test.each<[string, number, number, Capacity]>([
  ['with an address of its own', 100, 200, Capacity.ec2()],
  ['with a free port of its instance', 100, 200, Capacity.ec2Bridge()],
  ['with a fixed port of its instance', 50, 200, Capacity.ec2Bridge({ hostPort: 8080 })],
  ['in the network of its instance', 50, 200, Capacity.ec2Host()],
  ['that is a daemon', 50, 100, Capacity.ec2({ daemon: true })],
  ['that is a daemon in bridge mode', 50, 100, Capacity.ec2Bridge({ daemon: true })],
  ['that is a daemon in host mode', 50, 100, Capacity.ec2Host({ daemon: true })],
])('a deployment of a task %s keeps %d to %d percent running, and is rolled back if it does not come up', (_what, least, most, capacity) => {
  expect(onInstances(capacity).DeploymentConfiguration).toMatchObject({
    MinimumHealthyPercent: least, MaximumPercent: most, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
  });
});

test.each(CALLS)('a daemon of Capacity.%s() runs one task an instance: ECS refuses a number of tasks', (call) => {
  const service = onInstances(Capacity[call]({ daemon: true, placementConstraints: [PlacementConstraint.memberOf('attribute:disk == ssd')] }));
  expect(service).toMatchObject({
    SchedulingStrategy: 'DAEMON', LaunchType: 'EC2', PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:disk == ssd' }],
  });
  expect(service).not.toHaveProperty('DesiredCount');
  expect(service).not.toHaveProperty('PlacementStrategies');
});

test('a daemon does not scale', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const service = shop.service('Backend', { capacity: Capacity.ec2({ daemon: true }) });
  expect(brokenRules(() => service.scaling)).toEqual(['scaling-without-meaning']);
});

test.each(CALLS)('the number of tasks of Capacity.%s() can be given, or scale', (call) => {
  expect(onInstances(Capacity[call](), { taskCount: TaskCount.exactly(7) }).DesiredCount).toBe(7);
  expect(onInstances(Capacity[call](), { taskCount: TaskCount.autoScaled({ max: 7 }) })).not.toHaveProperty('DesiredCount');
});

test.each(CALLS)('a worker of Capacity.%s() is registered nowhere', (call) => {
  expect(onInstances(Capacity[call](), { port: undefined }).ServiceRegistries).toEqual([]);
});

test('a shell can be opened on instances too', () => {
  expect(onInstances(Capacity.ec2Bridge(), { enableExecuteCommand: true }).EnableExecuteCommand).toBe(true);
});
