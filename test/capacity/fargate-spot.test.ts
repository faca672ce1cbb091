import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { backendOf, dependenciesOf, ecsServiceOf, serviceDependencies, undeployable } from './instances';
import type { FargateSpotOptions } from '../../src';
import { Capacity } from '../../src';
import { nameOf, resourcesOf, templateOf, templatesOf } from '../connect/reading';
import { Shop } from '../testing/shop';

const ASSOCIATION = 'AWS::ECS::ClusterCapacityProviderAssociations';
const spot = (options: FargateSpotOptions = {}) => ({ capacity: Capacity.fargate({ spot: options }) });

test.each<[string, FargateSpotOptions, object[]]>([
  ['one task on demand and all others on Spot, unless told otherwise', {}, [
    { CapacityProvider: 'FARGATE', Base: 1, Weight: 0 }, { CapacityProvider: 'FARGATE_SPOT', Weight: 1 },
  ]],
  ['what was asked for', { onDemandBase: 2, onDemandWeight: 1, spotWeight: 3 }, [
    { CapacityProvider: 'FARGATE', Base: 2, Weight: 1 }, { CapacityProvider: 'FARGATE_SPOT', Weight: 3 },
  ]],
  ['no task on demand', { onDemandBase: 0 }, [
    { CapacityProvider: 'FARGATE', Base: 0, Weight: 0 }, { CapacityProvider: 'FARGATE_SPOT', Weight: 1 },
  ]],
])('the strategy of a service with Spot is %s', (_what, options, expected) => {
  const shop = new Shop();
  shop.service('Backend', spot(options));
  expect(backendOf(shop).service.CapacityProviderStrategy).toEqual(expected);
});

test('a service with a strategy has no launch type, which ECS refuses beside one', () => {
  const shop = new Shop();
  shop.service('Backend', spot());
  expect(backendOf(shop).service).not.toHaveProperty('LaunchType');
});

test('tasks on Spot are those of Fargate, with a network of their own, balanced over the zones and replaced without a gap', () => {
  const shop = new Shop();
  shop.service('Backend', spot());
  const { service, task } = backendOf(shop);
  expect(task).toMatchObject({ RequiresCompatibilities: ['FARGATE'], NetworkMode: 'awsvpc', Cpu: '256', Memory: '512' });
  expect(service).toMatchObject({
    DesiredCount: 2,
    AvailabilityZoneRebalancing: 'ENABLED',
    DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
  });
});

test('the cluster gets the capacity providers of Fargate once, for however many services', () => {
  const shop = new Shop();
  shop.service('Backend', spot());
  shop.service('Frontend', spot());
  const associations = resourcesOf(templateOf(shop), ASSOCIATION).map(([, { Properties }]) => Properties);
  expect(associations).toEqual([expect.objectContaining({ CapacityProviders: ['FARGATE', 'FARGATE_SPOT'] })]);
  expect(nameOf(associations[0]?.Cluster)).toBe('Cluster');
});

test('a cluster that has the capacity providers already gets them once', () => {
  const shop = new Shop();
  shop.cluster.enableFargateCapacityProviders();
  shop.service('Backend', spot());
  expect(resourcesOf(templateOf(shop), ASSOCIATION).map(([, { Properties }]) => Properties?.CapacityProviders)).toEqual([['FARGATE', 'FARGATE_SPOT']]);
});

test('a service with Spot is deleted before its cluster loses the capacity providers', () => {
  const shop = new Shop();
  shop.service('Backend', spot());
  const template = templateOf(shop);
  expect(resourcesOf(template, ASSOCIATION).map(([id]) => id)).toEqual([ecsAssociation(template)]);
  expect(undeployable(shop.app)).toEqual([]);
});

function ecsAssociation(template: ReturnType<typeof templateOf>): unknown {
  const [[, { DependsOn: names }]] = resourcesOf(template, 'AWS::ECS::Service');
  return [names ?? []].flat().find((name) => template.Resources[name].Type === ASSOCIATION);
}

test('a service on demand has a launch type, no strategy, and waits for no capacity', () => {
  const shop = new Shop();
  shop.cluster.enableFargateCapacityProviders();
  shop.service('Backend');
  const template = templateOf(shop);
  expect(ecsServiceOf(template)).toMatchObject({ LaunchType: 'FARGATE' });
  expect(ecsServiceOf(template)).not.toHaveProperty('CapacityProviderStrategy');
  expect(serviceDependencies(template)).toEqual([]);
});

test('an imported cluster is taken to have the capacity providers: nothing is added to it', () => {
  const shop = new Shop();
  const cluster = Cluster.fromClusterAttributes(shop.stack, 'Imported', { clusterName: 'imported', vpc: shop.vpc });
  shop.service('Backend', { cluster, ...spot() });
  const template = templateOf(shop);
  expect(resourcesOf(template, ASSOCIATION)).toEqual([]);
  expect(ecsServiceOf(template)).toMatchObject({ Cluster: 'imported', CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE' }, { CapacityProvider: 'FARGATE_SPOT' }] });
  expect(undeployable(shop.app)).toEqual([]);
});

test('where the cluster is in another stack, it gets the providers there, and the stack of the service is deployed after it and deleted before it', () => {
  const shop = new Shop();
  shop.service('Backend', spot(), new Stack(shop.app, 'Back'));
  const templates = templatesOf(shop.app);
  expect(resourcesOf(templates['Shop.template.json'], ASSOCIATION)).toHaveLength(1);
  expect(resourcesOf(templates['Back.template.json'], ASSOCIATION)).toEqual([]);
  expect(shop.app.synth().getStackByName('Back').dependencies.map(({ id }) => id)).toContain('Shop');
  expect(dependenciesOf(templates['Back.template.json'], 'AWS::ECS::Service', 'BackendService')).toEqual([]);
  expect(undeployable(shop.app)).toEqual([]);
});

test('shares that are known at deployment only pass, and are rendered', () => {
  const shop = new Shop();
  const [onDemandBase, spotWeight] = ['Base', 'Weight'].map((id) => new CfnParameter(shop.stack, id, { type: 'Number' }).valueAsNumber);
  shop.service('Backend', spot({ onDemandBase, spotWeight }));
  expect(backendOf(shop).service.CapacityProviderStrategy).toEqual([
    { CapacityProvider: 'FARGATE', Base: { Ref: 'Base' }, Weight: 0 }, { CapacityProvider: 'FARGATE_SPOT', Weight: { Ref: 'Weight' } },
  ]);
});
