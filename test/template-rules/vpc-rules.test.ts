import { brokenBy } from './broken-by';
import { vpcRules } from '../../src/template-rules/vpc-rules';

interface Network {
  readonly vpc?: string;
  readonly namespace?: string;
  readonly namespaceVpc?: string;
  readonly records?: string;
  readonly subnet?: string;
  readonly subnets?: string;
  readonly groupVpc?: string;
  readonly registries?: string;
  readonly mode?: string;
  readonly more?: string;
}

const network = ({
  vpc = 'EnableDnsHostnames: true', namespace = 'PrivateDnsNamespace', namespaceVpc = 'Vpc: !Ref Vpc', records = 'A', subnet = 'CidrBlock: 10.0.0.0/24',
  subnets = '!Ref Subnet', groupVpc = ', VpcId: !Ref Vpc', registries = '[{ RegistryArn: !GetAtt Name.Arn }]', mode = 'awsvpc', more = '',
}: Network = {}) => `
Parameters: { Value: { Type: String, Default: x } }
Conditions: { IsProd: !Equals [!Ref Value, prod] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, ${vpc} } }
  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16, EnableDnsHostnames: true } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, ${subnet} } }
  OtherSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !GetAtt Other.VpcId, CidrBlock: 10.1.0.0/24 } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x${groupVpc} } }
  Namespace: { Type: AWS::ServiceDiscovery::${namespace}, Properties: { Name: shop.local, ${namespaceVpc} } }
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend, NamespaceId: !Ref Namespace, DnsConfig: { DnsRecords: [${records.split(' ').map((type) => `{ Type: ${type}, TTL: 10 }`).join(', ')}] } } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { NetworkMode: ${mode}, ContainerDefinitions: [{ Name: app, Image: app, PortMappings: [{ ContainerPort: 80 }] }] } }
  Backend:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      ServiceRegistries: ${registries}
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [${subnets}], SecurityGroups: [!GetAtt Group.GroupId] } }
${more}
`;

const broken = (given: Network) => brokenBy(vpcRules, network(given));

describe('vpc-without-dns', () => {
  test.each([
    ['EnableDnsHostnames', 'EnableDnsSupport: true', 'EnableDnsHostnames is not given, and false without that'],
    ['EnableDnsHostnames', 'EnableDnsHostnames: false', 'EnableDnsHostnames is false'],
    ['EnableDnsSupport', 'EnableDnsHostnames: true, EnableDnsSupport: "false"', 'EnableDnsSupport is false'],
    ['EnableDnsSupport', 'EnableDnsSupport: false', 'EnableDnsSupport is false, and EnableDnsHostnames is not given, and false without that'],
  ])('refuses a private namespace in a VPC by its %s (%s)', (property, vpc, fault) => {
    expect(broken({ vpc })).toEqual([`vpc-without-dns at Vpc, Properties/${property}, with Namespace: Of Vpc ${fault}.`]);
  });

  test('tells of a VPC once', () => {
    const more = '  Second: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: other.local, Vpc: !Ref Vpc } }';
    expect(broken({ vpc: 'Tags: []', more })).toEqual([expect.stringMatching(/, with Namespace and Second: /)]);
  });

  test.each<[string, Network]>([
    ['both attributes', { vpc: 'EnableDnsHostnames: "true", EnableDnsSupport: true' }],
    ['an attribute that is not known', { vpc: 'EnableDnsHostnames: !Ref Value' }],
    ['a namespace that is public', { vpc: 'Tags: []', namespace: 'PublicDnsNamespace', namespaceVpc: '' }],
    ['a namespace in a VPC of another app', { vpc: 'Tags: []', namespaceVpc: 'Vpc: vpc-1' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('namespace-other-vpc', () => {
  test('refuses tasks in another VPC than that of the namespace', () => {
    expect(broken({ namespaceVpc: 'Vpc: !Ref Other' })).toEqual([
      'namespace-other-vpc at Namespace, Properties/Vpc, with Backend and Name and Subnet: '
      + 'The tasks of Backend run in Vpc, and Namespace answers in Other.',
    ]);
  });

  test.each<[string, Network]>([
    ['a VPC that is not known', { namespaceVpc: 'Vpc: !Ref Value' }],
    ['a VPC that is written down', { namespaceVpc: 'Vpc: vpc-0123456789abcdef0' }],
    ['subnets that are not known', { namespaceVpc: 'Vpc: !Ref Other', subnets: '!Ref Value' }],
    ['a public namespace', { namespace: 'PublicDnsNamespace', namespaceVpc: 'Vpc: !Ref Other' }],
    ['VPCs that a gateway joins', { namespaceVpc: 'Vpc: !Ref Other', more: '  Gateway: { Type: AWS::EC2::TransitGateway, Properties: {} }' }],
    ['a resource that may associate the zone', { namespaceVpc: 'Vpc: !Ref Other', more: '  Associate: { Type: Custom::Association, Properties: {} }' }],
    ['tasks in host mode', { namespaceVpc: 'Vpc: !Ref Other', mode: 'host' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });

  test('takes what the CDK makes beside a VPC for no association', () => {
    expect(broken({ namespaceVpc: 'Vpc: !Ref Other', more: '  Restrict: { Type: Custom::VpcRestrictDefaultSG, Properties: {} }' })).toHaveLength(1);
  });

  test('tells two VPCs apart that are written down', () => {
    const template = network({ namespaceVpc: 'Vpc: vpc-1' }).replace('VpcId: !Ref Vpc, Cidr', 'VpcId: vpc-2, Cidr');
    expect(brokenBy(vpcRules, template)).toEqual([expect.stringMatching(/: The tasks of Backend run in vpc-2, and Namespace answers in vpc-1\.$/)]);
    expect(brokenBy(vpcRules, template.replace('vpc-2', 'vpc-12345'))).toEqual([]);
  });
});

describe('records-for-subnets', () => {
  test('refuses AAAA records in subnets without IPv6', () => {
    expect(broken({ records: 'A AAAA' })).toEqual([
      'records-for-subnets at Name, Properties/DnsConfig/DnsRecords, with Backend and Subnet: '
      + 'Name has A and AAAA records, and the tasks of Backend get IPv4 addresses only in Subnet.',
    ]);
  });

  test('refuses A records in subnets without IPv4', () => {
    expect(broken({ subnet: 'Ipv6Native: true, Ipv6CidrBlock: "2001:db8::/64"' })).toEqual([
      'records-for-subnets at Name, Properties/DnsConfig/DnsRecords, with Backend and Subnet: '
      + 'Name has A records, and the tasks of Backend get IPv6 addresses only in Subnet.',
    ]);
  });

  test.each<[string, Network]>([
    ['AAAA records in dual-stack subnets', { records: 'A AAAA', subnet: 'CidrBlock: 10.0.0.0/24, Ipv6CidrBlock: !Ref Value' }],
    ['AAAA records in subnets that get IPv6 from a pool', { records: 'AAAA', subnet: 'CidrBlock: 10.0.0.0/24, Ipv6IpamPoolId: pool' }],
    ['AAAA records in subnets without IPv4', { records: 'AAAA', subnet: 'Ipv6Native: true, Ipv6CidrBlock: "2001:db8::/64"' }],
    ['subnets that get IPv6 by a resource', {
      records: 'AAAA', more: '  Six: { Type: AWS::EC2::SubnetCidrBlock, Properties: { SubnetId: !Ref Subnet, Ipv6CidrBlock: "2001:db8::/64" } }',
    }],
    ['subnets that may get IPv6 by a resource', {
      records: 'AAAA', more: '  Six: { Type: AWS::EC2::SubnetCidrBlock, Properties: { SubnetId: !Ref Value, Ipv6CidrBlock: "2001:db8::/64" } }',
    }],
    ['subnets that may have IPv6', { records: 'AAAA', subnet: 'CidrBlock: 10.0.0.0/24, Ipv6CidrBlock: !If [IsProd, x, !Ref "AWS::NoValue"]' }],
    ['subnets that may have no IPv4', { records: 'AAAA', subnet: 'Ipv6Native: !Ref Value' }],
    ['SRV records', { records: 'SRV' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('subnets-of-two-vpcs', () => {
  test('refuses subnets of two VPCs', () => {
    expect(broken({ subnets: '!Ref Subnet, !Ref OtherSubnet' })).toEqual([
      'subnets-of-two-vpcs at Backend, Properties/NetworkConfiguration/AwsvpcConfiguration/Subnets, with Subnet and OtherSubnet: '
      + 'The subnets Subnet and OtherSubnet of Backend are in two VPCs.',
    ]);
  });

  test.each<[string, Network]>([
    ['subnets of one VPC', { subnets: '!Ref Subnet, !Ref Value' }],
    ['a service without discovery', { subnets: '!Ref Subnet, !Ref OtherSubnet', registries: '[]' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('security-group-other-vpc', () => {
  test.each([
    ['of another VPC', ', VpcId: !Ref Other'],
    ['of the default VPC', ''],
  ])('refuses a security group %s', (_, groupVpc) => {
    expect(broken({ groupVpc })).toEqual([
      'security-group-other-vpc at Backend, Properties/NetworkConfiguration/AwsvpcConfiguration/SecurityGroups, with Group: '
      + 'The security group Group of Backend is not in Vpc, where its subnets are.',
    ]);
  });

  test.each<[string, Network]>([
    ['a VPC that is not known', { groupVpc: ', VpcId: !Ref Value' }],
    ['no VPC, in subnets that are not known', { groupVpc: '', subnets: '!Ref Value' }],
    ['a service without discovery', { groupVpc: '', registries: '[]' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});
