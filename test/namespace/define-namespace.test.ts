import { CfnParameter, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace } from '../../src';
import { Shop } from '../testing/shop';

const PRIVATE = 'AWS::ServiceDiscovery::PrivateDnsNamespace';

interface Namespace {
  readonly Name: unknown;
  readonly Vpc: unknown;
  readonly Tags?: unknown;
  readonly Description?: string;
}

const namespacesOf = (shop: Shop, stack = shop.stack) =>
  Object.values(shop.template(stack).findResources(PRIVATE)).map(({ Properties }) => Properties as Namespace);
const namesOf = (shop: Shop) => namespacesOf(shop).map(({ Name }) => Name).sort();

test('a service that names no namespace is in ecs-internal, which is defined for the VPC of the cluster', () => {
  const shop = new Shop();
  const { endpoint } = shop.service('Backend');

  expect(endpoint.host).toBe('backend.ecs-internal');
  expect(namespacesOf(shop)).toEqual([
    { Name: 'ecs-internal', Vpc: shop.stack.resolve(shop.vpc.vpcId), Properties: { DnsProperties: { SOA: { TTL: 15 } } } },
  ]);
});

test('the Cloud Map service is created in the namespace that was defined', () => {
  const shop = new Shop();
  shop.service('Backend');
  const [logicalId] = Object.keys(shop.template().findResources(PRIVATE));

  shop.template().hasResourceProperties('AWS::ServiceDiscovery::Service', { NamespaceId: { 'Fn::GetAtt': [logicalId, 'Id'] } });
});

test('the description is rendered', () => {
  const shop = new Shop();
  shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal', { description: 'The services of the shop' }) });

  expect(namespacesOf(shop)[0].Description).toBe('The services of the shop');
});

test('two clusters in one VPC share the namespace of a name', () => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'Second', { vpc: shop.vpc });
  shop.service('A');
  shop.service('B', { cluster });
  shop.service('C', { cluster, cloudMapNamespace: DiscoveryNamespace.privateDns('ecs-internal') });

  expect(namesOf(shop)).toEqual(['ecs-internal']);
});

test('each name has a namespace of its own', () => {
  const shop = new Shop();
  ['shop.internal', 'shopinternal', 'stock.internal'].forEach((name, index) =>
    shop.service(`Service${index}`, { cloudMapNamespace: DiscoveryNamespace.privateDns(name) }));

  expect(namesOf(shop)).toEqual(['shop.internal', 'shopinternal', 'stock.internal']);
});

test('each VPC has a namespace of its own', () => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'Other', { maxAzs: 2 });
  shop.service('A');
  shop.service('B', { cluster: new Cluster(shop.stack, 'Second', { vpc }) });

  expect(namespacesOf(shop).map(({ Vpc: id }) => id)).toEqual([shop.vpc, vpc].map(({ vpcId }) => shop.stack.resolve(vpcId) as unknown));
});

test('the logical id of the namespace does not depend on which service comes first, or on where it stands', () => {
  const ids = [['A', 'B'], ['B', 'A']].map((order) => {
    const shop = new Shop();
    const stack = new Stack(shop.app, 'Second');
    order.forEach((id) => shop.service(id, {}, id === 'A' ? shop.stack : stack));
    return Object.keys(shop.template().findResources(PRIVATE));
  });

  expect(ids[0]).toHaveLength(1);
  expect(ids[1]).toEqual(ids[0]);
});

test('services of another stack use the namespace beside the VPC', () => {
  const shop = new Shop();
  const second = new Stack(shop.app, 'Second');
  shop.service('B', {}, second);

  expect(namesOf(shop)).toEqual(['ecs-internal']);
  expect(namespacesOf(shop, second)).toEqual([]);
});

test('the namespace is not tagged with the name of the VPC; the tags of the stack reach it', () => {
  const shop = new Shop();
  Tags.of(shop.stack).add('team', 'shop');
  shop.service('Backend');

  expect(namespacesOf(shop)[0].Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
});

test.each([
  ['a default namespace of the cluster with this name and type is used', 'ecs-internal', NamespaceType.DNS_PRIVATE, ['ecs-internal']],
  ['a default namespace of another name is not', 'other.internal', NamespaceType.DNS_PRIVATE, ['ecs-internal', 'other.internal']],
  ['a default namespace of this name without DNS is not', 'ecs-internal', NamespaceType.HTTP, ['ecs-internal']],
  ['a public default namespace of this name is not', 'ecs.internal', NamespaceType.DNS_PUBLIC, ['ecs.internal']],
])('%s', (_what, name, type, expected) => {
  const shop = new Shop();
  const defaultNamespace = shop.cluster.addDefaultCloudMapNamespace({ name, type });
  const cloudMapNamespace = type === NamespaceType.DNS_PUBLIC ? DiscoveryNamespace.privateDns(name) : undefined;
  const backend = shop.service('Backend', { cloudMapNamespace });
  const isUsed = backend.cloudMapService.namespace === defaultNamespace;

  expect(isUsed).toBe(name === 'ecs-internal' && type === NamespaceType.DNS_PRIVATE);
  expect(namesOf(shop)).toEqual(expected);
});

test('a namespace of the app is used as it is', () => {
  const shop = new Shop();
  const mine = new PrivateDnsNamespace(shop.stack, 'Mine', { name: 'mine.internal', vpc: shop.vpc });
  const backend = shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existing(mine) });

  expect(backend.cloudMapService.namespace).toBe(mine);
  expect(backend.endpoint.host).toBe('backend.mine.internal');
  expect(namesOf(shop)).toEqual(['mine.internal']);
});

test('a worker defines no namespace', () => {
  const shop = new Shop();
  shop.service('Worker', { port: undefined });

  expect(namesOf(shop)).toEqual([]);
});

test('a name that is a parameter names one namespace, however many services have it', () => {
  const shop = new Shop();
  const cloudMapNamespace = DiscoveryNamespace.privateDns(new CfnParameter(shop.stack, 'NamespaceName').valueAsString);
  shop.service('A', { cloudMapNamespace });
  shop.service('B', { cloudMapNamespace });
  shop.service('C', { cloudMapNamespace: DiscoveryNamespace.privateDns(Lazy.string({ produce: () => 'lazy.internal' })) });

  expect(namespacesOf(shop).map(({ Name }) => Name)).toEqual([{ Ref: 'NamespaceName' }, 'lazy.internal']);
});

test('the settings of a choice cannot be changed, and jsii can write into the choice', () => {
  const choice = DiscoveryNamespace.privateDns('shop.internal');

  expect([Object.isFrozen(choice._choice), Object.isExtensible(choice)]).toEqual([true, true]);
});
