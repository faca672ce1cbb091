import { brokenBy } from './broken-by';
import { template } from './cloud-map-template';
import { namespaceClashRules } from '../../src/template-rules/namespace-clash-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(namespaceClashRules, template(resources));
const VPC = 'EC2::VPC { CidrBlock: 10.0.0.0/16 }';

describe('namespace-twice-in-vpc', () => {
  const two = (one: string, other: string, name = 'internal', condition = '') => ({
    One: `${condition}PrivateDnsNamespace { Name: internal, Vpc: ${one} }`, Other: `PrivateDnsNamespace { Name: ${name}, Vpc: ${other} }`, Vpc: VPC, Second: VPC,
  });
  const found = ['namespace-twice-in-vpc at Other, Properties/Name, with One: One and Other are both a private zone "internal" in one VPC.'];

  test.each([
    ['of a literal VPC', two('vpc-1', 'vpc-1')],
    ['of one VPC', two('!Ref Vpc', '!GetAtt Vpc.VpcId')],
    ['of the VPC of a parameter', two('!Ref Given', '!Ref Given')],
    ['of an imported VPC', two('!ImportValue vpc', '!ImportValue vpc')],
    ['in capital letters', two('vpc-1', 'vpc-1', 'Internal.')],
  ])('refuses the same zone twice %s', (_, resources) => {
    expect(broken(resources)).toEqual(found);
  });

  test('refuses a namespace beside a hosted zone of its name', () => {
    expect(broken({ Zone: 'Route53::HostedZone { Name: internal., VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }] }', ...two('vpc-2', 'vpc-1') })).toEqual([
      'namespace-twice-in-vpc at Other, Properties/Name, with Zone: Zone and Other are both a private zone "internal" in one VPC.',
    ]);
  });

  test('finds the same zone in two stacks of one literal VPC', () => {
    const [one, other] = ['One', 'Other'].map((id) => template({ [id]: 'PrivateDnsNamespace { Name: internal, Vpc: vpc-1 }' }));
    expect(brokenBy(namespaceClashRules, [one, other])).toEqual(found);
  });

  test.each([
    ['of two VPCs', two('!Ref Vpc', '!Ref Second')],
    ['of which one VPC is not known', two('vpc-1', '!Ref Given')],
    ['of two names', two('vpc-1', 'vpc-1', 'other')],
    ['of which one name is not known', two('vpc-1', 'vpc-1', '!Ref Given')],
    ['of which one is made at times', two('vpc-1', 'vpc-1', 'internal', '@IsProd ')],
  ])('lets zones pass %s', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });

  test('leaves two hosted zones of the template alone', () => {
    const zone = 'Route53::HostedZone { Name: internal, VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }] }';
    expect(broken({ One: zone, Other: zone })).toEqual([]);
  });
});

describe('public-namespace-twice', () => {
  const two = (name: string, condition = '') => ({ One: 'PublicDnsNamespace { Name: shop.com }', Other: `${condition}PublicDnsNamespace { Name: ${name} }` });

  test.each(['shop.com', 'Shop.com'])('refuses %s beside shop.com', (name) => {
    expect(broken(two(name))).toEqual(['public-namespace-twice at Other, Properties/Name, with One: One and Other are both a public zone "shop.com".']);
  });

  test('refuses a namespace beside a public hosted zone of its name', () => {
    expect(broken({ Names: 'PublicDnsNamespace { Name: shop.com }', Zone: 'Route53::HostedZone { Name: shop.com. }' })).toEqual([
      'public-namespace-twice at Names, Properties/Name, with Zone: Zone and Names are both a public zone "shop.com".',
    ]);
  });

  test.each([
    ['a private hosted zone of its name', { Zone: 'Route53::HostedZone { Name: shop.com, VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }] }' }],
    ['two hosted zones', { Names: 'HttpNamespace { Name: shop }', Zone: 'Route53::HostedZone { Name: shop.com }', Second: 'Route53::HostedZone { Name: shop.com }' }],
    ['a namespace whose name is not known', { Names: 'PublicDnsNamespace { Name: !Ref Given }', Zone: 'Route53::HostedZone { Name: !Ref Given }' }],
  ])('lets a namespace pass beside %s', (_, more) => {
    expect(broken({ Names: 'PublicDnsNamespace { Name: shop.com }', ...more } as Record<string, string>)).toEqual([]);
  });

  test.each([['svc.shop.com', ''], ['!Ref Given', ''], ['shop.com', '@IsTest ']])('lets %s pass %s', (name, condition) => {
    expect(broken(two(name, condition))).toEqual([]);
  });
});

describe('discovery-name-shadowed', () => {
  const nested = ({ name = 'api.orders', child = 'orders.internal', vpc = 'vpc-1', condition = '', records = '[{ Type: A, TTL: 10 }]' } = {}) => ({
    Parent: 'PrivateDnsNamespace { Name: internal, Vpc: vpc-1 }',
    Child: `${condition}PrivateDnsNamespace { Name: ${child}, Vpc: ${vpc} }`,
    Backend: `Service { Name: ${name}, NamespaceId: !Ref Parent, DnsConfig: { DnsRecords: ${records} } }`,
    Inner: 'Service { Name: api, NamespaceId: !Ref Child, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } }',
  });

  test.each([
    ['below', 'api.orders', 'api.orders.internal'],
    ['at the top of', 'orders', 'orders.internal'],
  ])('refuses a name %s a zone that answers in its place', (_, name, host) => {
    expect(broken(nested({ name }))).toEqual([
      `discovery-name-shadowed at Backend, Properties/Name, with Child and Parent: Backend is "${host}", and Child is the zone "orders.internal" in the same VPC.`,
    ]);
  });

  test.each([
    ['another name', nested({ name: 'backend' })],
    ['a name that only ends in the same letters', nested({ name: 'reorders' })],
    ['a zone of another VPC', nested({ vpc: 'vpc-2' })],
    ['a zone that is made at times', nested({ condition: '@IsProd ' })],
    ['a name without records', nested({ records: '!Ref AWS::NoValue' })],
    ['a name that is not known', nested({ name: '!Ref Given' })],
  ])('lets %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('zones of other kinds', () => {
  test('do not clash with private ones', () => {
    expect(broken({
      Names: 'PrivateDnsNamespace { Name: shop.com, Vpc: vpc-1 }',
      Public: 'PublicDnsNamespace { Name: shop.com, Vpc: vpc-1 }',
      Http: 'HttpNamespace { Name: shop.com, Vpc: vpc-1 }',
      NoVpc: 'PrivateDnsNamespace { Name: internal }',
      Second: 'PrivateDnsNamespace { Name: internal }',
    })).toEqual([]);
  });

  test('are not hidden by private ones', () => {
    expect(broken({
      Public: 'PublicDnsNamespace { Name: shop.com, Vpc: vpc-1 }',
      Child: 'PrivateDnsNamespace { Name: orders.shop.com, Vpc: vpc-1 }',
      Backend: 'Service { Name: api.orders, NamespaceId: !Ref Public, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } }',
    })).toEqual([]);
  });
});
