import { brokenBy } from './broken-by';
import type { TwoServices } from './two-services';
import { twoServices } from './two-services';
import { addressRules } from '../../src/template-rules/address-rules';

const broken = (services: TwoServices) => brokenBy(addressRules, twoServices(services));
const idsOf = (services: TwoServices) => broken(services).map((finding) => finding.replace(/ .*/, ''));
const VALUE = 'Properties/ContainerDefinitions/0/Environment/0/Value';

describe('address-unknown', () => {
  test('refuses a name that nothing in the namespace has', () => {
    expect(broken({ value: 'http://bakend.shop.local:8080' })).toEqual([
      `address-unknown at WebTask, ${VALUE}, with Web and Namespace and Name: Web is given "http://bakend.shop.local:8080" as BACKEND_URL, `
      + 'and nothing in Namespace ("shop.local") has this name.',
    ]);
  });

  test.each([
    ['a name with a port', 'bakend.shop.local:8080', 'BACKEND'],
    ['a bare name that is called', 'bakend.shop.local', 'BACKEND_HOST'],
    ['a name in JSON', '\'{"backend":{"host":"bakend.shop.local","port":8080}}\'', 'SERVICES'],
    ['a name in a list', '"backend.shop.local:8080,bakend.shop.local:8080"', 'PEERS'],
    ['a name in capital letters', 'http://BAKEND.SHOP.LOCAL', 'BACKEND'],
    ['a name of a connection string', 'postgresql://user:word@bakend.shop.local:5432/shop', 'DSN'],
  ])('finds %s', (_, value, variable) => {
    expect(idsOf({ value, variable })).toEqual(['address-unknown']);
  });

  test('finds a name in a command', () => {
    expect(idsOf({ value: 'x', container: 'Command: [serve, "--backend=http://bakend.shop.local:8080"]' })).toEqual(['address-unknown']);
  });

  test('tells of a name once that stands in two variables', () => {
    expect(idsOf({ value: '"bakend.shop.local:8080 bakend.shop.local:8080"' })).toEqual(['address-unknown']);
  });

  test.each<[string, TwoServices]>([
    ['the name of the service', {}],
    ['the name in capital letters, with a dot', { value: 'http://Backend.Shop.Local.:8080' }],
    ['the name of the namespace', { value: 'shop.local', variable: 'BACKEND_HOST' }],
    ['a name that only ends like the namespace', { value: 'http://backend.myshop.local:8080' }],
    ['a bare name of a variable that says nothing', { value: 'bakend.shop.local', variable: 'GREETING' }],
    ['a list of hosts that are no matter of a proxy', { value: 'http://bakend.shop.local', variable: 'NO_PROXY' }],
    ['a name of the caller itself', { value: 'https://www.shop.local', variable: 'PUBLIC_URL' }],
    ['a mail address', { value: 'team@bakend.shop.local', variable: 'SERVICE_MAIL' }],
    ['a value that is known at deployment only', { value: '!Ref Value' }],
    ['a host behind an SRV record', { value: 'http://0123456789abcdef.backend.shop.local:8080' }],
    ['a name that another way leads to', { value: 'http://bakend.shop.local:8080', container: 'ExtraHosts: [{ Hostname: bakend.shop.local, IpAddress: 10.0.0.9 }]' }],
    ['a name of which a Cloud Map service is not known', {
      value: 'http://bakend.shop.local:8080', more: '  Other: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: !Ref Value, NamespaceId: !Ref Namespace } }',
    }],
    ['a name of a service in a namespace that is not known', {
      value: 'http://bakend.shop.local:8080', more: '  Other: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: bakend, NamespaceId: !Ref Value } }',
    }],
    ['a name in a hosted zone of the app', {
      value: 'http://bakend.db.shop.local:8080', more: '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: db.shop.local } }',
    }],
    ['a name beside Service Connect that is not known', {
      value: 'http://bakend.shop.local:8080', targetMore: 'ServiceConnectConfiguration: { Enabled: !Ref Value }',
    }],
    ['a name beside what a macro makes', { value: 'http://bakend.shop.local:8080', rest: '', more: '  Macro: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: !Ref Value } }' }],
  ])('lets %s pass', (_, services) => {
    expect(broken(services)).toEqual([]);
  });
});

describe('address-of-others', () => {
  const value = 'http://bakend.shop.local:8080';

  test.each<[string, TwoServices]>([
    ['the namespace is an output', { rest: 'Outputs: { Namespace: { Value: !GetAtt Namespace.Id } }' }],
    ['the namespace is in a parameter', { more: '  Id: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !GetAtt Namespace.Arn } }' }],
    ['the caller is let into a group of another app', {
      more: '  Rule: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: sg-1, IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !Ref WebGroup } }',
    }],
    ['the app calls APIs by itself', { more: '  Call: { Type: Custom::AWS, Properties: {} }' }],
    ['the namespace has no DNS', { namespace: 'HttpNamespace', namespaceVpc: '', records: '' }],
  ])('warns of a name that nobody in the app has where %s', (_, services) => {
    expect(idsOf({ value, ...services })).toEqual(['address-of-others']);
  });

  test('takes an output of a plain template for a way out, whatever it is called', () => {
    expect(idsOf({ value, rest: 'Outputs: { ExportsOutputRefNamespace: { Value: !Ref Namespace } }' })).toEqual(['address-of-others']);
  });
});

describe('address-without-records', () => {
  test('refuses a URL with a name that has SRV records only', () => {
    expect(broken({ records: '{ Type: SRV, TTL: 10 }' })).toEqual([
      `address-without-records at WebTask, ${VALUE}, with Web and Name and Namespace: Web is given "http://backend.shop.local:8080" as BACKEND_URL, `
      + 'and Name has SRV records only.',
    ]);
  });

  test('refuses a URL with a name of an HTTP namespace', () => {
    expect(broken({ records: '', namespace: 'HttpNamespace', namespaceVpc: '' })).toEqual([
      `address-without-records at WebTask, ${VALUE}, with Web and Name and Namespace: Web is given "http://backend.shop.local:8080" as BACKEND_URL, `
      + 'and Name has no records.',
    ]);
  });

  test.each<[string, TwoServices]>([
    ['A and SRV records', { records: '{ Type: SRV, TTL: 10 }, { Type: A, TTL: 10 }' }],
    ['a record of a type that is not known', { records: '{ Type: SRV, TTL: 10 }, { Type: !Ref Value, TTL: 10 }' }],
    ['a bare name, which may be looked up by SRV', { records: '{ Type: SRV, TTL: 10 }', value: 'backend.shop.local' }],
    ['a scheme that looks up SRV', { records: '{ Type: SRV, TTL: 10 }', value: 'mongodb+srv://backend.shop.local' }],
  ])('lets %s pass', (_, services) => {
    expect(broken(services)).toEqual([]);
  });
});

const CONNECT = 'Services: [{ PortName: http, ClientAliases: [{ Port: 80, DnsName: backend }] }]';
const server = (namespace = '!GetAtt Namespace.Arn') => `ServiceConnectConfiguration: { Enabled: true, Namespace: ${namespace}, ${CONNECT} }`;
const client = (namespace = 'shop.local') => `ServiceConnectConfiguration: { Enabled: true, Namespace: ${namespace} }`;
const connect: TwoServices = { registries: '', targetMore: server(), value: 'http://backend:80' };

describe('address-outside-service-connect', () => {
  test('refuses a name of Service Connect for a service that does not take part', () => {
    expect(broken(connect)).toEqual([
      'address-outside-service-connect at Web, Properties/ServiceConnectConfiguration, with Backend and WebTask: Web is given "http://backend:80" as BACKEND_URL, '
      + 'which Backend is called in Service Connect, and does not take part in it.',
    ]);
  });

  test('refuses one of another namespace', () => {
    expect(broken({ ...connect, callerMore: client('other.local') })).toEqual([expect.stringMatching(/ and takes part in another namespace\.$/)]);
  });

  test.each<[string, TwoServices]>([
    ['a client of the namespace, by its name', { ...connect, callerMore: client() }],
    ['a client of the namespace, by its ARN', { ...connect, callerMore: client('!GetAtt Namespace.Arn') }],
    ['a client of a namespace that is not known', { ...connect, callerMore: client('!Ref Value') }],
    ['a caller of which it is not known', { ...connect, callerMore: 'ServiceConnectConfiguration: { Enabled: !Ref Value }' }],
    ['a bare word', { ...connect, value: 'backend' }],
    ['a name that DNS has too', { targetMore: server().replace('DnsName: backend', 'DnsName: backend.shop.local') }],
    ['a container beside the caller', { ...connect, container: 'Links: [backend]' }],
    ['a domain that is searched', { ...connect, container: 'DnsSearchDomains: [shop.local]' }],
    ['a domain that the VPC searches', { ...connect, more: '  Options: { Type: AWS::EC2::DHCPOptions, Properties: { DomainName: shop.local } }' }],
  ])('lets %s pass', (_, services) => {
    expect(broken(services)).toEqual([]);
  });
});

describe('address-service-connect-port', () => {
  test('refuses a port on which the name leads nowhere', () => {
    expect(broken({ ...connect, value: 'http://backend:8080', callerMore: client() })).toEqual([
      `address-service-connect-port at WebTask, ${VALUE}, with Web and Backend: Web is given "http://backend:8080" as BACKEND_URL, `
      + 'and in Service Connect this name leads to Backend on port 80 only.',
    ]);
  });

  test.each<[string, TwoServices]>([
    ['the port of the alias', {}],
    ['no port', { value: 'http://backend' }],
    ['an alias whose port is not known', { value: 'http://backend:8080', targetMore: server().replace('Port: 80', 'Port: !Ref Value') }],
    ['a name that DNS answers too', {
      value: 'http://backend.shop.local:8080',
      targetMore: server().replace('DnsName: backend', 'DnsName: backend.shop.local'),
      registries: 'ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }]',
    }],
  ])('lets %s pass', (_, services) => {
    expect(broken({ ...connect, callerMore: client(), ...services })).toEqual([]);
  });
});
