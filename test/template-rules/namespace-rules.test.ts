import { brokenBy } from './broken-by';
import { namesakeRules } from '../../src/template-rules/namesake-rules';
import { namespaceRules } from '../../src/template-rules/namespace-rules';

const namespace = (kind: string, properties: string, more = '') => `
Parameters:
  Name: { Type: String }
  Vpc: { Type: 'AWS::EC2::VPC::Id' }
Conditions: { Is: !Equals [!Ref Name, a] }
Resources:
  Network: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Network } }
  Namespace: { Type: 'AWS::ServiceDiscovery::${kind}Namespace', Properties: { ${properties} } }
${more}`;

const PRIVATE = 'PrivateDns';
const labels = (length: number) => `${'a'.repeat(length)}.internal`;

test.each([
  ['namespace-name', PRIVATE, 'Name: "my shop", Vpc: !Ref Network', 'Properties/Name: The namespace name is "my shop".'],
  ['namespace-name', PRIVATE, `Name: ${labels(64)}, Vpc: !Ref Network`, `Properties/Name: The namespace name "${labels(64)}" has a label of 64 characters.`],
  ['http-namespace-name', 'Http', 'Name: "arn:shop"', 'Properties/Name: The namespace name is "arn:shop".'],
  ['public-namespace-name', 'PublicDns', 'Name: shop', 'Properties/Name: The namespace name is "shop".'],
  ['public-namespace-name', 'PublicDns', 'Name: my_shop.company.com', 'Properties/Name: The namespace name is "my_shop.company.com".'],
  ['public-namespace-reserved', 'PublicDns', 'Name: shop.example.com', 'Properties/Name: The namespace name is "shop.example.com".'],
  ['public-namespace-reserved', 'PublicDns', 'Name: shop.local', 'Properties/Name: The namespace name is "shop.local".'],
  ['negative-cache-ttl', PRIVATE, 'Name: shop, Vpc: !Ref Network, Properties: { DnsProperties: { SOA: { TTL: -1 } } }',
    'Properties/Properties/DnsProperties/SOA/TTL: negativeCacheTtl is -1 seconds.'],
  ['namespace-without-name', 'Http', 'Description: x', 'Properties/Name: The namespace has no Name.'],
  ['namespace-vpc', PRIVATE, 'Name: shop', 'Properties/Vpc: The namespace has no Vpc.'],
  ['namespace-vpc', PRIVATE, 'Name: shop, Vpc: subnet-1', 'Properties/Vpc: Vpc is subnet-1, which is no VPC.'],
  ['namespace-vpc', PRIVATE, 'Name: shop, Vpc: !Ref Subnet', 'Properties/Vpc, with Subnet: Vpc is Ref of Subnet, which is no VPC.'],
  ['namespace-vpc', PRIVATE, 'Name: shop, Vpc: !GetAtt Network.CidrBlock', 'Properties/Vpc, with Network: Vpc is CidrBlock of Network, which is no VPC.'],
])('%s refuses what %s namespaces are given: %s', (id, kind, properties, got) => {
  expect(brokenBy(namespaceRules, namespace(kind, properties))).toEqual([`${id} at Namespace, ${got}`]);
});

test.each([
  [PRIVATE, 'Name: shop, Vpc: !Ref Network'],
  [PRIVATE, `Name: ${labels(63)}, Vpc: !GetAtt Network.VpcId`],
  [PRIVATE, 'Name: !Ref Name, Vpc: !Ref Vpc'],
  [PRIVATE, 'Name: !If [Is, "a b", c], Vpc: !ImportValue vpc'],
  [PRIVATE, 'Name: shop.local, Vpc: vpc-1, Properties: { DnsProperties: { SOA: { TTL: 0 } } }'],
  [PRIVATE, 'Name: shop, Vpc: !If [Is, !Ref Network, vpc-1]'],
  ['Http', 'Name: "shop/prod"'],
  ['Http', 'Name: !Ref Name'],
  ['PublicDns', 'Name: svc.company.com'],
  ['PublicDns', 'Name: !Sub "${Name}.company.com"'],
])('a %s namespace with %s is right', (kind, properties) => {
  expect(brokenBy(namespaceRules, namespace(kind, properties))).toEqual([]);
});

describe('http-name-unknown', () => {
  const two = (other: string, more: string) => namespace('Http', 'Name: shop', `
  Other: { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: ${other}, Vpc: !Ref Network } }
${more}`);
  const apiOnly = '  Backend: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend, NamespaceId: !Ref Namespace } }';
  const proxied = '  Service: { Type: AWS::ECS::Service, Properties: { ServiceConnectConfiguration: { Enabled: true, Namespace: shop } } }';
  const withRecords = `
  Backend:
    Type: AWS::ServiceDiscovery::Service
    Properties: { Name: backend, NamespaceId: !Ref Other, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } }`;

  test.each([['the API', apiOnly, 'Backend'], ['Service Connect', proxied, 'Service']])('warns where %s asks for one of two namespaces by their name', (_, more, asking) => {
    expect(brokenBy(namesakeRules, two('shop', more))).toEqual([
      `http-name-unknown at ${asking}, with Other and Namespace: Clients ask for its namespace by the name "shop", which Other and Namespace have.`,
    ]);
  });

  test.each([['two names', 'shop2', apiOnly], ['a name that is not known', '!Ref Name', apiOnly], ['names that nobody asks for', 'shop', withRecords]])(
    'is silent about %s', (_, other, more) => {
      expect(brokenBy(namesakeRules, two(other, more))).toEqual([]);
    });
});

describe('namespace-shadows-domain', () => {
  const beside = (name: string, more: string) => namespace(PRIVATE, `Name: ${name}, Vpc: !Ref Network`, more);

  test.each([
    ['a zone of that name', 'shop.com', '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.com. } }', 'Zone', 'shop.com'],
    ['a zone below it', 'shop.com', '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: www.shop.com } }', 'Zone', 'www.shop.com'],
    ['a certificate below it', 'shop.com', '  Cert: { Type: AWS::CertificateManager::Certificate, Properties: { DomainName: "*.api.shop.com" } }', 'Cert', 'api.shop.com'],
  ])('warns of a namespace that hides %s', (_, name, more, resource, domain) => {
    expect(brokenBy(namesakeRules, beside(name, more))).toEqual([
      `namespace-shadows-domain at Namespace, Properties/Name, with ${resource}: The namespace is "${name}", and the app uses ${domain} on the internet.`,
    ]);
  });

  test.each([
    ['a zone above it', 'svc.shop.com', '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.com } }'],
    ['a private zone', 'shop.com', '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.com, VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }] } }'],
    ['another zone', 'shop.com', '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: webshop.com } }'],
    ['a zone whose name is not known', 'shop.com', '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: !Ref Name } }'],
  ])('is silent about %s', (_, name, more) => {
    expect(brokenBy(namesakeRules, beside(name, more))).toEqual([]);
  });
});
