import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { addInstances, addManagedProvider, addProvider, strayManagedProvider, strayProvider } from './instances';
import { Capacity } from '../../src';
import { providerRules } from '../../src/capacity/capacity-rules';
import { textsOf } from '../rules/texts-of';
import { Shop } from '../testing/shop';

const MISSING = (provider: string) => `[capacity-provider-of-cluster] The cluster Shop/Cluster does not have the capacity provider ${provider}.
  why: A service can use the capacity providers of its cluster only. ECS refuses a service with any other.
  fix: Add it to the cluster: cluster.addAsgCapacityProvider() or addManagedInstancesCapacityProvider().
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html`;

test('each capacity provider that the cluster does not have is told, and one that it has is not', () => {
  expect(textsOf(providerRules, { cluster: 'Shop/Cluster', missing: [] })).toEqual([]);
  expect(textsOf(providerRules, { cluster: 'Shop/Cluster', missing: ['Shop/A', 'Shop/B'] })).toEqual([MISSING('Shop/A'), MISSING('Shop/B')]);
});

/** A shop whose cluster has other capacity, so that the CDK itself has nothing to say. */
function shopWithInstances(): Shop {
  const shop = new Shop();
  addInstances(shop.cluster);
  return shop;
}

test.each(['ec2', 'ec2Bridge', 'ec2Host'] as const)('Capacity.%s() with a provider that was not added to the cluster is refused at synth', (call) => {
  const shop = shopWithInstances();
  shop.service('Backend', { capacity: Capacity[call]({ capacityProviders: [{ provider: strayProvider(shop, 'Stray') }] }) });
  expect(shop.synthesisError()).toContain(`[Shop/Backend/Service] ${MISSING('Shop/Stray/Stray')}`);
});

test('Capacity.managedInstances() with a provider that was not added to the cluster is refused at synth', () => {
  const shop = shopWithInstances();
  shop.service('Backend', { capacity: Capacity.managedInstances(strayManagedProvider(shop)) });
  expect(shop.synthesisError()).toContain(`[Shop/Backend/Service] ${MISSING('Shop/Managed')}`);
});

test('managed instances of another cluster are refused', () => {
  const shop = shopWithInstances();
  const provider = strayManagedProvider(shop);
  new Cluster(shop.stack, 'Other', { vpc: shop.vpc }).addManagedInstancesCapacityProvider(provider);
  shop.service('Backend', { capacity: Capacity.managedInstances(provider) });
  expect(shop.synthesisError()).toContain(MISSING('Shop/Managed'));
});

test('of two capacity providers, the one that was not added is told', () => {
  const shop = shopWithInstances();
  const capacityProviders = [addProvider(shop, 'There'), strayProvider(shop, 'Stray')].map((provider) => ({ provider }));
  shop.service('Backend', { capacity: Capacity.ec2({ capacityProviders }) });
  const error = shop.synthesisError();
  expect(error).toContain(MISSING('Shop/Stray/Stray'));
  expect(error).not.toContain('There');
});

test('a capacity provider of another cluster is refused', () => {
  const shop = shopWithInstances();
  const provider = strayProvider(shop, 'Elsewhere');
  new Cluster(shop.stack, 'Other', { vpc: shop.vpc }).addAsgCapacityProvider(provider);
  shop.service('Backend', { capacity: Capacity.ec2({ capacityProviders: [{ provider }] }) });
  expect(shop.synthesisError()).toContain(MISSING('Shop/Elsewhere/Elsewhere'));
});

test('a capacity provider that is added after the service is there at synth', () => {
  const shop = new Shop();
  const [provider, managed] = [strayProvider(shop, 'Late'), strayManagedProvider(shop)];
  shop.service('Backend', { capacity: Capacity.ec2Bridge({ capacityProviders: [{ provider }] }) });
  shop.service('Frontend', { capacity: Capacity.managedInstances(managed) });
  shop.cluster.addAsgCapacityProvider(provider);
  shop.cluster.addManagedInstancesCapacityProvider(managed);
  expect(() => shop.app.synth()).not.toThrow();
});

test('a capacity provider that a service in another stack uses is found', () => {
  const shop = new Shop();
  const [provider, managed] = [addProvider(shop, 'Provider'), addManagedProvider(shop)];
  const stack = new Stack(shop.app, 'Back');
  shop.service('Backend', { capacity: Capacity.ec2({ capacityProviders: [{ provider }] }) }, stack);
  shop.service('Frontend', { capacity: Capacity.managedInstances(managed) }, stack);
  expect(() => shop.app.synth()).not.toThrow();
});

test('what an imported cluster has is not known, and passes', () => {
  const shop = new Shop();
  const cluster = Cluster.fromClusterAttributes(shop.stack, 'Imported', { clusterName: 'imported', vpc: shop.vpc });
  shop.service('Backend', { cluster, capacity: Capacity.ec2({ capacityProviders: [{ provider: strayProvider(shop, 'Stray') }] }) });
  expect(() => shop.app.synth()).not.toThrow();
});

test('a cluster with a name that is known at deployment only is judged like any other', () => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'Named', { vpc: shop.vpc, clusterName: new CfnParameter(shop.stack, 'Name').valueAsString });
  const provider = strayProvider(shop, 'Provider');
  cluster.addAsgCapacityProvider(provider);
  shop.service('Backend', { cluster, capacity: Capacity.ec2({ capacityProviders: [{ provider }] }) });
  expect(() => shop.app.synth()).not.toThrow();
});
