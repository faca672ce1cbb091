import { CfnParameter, Duration, Fn } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace } from '../../src';
import { namespaceFacts } from '../../src/plan/namespace-facts';
import { Shop } from '../testing/shop';

const ID = 'ns-e4anhexample0004';
const ARN = `arn:aws:servicediscovery:eu-west-1:111122223333:namespace/${ID}`;

const shop = new Shop();
const otherVpc = new Vpc(shop.stack, 'OtherVpc', { maxAzs: 2 });
const factsOf = ({ _choice }: DiscoveryNamespace, vpc = shop.vpc) => namespaceFacts(_choice, shop.cluster, vpc);
const byAttributes = (attributes: { name?: string; id?: string; arn?: string }) =>
  DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PUBLIC, ...attributes });

test('a namespace that is to be defined is private and for the VPC of the service', () => {
  expect(factsOf(DiscoveryNamespace.privateDns('shop.internal', { negativeCacheTtl: Duration.seconds(1) })))
    .toMatchObject({ type: 'DNS_PRIVATE', name: 'shop.internal', madeForOtherVpc: false });
});

test('of a namespace that is known by its id, neither account nor Region is known', () => {
  const facts = factsOf(byAttributes({ id: ID }));

  expect(facts).toMatchObject({ type: 'DNS_PUBLIC', madeForOtherVpc: false });
  expect([facts.name, facts.account, facts.region]).toEqual([undefined, undefined, undefined]);
});

test('an ARN tells account and Region', () => {
  expect(factsOf(byAttributes({ arn: ARN, name: 'shop.example.org' })))
    .toMatchObject({ type: 'DNS_PUBLIC', name: 'shop.example.org', account: '111122223333', region: 'eu-west-1' });
});

test.each([
  ['a parameter', new CfnParameter(shop.stack, 'NamespaceArn').valueAsString],
  ['imported', Fn.importValue('namespace-arn')],
])('an ARN that is %s tells neither', (_what, arn) => {
  const { account, region } = factsOf(byAttributes({ arn }));

  expect([account, region]).toEqual([undefined, undefined]);
});

const forOtherVpc = new PrivateDnsNamespace(shop.stack, 'Other', { name: 'other.internal', vpc: otherVpc });

test('a namespace of this app is known to be for its VPC', () => {
  const own = DiscoveryNamespace.existing(new PrivateDnsNamespace(shop.stack, 'Own', { name: 'own.internal', vpc: shop.vpc }));

  expect(factsOf(own)).toMatchObject({ type: 'DNS_PRIVATE', name: 'own.internal', madeForOtherVpc: false });
  expect(factsOf(DiscoveryNamespace.existing(forOtherVpc)).madeForOtherVpc).toBe(true);
  expect(factsOf(DiscoveryNamespace.existing(forOtherVpc), otherVpc).madeForOtherVpc).toBe(false);
});

test('where the VPC of the service is not known, nothing is said about it', () => {
  expect(namespaceFacts(DiscoveryNamespace.existing(forOtherVpc)._choice, shop.cluster, undefined).madeForOtherVpc).toBe(false);
});

test('a public, an HTTP and an imported namespace are for no VPC', () => {
  const attributes = { namespaceArn: ARN, namespaceId: ID, namespaceName: 'there.internal' };
  const facts = [
    new PublicDnsNamespace(shop.stack, 'Public', { name: 'shop.example.org' }),
    new HttpNamespace(shop.stack, 'Http', { name: 'shop' }),
    PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(shop.stack, 'There', attributes),
  ].map((cloudMapNamespace) => factsOf(DiscoveryNamespace.existing(cloudMapNamespace)));

  expect(facts.map(({ type, madeForOtherVpc }) => [type, madeForOtherVpc])).toEqual([['DNS_PUBLIC', false], ['HTTP', false], ['DNS_PRIVATE', false]]);
  expect(facts[2]).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
});
