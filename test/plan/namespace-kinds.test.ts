import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace } from '../../src';
import { identityOf } from '../../src/plan/identity';
import { namespaceFacts } from '../../src/plan/namespace-facts';
import { known } from '../../src/shared/known';
import { Shop } from '../testing/shop';

const shop = new Shop();
const factsOf = ({ _choice }: DiscoveryNamespace) => namespaceFacts(_choice, shop.cluster, shop.vpc);

test.each<[string, DiscoveryNamespace, object]>([
  ['privateDns()', DiscoveryNamespace.privateDns('shop.internal'), { type: 'DNS_PRIVATE', name: 'shop.internal' }],
  ['publicDns()', DiscoveryNamespace.publicDns('svc.shop.org'), { type: 'DNS_PUBLIC', name: 'svc.shop.org' }],
  ['http()', DiscoveryNamespace.http('shop'), { type: 'HTTP', name: 'shop' }],
  ['existingByAttributes()', DiscoveryNamespace.existingByAttributes({ type: NamespaceType.HTTP, id: 'ns-1', name: 'shop' }), { type: 'HTTP', name: 'shop' }],
  ['existingByName()', DiscoveryNamespace.existingByName('corp.internal'), { type: 'DNS_PRIVATE', name: 'corp.internal', lookedUp: true }],
])('%s tells its type and its name', (_call, choice, expected) => {
  expect(factsOf(choice)).toMatchObject({ madeForOtherVpc: false, contradictingOptions: [], ...expected });
});

test('of a namespace in a parameter only the type is known: the rest is read at deployment', () => {
  expect(factsOf(DiscoveryNamespace.existingFromParameter('/shop', { type: NamespaceType.DNS_PUBLIC })))
    .toEqual({ type: 'DNS_PUBLIC', madeForOtherVpc: false, contradictingOptions: [] });
});

test('an ID that was not looked up yet is not known, and is equal to no other', () => {
  const placeholder = 'ns-notlookedupyet';

  expect([known(placeholder), known('ns-1')]).toEqual([false, true]);
  expect(identityOf(placeholder)).not.toBe(identityOf(placeholder));
  expect(identityOf('ns-1')).toBe(identityOf('ns-1'));
});
