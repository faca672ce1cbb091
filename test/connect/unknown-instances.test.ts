import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import { rulesOf, templateOf } from './reading';
import { Capacity } from '../../src';
import { addInstances, strayProvider } from '../capacity/instances';
import { Shop } from '../testing/shop';

const GROUPLESS = (...who: string[]) => `Connections: ${who.length === 1 ? '1 problem' : `${who.length} problems`}

${who.map((service) => `[connect-without-security-group] ${service} has no security group.
  why: Nothing can be opened: a rule needs a security group on both sides.
  fix: Give both services a security group; a task in awsvpc mode has one, and in bridge and host mode it is that of the instances of the cluster.
  see: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html`).join('\n\n')}
`;

/** A cluster that was imported without the groups of its instances, or with them. */
function importedCluster(shop: Shop, securityGroups?: SecurityGroup[]): ICluster {
  return Cluster.fromClusterAttributes(shop.stack, 'Imported', { clusterName: 'imported', vpc: shop.vpc, securityGroups });
}

const MODES: Array<[string, Capacity]> = [['bridge', Capacity.ec2Bridge()], ['host', Capacity.ec2Host()]];

test.each(MODES)('at synth a target in %s mode is refused whose cluster has no instances that are known', (_mode, capacity) => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { capacity, cluster: importedCluster(shop) }));
  expect(shop.synthesisError()).toBe(GROUPLESS('Shop/Backend'));
});

test.each(MODES)('at synth a caller in %s mode is refused whose cluster has no instances that are known', (_mode, capacity) => {
  const shop = new Shop();
  shop.service('Frontend', { capacity, cluster: importedCluster(shop) }).connectTo(shop.service('Backend'));
  expect(shop.synthesisError()).toBe(GROUPLESS('Shop/Frontend'));
});

test('at synth both ends are told', () => {
  const shop = new Shop();
  const cluster = importedCluster(shop);
  const [frontend, backend] = ['Frontend', 'Backend'].map((id) => shop.service(id, { cluster, capacity: Capacity.ec2Bridge() }));
  frontend.connectTo(backend);
  expect(shop.synthesisError()).toBe(GROUPLESS('Shop/Frontend', 'Shop/Backend'));
});

test('a cluster of this app that nothing was added to has no instances either', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { capacity: Capacity.ec2Host({ daemon: true }) }));
  expect(shop.synthesisError()).toBe(GROUPLESS('Shop/Backend'));
});

test('a refused synthesis is refused again, and not written half done', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { capacity: Capacity.ec2Bridge(), cluster: importedCluster(shop) }));
  expect([shop.synthesisError(), shop.synthesisError()]).toEqual([GROUPLESS('Shop/Backend'), GROUPLESS('Shop/Backend')]);
});

test('nothing is refused where nobody connects', () => {
  const shop = new Shop();
  shop.service('Backend', { capacity: Capacity.ec2Bridge(), cluster: importedCluster(shop) });
  expect(() => shop.app.synth()).not.toThrow();
});

test('a cluster that was imported with the groups of its instances is opened', () => {
  const shop = new Shop();
  const group = SecurityGroup.fromSecurityGroupId(shop.stack, 'Group', 'sg-1') as SecurityGroup;
  shop.service('Frontend').connectTo(shop.service('Backend', { capacity: Capacity.ec2Host(), cluster: importedCluster(shop, [group]) }));
  expect(rulesOf(templateOf(shop))).toEqual(['in: sg-1 < FrontendSecurityGroup tcp 80-80']);
});

test('capacity providers tell the groups of their instances, also where the cluster is imported', () => {
  const shop = new Shop();
  const capacity = Capacity.ec2Host({ capacityProviders: [{ provider: strayProvider(shop, 'Provider') }] });
  shop.service('Frontend').connectTo(shop.service('Backend', { capacity, cluster: importedCluster(shop) }));
  expect(rulesOf(templateOf(shop))).toEqual(['in: ProviderGroupInstanceSecurityGroup < FrontendSecurityGroup tcp 80-80']);
});

test('instances that are there in time are all that is needed', () => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(shop.service('Backend', { capacity: Capacity.ec2Host({ daemon: true }) }));
  addInstances(shop.cluster);
  expect(() => shop.app.synth()).not.toThrow();
});
