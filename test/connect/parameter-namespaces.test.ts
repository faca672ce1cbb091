import { Stack } from 'aws-cdk-lib';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace, DnsRecords } from '../../src';
import { Shop } from '../testing/shop';

const cloudMapNamespace = DiscoveryNamespace.existingFromParameter('/shop/namespace', { type: NamespaceType.DNS_PRIVATE });

/** Two services in stacks of their own, in a namespace that is read from a parameter. */
function pair(dnsRecords?: DnsRecords) {
  const shop = new Shop();
  const [first, second] = ['First', 'Second'].map((id) => new Stack(shop.app, id));
  return { shop, first, second, a: shop.service('A', { cloudMapNamespace, dnsRecords }, first), b: shop.service('B', { cloudMapNamespace, dnsRecords }, second) };
}

test.each([['with records', undefined], ['found through the API', DnsRecords.none()]])(
  'services %s call each other across stacks, and each stack reads the parameter for itself', (_what, dnsRecords) => {
    const { shop, first, second, a, b } = pair(dnsRecords);
    a.connectTo(b);
    b.connectTo(a);

    for (const stack of [first, second]) {
      const { Outputs = {}, Parameters } = shop.template(stack).toJSON() as { Outputs?: object; Parameters: Record<string, { Default: string }> };
      expect(JSON.stringify(Outputs)).not.toContain('SsmParameterValue');
      expect(Object.values(Parameters).filter(({ Default }) => Default === '/shop/namespace')).toHaveLength(1);
    }
  });

test('the same line twice is one connection, also where the name is known at deployment only', () => {
  const { shop, second, a, b } = pair();
  b.connectTo(a);
  b.connectTo(a);

  shop.template(second).resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
});
