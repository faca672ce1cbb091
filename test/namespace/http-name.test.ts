import { Annotations as CoreAnnotations, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { HttpNamespace, NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import type { DiscoverableServiceProps } from '../../src';
import { DiscoveryNamespace, DnsRecords, HealthProbe } from '../../src';
import { Shop, brokenRules } from '../testing/shop';

const HASHED = 'shop-fm7n2lxfyexstqq5';

const CHOICES: Array<[string, (options: { httpName?: string }, shop: Shop) => DiscoveryNamespace]> = [
  ['privateDns()', (options) => DiscoveryNamespace.privateDns('shop', options)],
  ['http()', (options) => DiscoveryNamespace.http('shop', options)],
  ['existing()', (options, shop) => DiscoveryNamespace.existing(new HttpNamespace(shop.stack, 'Names', { name: 'shop' }), options)],
  ['existingByAttributes()', (options) => DiscoveryNamespace.existingByAttributes({ type: NamespaceType.HTTP, id: 'ns-1', name: 'shop', ...options })],
  ['existingFromParameter()', (options) => DiscoveryNamespace.existingFromParameter('/shop', { type: NamespaceType.HTTP, ...options })],
];

test.each(CHOICES)('%s takes the name that the API knows the namespace by, and DNS keeps the other one', (_call, choose) => {
  const shop = new Shop();
  const { endpoint } = shop.service('Backend', { cloudMapNamespace: choose({ httpName: HASHED }, shop) });

  expect(endpoint.httpName).toBe(HASHED);
  expect(endpoint.namespaceName).not.toBe(HASHED);
});

test.each(CHOICES)('%s without it means the name of the namespace', (_call, choose) => {
  const shop = new Shop();
  const { endpoint } = shop.service('Backend', { cloudMapNamespace: choose({}, shop) });

  expect(endpoint.httpName).toBe(endpoint.namespaceName);
});

test('publicDns() and existingByName() take it too', () => {
  expect([
    DiscoveryNamespace.publicDns('svc.shop.org', { httpName: HASHED }), DiscoveryNamespace.existingByName('shop', { httpName: HASHED }),
  ].map(({ _choice }) => _choice.httpName)).toEqual([HASHED, HASHED]);
});

test('one is that of the services that were given it: it is no property of the namespace', () => {
  const shop = new Shop();
  shop.service('A', { cloudMapNamespace: DiscoveryNamespace.http('shop', { httpName: HASHED }) });

  expect(shop.service('B', { cloudMapNamespace: DiscoveryNamespace.http('shop') }).endpoint.httpName).toBe('shop');
});

test('two that differ are refused: one namespace has one', () => {
  const shop = new Shop();
  shop.service('A', { cloudMapNamespace: DiscoveryNamespace.http('shop', { httpName: HASHED }) });

  expect(brokenRules(() => shop.service('B', { cloudMapNamespace: DiscoveryNamespace.http('shop', { httpName: 'shop-other' }) }))).toEqual(['namespace-options']);
});

const TEXT = 'The app has another namespace of this name in the same account and Region: the API of Cloud Map then knows one of them by its name with a hash, '
  + 'and clients that ask by the name get the other one. Give the namespace a name of its own, or httpName ("aws servicediscovery get-namespace" tells it). '
  + '[ack: cdk-discoverable-service:http-name-unknown]';

const healthProbe = HealthProbe.tcp();

function warningsOf(shop: Shop, stack = shop.stack): Array<[string, unknown]> {
  shop.app.synth();
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => [id, entry.data]);
}

/** A service in the namespace `shop`, beside another namespace of that name. */
function withNamesake(props: Partial<DiscoverableServiceProps>, namesakeEnv?: { account: string; region: string }, name = 'shop') {
  const shop = new Shop();
  shop.service('Backend', { healthProbe, ...props });
  new HttpNamespace(new Stack(shop.app, 'Other', { env: namesakeEnv }), 'Names', { name });
  return warningsOf(shop);
}

const http = { cloudMapNamespace: DiscoveryNamespace.http('shop') };
const privateWithoutRecords = { cloudMapNamespace: DiscoveryNamespace.privateDns('shop'), dnsRecords: DnsRecords.none() };

test.each([['in an HTTP namespace', http], ['in a private one', privateWithoutRecords]])(
  'a service without records %s is warned about when the account and Region have two namespaces of that name', (_where, props) => {
    expect(withNamesake(props)).toEqual([['/Shop/Backend/CloudMapService', TEXT]]);
  });

test.each<[string, Array<[string, unknown]>]>([
  ['whose httpName is given', withNamesake({ cloudMapNamespace: DiscoveryNamespace.http('shop', { httpName: HASHED }) })],
  ['with DNS records, which clients find in DNS', withNamesake({ cloudMapNamespace: DiscoveryNamespace.privateDns('shop') })],
  ['beside a namespace of another name', withNamesake(http, undefined, 'Shop')],
  ['beside a namespace in another Region', withNamesake(http, { account: '111122223333', region: 'us-east-1' })],
  ['in a namespace that is imported', withNamesake({ cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.HTTP, id: 'ns-1', name: 'shop' }) })],
])('a service %s is not warned about', (_what, warnings) => {
  expect(warnings).toEqual([]);
});

/** Two services whose private namespaces have one name, each in a VPC of its own. */
function inTwoVpcs() {
  const shop = new Shop();
  const second = new Cluster(shop.stack, 'Second', { vpc: new Vpc(shop.stack, 'OtherVpc', { maxAzs: 2 }) });
  return { shop, a: shop.service('A', { ...privateWithoutRecords, healthProbe }), b: shop.service('B', { ...privateWithoutRecords, healthProbe, cluster: second }) };
}

test('two VPCs whose private namespaces have one name are warned about on both sides', () => {
  expect(warningsOf(inTwoVpcs().shop)).toEqual([['/Shop/A/CloudMapService', TEXT], ['/Shop/B/CloudMapService', TEXT]]);
});

test.each<[string, (made: ReturnType<typeof inTwoVpcs>) => Construct, string[]]>([
  ['the stack', ({ shop }) => shop.stack, []],
  ['one of the services', ({ b }) => b, ['/Shop/A/CloudMapService']],
])('the warning is silent where it is acknowledged on %s while the app is built', (_where, scope, expected) => {
  const made = inTwoVpcs();
  CoreAnnotations.of(scope(made)).acknowledgeWarning('cdk-discoverable-service:http-name-unknown', 'Nobody asks for it.');

  expect(warningsOf(made.shop).map(([id]) => id)).toEqual(expected);
});

test('a service with records is warned about too where somebody may ask the API for it', () => {
  const shop = new Shop();
  const second = new Cluster(shop.stack, 'Second', { vpc: new Vpc(shop.stack, 'OtherVpc', { maxAzs: 2 }) });
  const asked = shop.service('A', { healthProbe });
  shop.service('B', { healthProbe, cluster: second });
  asked.grants.discover(shop.service('Client', { port: undefined }));

  expect(warningsOf(shop).map(([id]) => id)).toEqual(['/Shop/A/CloudMapService']);
});
