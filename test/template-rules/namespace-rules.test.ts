import { brokenBy } from './broken-by';
import { template } from './cloud-map-template';
import { namespaceRules } from '../../src/template-rules/namespace-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(namespaceRules, template(resources));
const privateNamed = (name: string) => ({ Names: `PrivateDnsNamespace { Name: ${name}, Vpc: vpc-1 }` });
const publicNamed = (name: string) => ({ Names: `PublicDnsNamespace { Name: ${name} }` });
const httpNamed = (name: string) => ({ Names: `HttpNamespace { Name: ${name} }` });
const L63 = 'a'.repeat(63);

describe('the name of a private namespace', () => {
  test.each([
    ['ecs internal', 'has the name "ecs internal"'],
    ['arn:aws', 'has the name "arn:aws"'],
    [`${L63}a.internal`, `has the name "${L63}a.internal", with a label of 64 characters`],
    ['a..b', 'has the name "a..b", with a label of 0 characters'],
    [`${`${L63}.`.repeat(3)}${'b'.repeat(62)}`, `has the name "${`${L63}.`.repeat(3)}${'b'.repeat(62)}"`],
  ])('is no %s', (name, fault) => {
    expect(broken(privateNamed(`"${name}"`))).toEqual([`namespace-name at Names, Properties/Name: Names ${fault}.`]);
  });

  test('has to be there', () => {
    expect(broken({ Names: 'PrivateDnsNamespace { Vpc: vpc-1 }' })).toEqual(['namespace-name at Names, Properties/Name: Names has no Name.']);
  });

  test.each(['internal', 'svc.ecs-internal', `${L63}.internal`, '_a.b', 'svc.internal.', '!Ref Given', '!If [IsProd, a, b]', `${`${L63}.`.repeat(3)}${'b'.repeat(61)}`])(
    'may be %s', (name) => expect(broken(privateNamed(name))).toEqual([]));
});

describe('the name of a public namespace', () => {
  test.each(['shop', 'my_shop.com', '-a.com', 'a-.com', 'shop.com.', `${L63}a.com`, 'münchen.de', `${`${L63}.`.repeat(4)}com`])('is no %s', (name) => {
    expect(broken(publicNamed(`"${name}"`))).toEqual([`public-namespace-name at Names, Properties/Name: Names has the name "${name}".`]);
  });

  test('has to be there', () => {
    expect(broken({ Names: 'PublicDnsNamespace {}' })).toEqual(['public-namespace-name at Names, Properties/Name: Names has no Name.']);
  });

  test.each(['example.com', 'svc.Example.com', 'svc.internal', 'svc.shop.local', 'a.test', 'shop.corp'])('is not below a domain that is never delegated: %s', (name) => {
    expect(broken(publicNamed(name))).toEqual([`public-namespace-reserved at Names, Properties/Name: Names has the name "${name}".`]);
  });

  test.each(['shop.com', 'svc.shop.co.uk', 'xn--mnchen-3ya.de', 'myexample.com', 'local.shop.com', `${L63}.com`, '!Ref Given', '!Sub "svc.${Given}"'])('may be %s', (name) => {
    expect(broken(publicNamed(name))).toEqual([]);
  });
});

describe('the name of an HTTP namespace', () => {
  test.each(['my shop', 'arn:shop', 'a'.repeat(1025)])('is no %s', (name) => {
    expect(broken(httpNamed(`"${name}"`))).toEqual([`http-namespace-name at Names, Properties/Name: Names has the name "${name}".`]);
  });

  test('has to be there', () => {
    expect(broken({ Names: 'HttpNamespace' })).toEqual(['http-namespace-name at Names, Properties/Name: Names has no Name.']);
  });

  test.each(['shop', 'Shop/v1', 'a'.repeat(1024), '!Ref Given'])('may be %s', (name) => {
    expect(broken(httpNamed(name))).toEqual([]);
  });
});

describe('namespace-vpc', () => {
  const inVpc = (vpc: string) => ({
    Names: `PrivateDnsNamespace { Name: internal${vpc === '' ? '' : `, Vpc: ${vpc}`} }`,
    Vpc: 'EC2::VPC { CidrBlock: 10.0.0.0/16 }',
    Subnet: 'EC2::Subnet { VpcId: !Ref Vpc }',
    Attached: 'EC2::VPCGatewayAttachment { VpcId: !Ref Vpc }',
    Lookup: 'CloudFormation::CustomResource { ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:lookup" }',
  });

  test.each([
    ['', '', 'has no Vpc'],
    ['10.0.0.0/16', '', 'has the Vpc "10.0.0.0/16"'],
    ['!Ref Subnet', ', with Subnet', 'has the Vpc Subnet, which is an AWS::EC2::Subnet'],
    ['!GetAtt Vpc.CidrBlock', ', with Vpc', 'has the CidrBlock of Vpc for its Vpc'],
  ])('refuses what is no VPC: %s', (vpc, beside, fault) => {
    expect(broken(inVpc(vpc))).toEqual([`namespace-vpc at Names, Properties/Vpc${beside}: Names ${fault}.`]);
  });

  test.each(['vpc-1', '!Ref Vpc', '!GetAtt Vpc.VpcId', '!Ref Given', '!ImportValue vpc', '!GetAtt Subnet.VpcId', '!Ref Attached', '!Ref Lookup', '!GetAtt Lookup.VpcId'])(
    'lets %s pass', (vpc) => expect(broken(inVpc(vpc))).toEqual([]));
});

describe('negative-cache-ttl', () => {
  const soa = (ttl: string) => ({ Names: `PrivateDnsNamespace { Name: internal, Vpc: vpc-1, Properties: { DnsProperties: { SOA: { TTL: ${ttl} } } } }` });

  test.each(['-1', '1.5', '2147483648', 'soon'])('refuses %s', (ttl) => {
    expect(broken(soa(ttl))).toEqual([
      `negative-cache-ttl at Names, Properties/Properties/DnsProperties/SOA/TTL: The SOA record of Names has a TTL of ${ttl} seconds.`,
    ]);
  });

  test.each(['0', '15', '"15"', '2147483647', '!Ref Given', '!Ref AWS::NoValue'])('lets %s pass', (ttl) => {
    expect(broken(soa(ttl))).toEqual([]);
  });
});

describe('public-namespace-region', () => {
  const inZone = (zone: string, names = 'PublicDnsNamespace { Name: shop.com }') => ({ Names: names, Subnet: `EC2::Subnet { AvailabilityZone: ${zone} }` });

  test('refuses a public namespace in AWS GovCloud (US)', () => {
    expect(broken(inZone('us-gov-west-1a'))).toEqual(['public-namespace-region at Names: Names is made in us-gov-west-1.']);
  });

  test.each([
    ['in another Region', inZone('us-west-2a')],
    ['where the zone is not known', inZone('!Select [0, !GetAZs ""]')],
    ['that is private', inZone('us-gov-west-1a', 'PrivateDnsNamespace { Name: internal, Vpc: vpc-1 }')],
  ])('lets a namespace pass %s', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});
