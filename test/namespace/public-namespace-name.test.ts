import { CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { DiscoveryNamespace, NamespaceDelegation } from '../../src';
import { publicDnsRules } from '../../src/namespace/public-namespace-rules';
import { textsOf } from '../rules/texts-of';
import { brokenRules, messageOf } from '../testing/shop';

const NAME_TAIL = `
  why: A public DNS namespace is named by two or more labels of 1 to 63 letters, digits and "-" (not at an end of a label), 253 characters at most. \
CreatePublicDnsNamespace refuses anything else.
  fix: Give a domain name below one that you own, such as "svc.public-service.com"; one with other letters in Punycode.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html`;
const RESERVED_TAIL = `
  why: A public name resolves when the domain above it points at its zone. Domains that are reserved for examples, tests and private networks \
are never delegated, and Route 53 refuses zones below example.com.
  fix: Use a domain that you own, or DiscoveryNamespace.privateDns() for names inside a VPC.
  see: https://docs.aws.amazon.com/cloud-map/latest/dg/namespaces-values.html`;
const ZONE_TAIL = `
  why: An NS record stands in the zone whose name the delegated name ends with. In any other zone, nobody looks for it.
  fix: Give the hosted zone of the domain above, such as that of "public-service.com" for "svc.public-service.com".
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html`;

const of = (length: number) => 'a'.repeat(length);
const texts = (name: string, parentZoneName?: string) => textsOf(publicDnsRules, { name, parentZoneName, negativeCacheTtlSeconds: 15 });
const LONGEST = [of(63), of(63), of(63), of(61)].join('.');
const parameter = new CfnParameter(new Stack(), 'Name').valueAsString;

test.each([
  ['of two labels', 'shop.org'], ['with labels of one character', 'a.b'], ['with digits and "-"', '2-shop.xn--bcher-kva.org'],
  ['with a label of 63 characters', `${of(63)}.org`], ['of 253 characters', LONGEST], ['with capital letters', 'Shop.ORG'],
  ['that only ends like a reserved one', 'myexample.com'], ['that has a reserved label at its start', 'test.shop.org'],
])('a public name %s is whole', (_what, name) => {
  expect(texts(name)).toEqual([]);
});

test.each([
  ['that is empty', ''], ['of one label', 'ecs-internal'], ['with "_"', 'shop_2.org'], ['with "-" at the start of a label', '-shop.org'],
  ['with "-" at the end of a label', 'shop-.org'], ['with nothing between two dots', 'a..org'], ['with a dot at its end', 'shop.org.'],
  ['with a label of 64 characters', `${of(64)}.org`], ['of 254 characters', `${LONGEST}a`], ['with a letter beyond ASCII', 'bücher.org'],
  ['with a space', 'my shop.org'], ['with a line break', 'shop.org\n'],
])('a public name %s is refused', (_what, name) => {
  expect(texts(name)).toEqual([`[public-namespace-name] The namespace name is "${name}".${NAME_TAIL}`]);
});

test.each(['example.com', 'svc.example.com', 'svc.EXAMPLE.com', 'svc.test', 'svc.local', 'svc.internal', 'a.localhost', 'a.invalid', 'a.example'])(
  'the public name %s is refused: it is reserved', (name) => {
    expect(texts(name)).toEqual([`[public-namespace-reserved] The namespace name is "${name}".${RESERVED_TAIL}`]);
  });

test.each([
  ['the domain above', 'svc.shop.org', 'shop.org'], ['a domain further up', 'a.svc.shop.org', 'shop.org'],
  ['one in other capital letters', 'svc.Shop.org', 'shop.ORG'], ['one that is known at deployment', 'svc.shop.org', parameter],
])('a delegation in the zone of %s is whole', (_what, name, zone) => {
  expect(texts(name, zone)).toEqual([]);
});

test.each([
  ['the name itself', 'svc.shop.org', 'svc.shop.org'], ['another domain', 'svc.shop.org', 'other.org'], ['a domain below', 'shop.org', 'svc.shop.org'],
  ['a domain that ends alike within a label', 'svc.myshop.org', 'shop.org'],
])('a delegation in the zone of %s is refused', (_what, name, zone) => {
  expect(texts(name, zone)).toEqual([`[delegation-zone] The namespace is "${name}", and the zone is "${zone}".${ZONE_TAIL}`]);
});

test.each([['lazy', Lazy.string({ produce: () => 'a b' })], ['a parameter', parameter], ['in part a parameter', `${parameter}.local`]])(
  'a public name that is %s passes, with a delegation too', (_what, name) => {
    const zone = new PublicHostedZone(new Stack(), 'Zone', { zoneName: 'other.org' });

    expect(() => DiscoveryNamespace.publicDns(name, { delegation: NamespaceDelegation.inZone(zone) })).not.toThrow();
  });

test('DiscoveryNamespace.publicDns() refuses all that is broken where it is written', () => {
  const zone = new PublicHostedZone(new Stack(), 'Zone', { zoneName: 'shop.org' });
  const broken = () => DiscoveryNamespace.publicDns('a.local', { delegation: NamespaceDelegation.inZone(zone), negativeCacheTtl: Duration.millis(1) });

  expect(brokenRules(broken)).toEqual(['delegation-zone', 'negative-cache-ttl', 'public-namespace-reserved']);
  expect(messageOf(() => DiscoveryNamespace.publicDns('shop')))
    .toBe(`DiscoveryNamespace.publicDns(): 1 problem\n\n[public-namespace-name] The namespace name is "shop".${NAME_TAIL}\n`);
});
