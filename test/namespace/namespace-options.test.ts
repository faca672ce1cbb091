import { Duration } from 'aws-cdk-lib';
import type { PrivateDnsNamespaceOptions } from '../../src';
import { DiscoveryNamespace } from '../../src';
import { Shop, brokenRules } from '../testing/shop';

const choose = (options?: PrivateDnsNamespaceOptions) => DiscoveryNamespace.privateDns('shop.internal', options);

/** Two services that name one namespace, each with its own options. */
function twoServices(first?: PrivateDnsNamespaceOptions, second?: PrivateDnsNamespaceOptions, shop = new Shop()) {
  shop.service('A', { cloudMapNamespace: choose(first) });
  return { shop, broken: brokenRules(() => shop.service('B', { cloudMapNamespace: choose(second) })) };
}

const FIVE = { negativeCacheTtl: Duration.seconds(5) };
const SOA_OF_FIVE = { Name: 'shop.internal', Properties: { DnsProperties: { SOA: { TTL: 5 } } } };

test.each([
  ['by both', FIVE, FIVE],
  ['by the first service', FIVE, undefined],
  ['by the second service', undefined, FIVE],
])('options that are given %s are those of the one namespace', (_who, first, second) => {
  const { shop, broken } = twoServices(first, second);

  expect(broken).toEqual([]);
  shop.template().hasResourceProperties('AWS::ServiceDiscovery::PrivateDnsNamespace', SOA_OF_FIVE);
});

test.each([
  ['negative-cache TTLs', FIVE, { negativeCacheTtl: Duration.seconds(6) }],
  ['descriptions', { description: 'a' }, { description: 'b' }],
])('two %s for one namespace are refused, and the second service is not there', (_what, first, second) => {
  const { shop, broken } = twoServices(first, second);

  expect(broken).toEqual(['namespace-options']);
  expect(shop.stack.node.tryFindChild('B')).toBeUndefined();
});

test('options for a default namespace of the cluster are refused: they would change nothing', () => {
  const shop = new Shop();
  shop.cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });

  expect(brokenRules(() => shop.service('A', { cloudMapNamespace: choose(FIVE) }))).toEqual(['namespace-options']);
  expect(brokenRules(() => shop.service('B', { cloudMapNamespace: choose() }))).toEqual([]);
});
