import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Connected } from './service-connect';
import { connectTemplate, otherServer } from './service-connect';

const broken = (variation: Connected) => brokenBy(ecsRules, connectTemplate(variation));
const AT = 'Properties/ServiceConnectConfiguration/Services/0';

describe('service-connect-name', () => {
  const cloudMap = (cloudMapName: string, { attributes = '', namespace = '!Ref Namespace' } = {}) => `Name:
    Type: AWS::ServiceDiscovery::Service
    ${attributes}
    Properties: { Name: ${cloudMapName}, NamespaceId: ${namespace} }`;
  const TAKEN = 'Backend is "backend" in Service Connect, and Name has that name in the same namespace.';

  test('refuses the name of a Cloud Map service', () => {
    expect(broken({ more: cloudMap('backend') })).toEqual([`service-connect-name at Backend, ${AT}/DiscoveryName, with Name and Task: ${TAKEN}`]);
  });

  test('refuses the name of the port where it is that of a Cloud Map service', () => {
    expect(broken({ more: cloudMap('web'), services: '[{ PortName: web }]' })).toEqual([
      `service-connect-name at Backend, ${AT}/PortName, with Name and Task: Backend is "web" in Service Connect, and Name has that name in the same namespace.`,
    ]);
  });

  test('refuses a name that differs in capital letters in DNS only', () => {
    const inDns = (kind: string) => brokenBy(ecsRules, connectTemplate({ more: cloudMap('Backend') }).replace('HttpNamespace', kind));
    expect(inDns('PublicDnsNamespace')).toEqual([`service-connect-name at Backend, ${AT}/DiscoveryName, with Name and Task: ${TAKEN}`]);
    expect(inDns('PrivateDnsNamespace')).toHaveLength(1);
    expect(inDns('HttpNamespace')).toEqual([]);
  });

  test('knows a namespace elsewhere by its ID', () => {
    const namespace = 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1';
    expect(broken({ namespace, more: cloudMap('backend', { namespace: 'ns-1' }) })).toHaveLength(1);
    expect(broken({ namespace, more: cloudMap('backend', { namespace: 'ns-2' }) })).toEqual([]);
  });

  test('refuses a discovery name that another service has', () => {
    expect(broken({ more: otherServer('PortName: backend') })).toEqual([
      `service-connect-name at Other, ${AT}/PortName, with Backend: Backend and Other both have the discovery name backend in one namespace.`,
    ]);
  });

  test('refuses a discovery name that a service has twice', () => {
    expect(broken({ services: '[{ PortName: web }, { PortName: api, DiscoveryName: web }]' })).toContain(
      'service-connect-name at Backend, Properties/ServiceConnectConfiguration/Services/1/DiscoveryName, with Task: '
      + 'Backend has the discovery name web twice in one namespace.',
    );
  });

  test.each([
    ['another name', { more: cloudMap('other') }],
    ['a name in another namespace', { more: cloudMap('backend', { namespace: '!Ref Any' }) }],
    ['a Cloud Map service that may not be there', { more: cloudMap('backend', { attributes: 'Condition: IsAny' }) }],
    ['another discovery name', { more: otherServer('PortName: other') }],
    ['a service of another namespace', { more: otherServer('PortName: backend', { namespace: '!Ref Any' }) }],
    ['a service that may not be there', { more: otherServer('PortName: backend', { attributes: 'Condition: IsAny' }) }],
    ['a name that is known at deployment only', { more: otherServer('PortName: backend, DiscoveryName: !Ref Any') }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('service-connect-endpoint-twice', () => {
  test.each([
    ['that both give', 'backend', '[{ PortName: web, DiscoveryName: backend, ClientAliases: [{ Port: 80, DnsName: backend }] }]'],
    ['that one has by default', 'web.shop', '[{ PortName: web, ClientAliases: [{ Port: 80 }] }]'],
  ])('refuses an endpoint %s', (_, host, services) => {
    expect(broken({ services, more: otherServer(`PortName: other, ClientAliases: [{ Port: 80, DnsName: ${host} }]`) })).toEqual([
      `service-connect-endpoint-twice at Other, ${AT}/ClientAliases/0, with Backend: Backend and Other both have the endpoint ${host}:80 in one namespace.`,
    ]);
  });

  test('is silent where the discovery name is told of', () => {
    expect(broken({ more: otherServer('PortName: backend, ClientAliases: [{ Port: 80, DnsName: backend }]') })).toEqual([
      `service-connect-name at Other, ${AT}/PortName, with Backend: Backend and Other both have the discovery name backend in one namespace.`,
    ]);
  });

  test.each([
    ['another port', 'Port: 81, DnsName: backend', {}],
    ['another host', 'Port: 80, DnsName: other', {}],
    ['a port that is known at deployment only', 'Port: !Ref Number, DnsName: backend', {}],
    ['another namespace', 'Port: 80, DnsName: backend', { namespace: 'other' }],
    ['a service that may not be there', 'Port: 80, DnsName: backend', { attributes: 'Condition: IsAny' }],
  ])('lets %s pass', (_, port, options) => {
    expect(broken({ more: otherServer(`PortName: other, ClientAliases: [{ ${port} }]`, options) })).toEqual([]);
  });
});

describe('service-connect-hides-name', () => {
  const inDns = (dnsName: string, registrant: string, attributes = '') => connectTemplate({
    services: `[{ PortName: web, ClientAliases: [{ Port: 80, DnsName: ${dnsName} }] }]`,
    more: `Name:
    Type: AWS::ServiceDiscovery::Service
    Properties: { Name: legacy, NamespaceId: !Ref Namespace, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } }
  Legacy:
    Type: AWS::ECS::Service
    ${attributes}
    Properties: { TaskDefinition: !Ref Any, ServiceRegistries: [{ RegistryArn: ${registrant} }] }`,
  }).replace('HttpNamespace', 'PrivateDnsNamespace');

  test('refuses the name that another service has in DNS', () => {
    expect(brokenBy(ecsRules, inDns('legacy.shop', '!GetAtt Name.Arn'))).toEqual([
      `service-connect-hides-name at Backend, ${AT}/ClientAliases/0/DnsName, with Name and Legacy: `
      + 'Backend is "legacy.shop" in Service Connect, and Legacy has that name in DNS.',
    ]);
  });

  test.each([
    ['another name', inDns('other.shop', '!GetAtt Name.Arn')],
    ['a name that no service of the app has', inDns('legacy.shop', '!Ref Any')],
    ['a service that may not be there', inDns('legacy.shop', '!GetAtt Name.Arn', 'Condition: IsAny')],
  ])('lets %s pass', (_, template) => {
    expect(brokenBy(ecsRules, template)).toEqual([]);
  });
});
