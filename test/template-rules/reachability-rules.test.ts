import { brokenBy } from './broken-by';
import type { TwoServices } from './two-services';
import { OPEN, twoServices } from './two-services';
import { reachabilityRules } from '../../src/template-rules/reachability-rules';

const broken = (services: TwoServices) => brokenBy(reachabilityRules, twoServices(services));
const ids = (services: TwoServices) => broken(services).map((finding) => finding.replace(/ .*/, ''));
const rule = (more: string) => `[{ IpProtocol: tcp, FromPort: 8080, ToPort: 8080, ${more} }]`;
const own = (direction: string, more: string) => `  Rule: { Type: AWS::EC2::SecurityGroup${direction}, Properties: { ${more} } }`;

describe('address-closed', () => {
  test('refuses a name whose group lets the caller in on no port of it', () => {
    expect(broken({ ingress: '' })).toEqual([
      'address-closed at BackendGroup, Properties/SecurityGroupIngress, with Web and WebTask and Backend and BackendTask: '
      + 'Web is given "http://backend.shop.local:8080" as BACKEND_URL, and BackendGroup lets it into Backend on none of these ports: 8080.',
    ]);
  });

  test('tells a port once that the target does not map, although it may be asked by TCP and by UDP', () => {
    expect(broken({ ingress: '', value: 'http://backend.shop.local:8081' })).toContainEqual(expect.stringMatching(/ on none of these ports: 8081\.$/));
  });

  test('names a rule of its own that does not help', () => {
    expect(broken({ ingress: '', more: own('Ingress', 'GroupId: !Ref BackendGroup, IpProtocol: tcp, FromPort: 80, ToPort: 8079, SourceSecurityGroupId: !Ref WebGroup') }))
      .toEqual([expect.stringMatching(/^address-closed at BackendGroup, .* and BackendTask and Rule: /)]);
  });

  test('refuses a caller whose group does not let it out', () => {
    expect(broken({ egress: '[{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]' })).toEqual([
      'address-closed at WebGroup, Properties/SecurityGroupEgress, with Web and WebTask and Backend and BackendTask: '
      + 'Web is given "http://backend.shop.local:8080" as BACKEND_URL, and WebGroup lets it out on none of these ports: 8080.',
    ]);
  });

  test.each<[string, TwoServices]>([
    ['a port below the range', { ingress: '[{ IpProtocol: tcp, FromPort: 8081, ToPort: 9000, CidrIp: 0.0.0.0/0 }]' }],
    ['a port above the range', { ingress: '[{ IpProtocol: tcp, FromPort: 0, ToPort: 8079, CidrIp: 0.0.0.0/0 }]' }],
    ['another protocol', { ingress: rule('CidrIp: 0.0.0.0/0').replace('tcp', 'udp') }],
    ['ICMP', { ingress: rule('CidrIp: 0.0.0.0/0').replace('tcp', 'icmp') }],
    ['a range in which the caller is not', { ingress: rule('CidrIp: 10.0.1.0/24') }],
    ['another group', { ingress: rule('SourceSecurityGroupId: !Ref BackendGroup') }],
    ['a group that is written down', { ingress: rule('SourceSecurityGroupId: sg-0123456789abcdef0') }],
    ['a group of another resource', { ingress: rule('SourceSecurityGroupId: !GetAtt Vpc.DefaultSecurityGroup') }],
    ['the rule that the CDK writes for no way out', { egress: '[{ IpProtocol: "-1", CidrIp: 255.255.255.255/32 }]' }],
    ['a way out to oneself', { egress: '[{ IpProtocol: "-1", CidrIp: 127.0.0.1/32 }]' }],
    ['a way out to another range', { egress: '[{ IpProtocol: "-1", CidrIp: 192.168.0.0/16 }]' }],
    ['a host, where no port of the target is open', { value: 'backend.shop.local', variable: 'BACKEND_HOST', ingress: '' }],
    ['a port that is open for others only', { ingress: `[${rule('SourceSecurityGroupId: !Ref BackendGroup').slice(1, -1)}, ${OPEN.replace(/8080/g, '9090').slice(1)}` }],
  ])('refuses %s', (_, services) => {
    expect(ids(services)).toEqual(['address-closed']);
  });

  test.each<[string, TwoServices]>([
    ['a rule for the caller', {}],
    ['a rule for the caller as a resource', { ingress: '', more: own('Ingress', 'GroupId: !GetAtt BackendGroup.GroupId, IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !GetAtt WebGroup.GroupId') }],
    ['all protocols', { ingress: '[{ IpProtocol: -1, SourceSecurityGroupId: !Ref WebGroup }]' }],
    ['the first port of a range', { ingress: rule('CidrIp: 10.0.0.0/8').replace('ToPort: 8080', 'ToPort: 9000') }],
    ['the last port of a range', { ingress: rule('CidrIp: 10.0.0.0/8').replace('FromPort: 8080', 'FromPort: 80') }],
    ['a part of the range of the caller', { ingress: rule('CidrIp: 10.0.0.128/25') }],
    ['a range that is not known', { ingress: rule('CidrIp: !Ref Value') }],
    ['a range that is none', { ingress: rule('CidrIp: office') }],
    ['a prefix list', { ingress: rule('SourcePrefixListId: pl-1') }],
    ['a range of IPv6', { ingress: rule('CidrIpv6: "::/0"') }],
    ['a group that is not known', { ingress: rule('SourceSecurityGroupId: !Ref Value') }],
    ['a protocol that is not known', { ingress: '[{ IpProtocol: !Ref Value, CidrIp: 0.0.0.0/0 }]' }],
    ['ports that are not known', { ingress: '[{ IpProtocol: tcp, FromPort: !Ref Value, ToPort: !Ref Value, CidrIp: 0.0.0.0/0 }]' }],
    ['rules that are not known', { ingress: '!If [IsProd, [], !Ref "AWS::NoValue"]' }],
    ['a rule of a group that is not known', { ingress: '', more: own('Ingress', 'GroupId: !Ref Value, IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0') }],
    ['a rule under a condition', {
      ingress: '', more: own('Ingress', 'GroupId: !Ref BackendGroup, IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0').replace(', Properties', ', Condition: IsProd, Properties'),
    }],
    ['a group that others may open', { ingress: '', rest: 'Outputs: { Group: { Value: !Ref BackendGroup } }' }],
    ['a host, where one port of the target is open', { value: 'backend.shop.local', variable: 'BACKEND_HOST', mapping: '{ ContainerPort: 9090 }, { ContainerPort: 8080 }' }],
    ['a host, where the port in another variable is open', { value: 'backend.shop.local }, { Name: BACKEND_PORT, Value: 9090', ingress: OPEN.replace(/8080/g, '9090') }],
    ['a port of a mapping for UDP', { ingress: OPEN.replace('tcp', 'udp'), mapping: '{ ContainerPort: 8080, Protocol: udp }' }],
    ['a way out to the target', { egress: '[{ IpProtocol: tcp, FromPort: 8080, ToPort: 8080, DestinationSecurityGroupId: !Ref BackendGroup }]' }],
    ['no way out in an empty list', { egress: '[]' }],
    ['instances that are registered by hand', { ingress: '', more: '  Instance: { Type: AWS::ServiceDiscovery::Instance, Properties: { ServiceId: !Ref Name, InstanceAttributes: { AWS_INSTANCE_IPV4: 10.0.0.9 } } }' }],
    ['a name of which the records are not known', { ingress: '', records: '{ Type: !Ref Value, TTL: 10 }' }],
  ])('lets %s pass', (_, services) => {
    expect(ids(services).filter((id) => id === 'address-closed')).toEqual([]);
  });

  test('lets a target pass whose groups are not known', () => {
    expect(brokenBy(reachabilityRules, twoServices({ ingress: '' }).replace(/!Ref BackendGroup\]/, '!Ref Value]'))).toEqual([]);
  });

  const connect = (ports: string): TwoServices => ({
    registries: '',
    value: 'http://backend:80',
    ingress: rule('CidrIp: 10.0.0.0/16').replace(/8080/g, ports),
    callerMore: 'ServiceConnectConfiguration: { Enabled: true, Namespace: shop.local }',
    targetMore: 'ServiceConnectConfiguration: { Enabled: true, Namespace: shop.local, Services: [{ PortName: http, ClientAliases: [{ Port: 80, DnsName: backend }] }] }',
  });

  test('judges Service Connect by the port of the container', () => {
    expect([ids(connect('80')), ids(connect('8080'))]).toEqual([['address-closed'], []]);
  });
});

describe('address-port', () => {
  const ingress = '[{ IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/16 }]';

  test('warns of a port that no container maps', () => {
    expect(broken({ ingress, value: 'http://backend.shop.local:80' })).toEqual([
      'address-port at WebTask, Properties/ContainerDefinitions/0/Environment/0/Value, with Web and Backend and BackendTask: '
      + 'Web is given "http://backend.shop.local:80" as BACKEND_URL, which is port 80, and the containers of Backend map 8080.',
    ]);
  });

  test.each(['http://backend.shop.local/x', 'https://backend.shop.local', 'backend.shop.local:80'])('warns of %s', (value) => {
    expect(ids({ ingress, value })).toEqual(['address-port']);
  });

  test.each<[string, TwoServices]>([
    ['the port that is mapped', {}],
    ['a scheme without a port of its own', { value: 'redis://backend.shop.local' }],
    ['a port in another variable', { value: 'http://backend.shop.local }, { Name: BACKEND_PORT, Value: 8080' }],
    ['a mapping that is not known', { value: 'http://backend.shop.local:80', mapping: '{ ContainerPort: !Ref Value }' }],
  ])('lets %s pass', (_, services) => {
    expect(ids({ ingress, ...services })).toEqual([]);
  });
});

describe('connect-other-vpc', () => {
  const more = '  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }';
  const elsewhere: TwoServices = { callerVpc: '!Ref Other', ingress: rule('CidrIp: 10.0.0.0/8'), more };

  test('refuses a caller in another VPC than the namespace', () => {
    expect(broken(elsewhere)).toEqual([
      'connect-other-vpc at Web, Properties/NetworkConfiguration/AwsvpcConfiguration/Subnets, with Namespace and Name and WebTask: '
      + 'Web is given "http://backend.shop.local:8080" as BACKEND_URL and runs in Other, and Namespace answers in Vpc.',
    ]);
  });

  test.each<[string, TwoServices]>([
    ['a VPC that is peered', { more: `${more}\n  Peering: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Other } }` }],
    ['a VPC that is not known', { callerVpc: '!Ref Value' }],
    ['a VPC that is written down', { callerVpc: 'vpc-0123456789abcdef0' }],
    ['a public namespace', { namespace: 'PublicDnsNamespace', namespaceVpc: '' }],
    ['a namespace that is in the wrong VPC itself', { namespaceVpc: ', Vpc: !Ref Third', more: `${more}\n${more.replace('Other', 'Third')}` }],
  ])('lets %s pass', (_, services) => {
    expect(ids({ ...elsewhere, ...services })).toEqual([]);
  });
});

describe('functions', () => {
  const asked = (vpc: string, ingress = rule('SourceSecurityGroupId: !Ref WebGroup')): TwoServices => ({
    value: 'x', ingress, more: `  Function: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { BACKEND: "http://backend.shop.local:8080" } }${vpc} } }`,
  });
  const inside = ', VpcConfig: { SubnetIds: [!Ref WebSubnet], SecurityGroupIds: [!GetAtt WebGroup.GroupId] }';

  test('address-outside-vpc refuses a private name for a function outside of VPCs', () => {
    expect(broken(asked(''))).toEqual([
      'address-outside-vpc at Function, Properties/VpcConfig, with Name and Namespace: '
      + 'Function is given "http://backend.shop.local:8080" as BACKEND and has no VpcConfig, and Namespace is private.',
    ]);
  });

  test('address-closed refuses a function that the group of the target does not let in', () => {
    expect(broken(asked(inside, rule('CidrIp: 10.0.9.0/24')))).toEqual([
      'address-closed at BackendGroup, Properties/SecurityGroupIngress, with Function and Backend and BackendTask: '
      + 'Function is given "http://backend.shop.local:8080" as BACKEND, and BackendGroup lets it into Backend on none of these ports: 8080.',
    ]);
  });

  test.each<[string, TwoServices]>([
    ['a function in the VPC', asked(inside)],
    ['a function of which it is not known', asked(', VpcConfig: !Ref Value')],
    ['a public namespace', { ...asked(''), namespace: 'PublicDnsNamespace', namespaceVpc: '' }],
  ])('%s passes', (_, services) => {
    expect(ids(services)).toEqual([]);
  });
});

describe('service-closed', () => {
  const uncalled: TwoServices = { value: 'x', ingress: '' };

  test('warns of a registered service whose groups let nobody in', () => {
    expect(broken(uncalled)).toEqual([
      'service-closed at BackendGroup, Properties/SecurityGroupIngress, with Backend: Backend is registered to be called, and BackendGroup lets nobody in.',
    ]);
  });

  test.each<[string, TwoServices]>([
    ['a service that lets somebody in', { ingress: rule('CidrIp: 10.9.0.0/16') }],
    ['a service without discovery', { registries: '' }],
    ['a group that others may open', { rest: 'Outputs: { Group: { Value: !GetAtt BackendGroup.GroupId } }' }],
    ['rules that are not known', { ingress: '!Ref Value' }],
    ['a service without ports', { mapping: '' }],
  ])('lets %s pass', (_, services) => {
    expect(ids({ ...uncalled, ...services })).toEqual([]);
  });
});
