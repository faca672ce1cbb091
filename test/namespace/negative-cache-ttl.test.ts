import { Duration, Lazy } from 'aws-cdk-lib';
import { DiscoveryNamespace } from '../../src';
import { messageOf, brokenRules, Shop } from '../testing/shop';

const TAIL = `
  why: The TTL of the namespace's SOA record is a whole number of seconds from 0 to 2147483647; CloudFormation refuses anything else.
  fix: Give a duration in whole seconds, such as Duration.seconds(15).
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_SOA.html`;

const choose = (negativeCacheTtl?: Duration) => DiscoveryNamespace.privateDns('shop.internal', { negativeCacheTtl });

/** The TTL of the namespace that a service with this choice of time gets. */
function renderedTtl(negativeCacheTtl?: Duration): unknown {
  const shop = new Shop();
  shop.service('Backend', { cloudMapNamespace: choose(negativeCacheTtl) });
  const [{ Properties }] = Object.values(shop.template().findResources('AWS::ServiceDiscovery::PrivateDnsNamespace'));
  return Properties.Properties;
}

test.each([
  ['0 seconds', Duration.seconds(0), 0],
  ['15 seconds where none is given', undefined, 15],
  ['2 minutes', Duration.minutes(2), 120],
  ['2147483647 seconds', Duration.seconds(2147483647), 2147483647],
])('the SOA record has the negative-cache TTL: %s', (_what, ttl, expected) => {
  expect(renderedTtl(ttl)).toEqual({ DnsProperties: { SOA: { TTL: expected } } });
});

test.each([
  ['with a fraction', Duration.millis(1500), '1.5'],
  ['beyond 32 bits', Duration.seconds(2147483648), '2147483648'],
])('a negative-cache TTL %s is refused', (_what, ttl, got) => {
  expect(messageOf(() => choose(ttl)))
    .toBe(`DiscoveryNamespace.privateDns(): 1 problem\n\n[negative-cache-ttl] negativeCacheTtl is ${got} seconds.${TAIL}\n`);
});

test('a negative-cache TTL that is a token passes, and is rendered', () => {
  expect(renderedTtl(Duration.seconds(Lazy.number({ produce: () => 7 })))).toEqual({ DnsProperties: { SOA: { TTL: 7 } } });
});

test('a broken name and a broken TTL come in one error', () => {
  expect(brokenRules(() => DiscoveryNamespace.privateDns('a b', { negativeCacheTtl: Duration.millis(1) }))).toEqual(['namespace-name', 'negative-cache-ttl']);
});
