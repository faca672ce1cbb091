import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Connected } from './service-connect';
import { connectTemplate } from './service-connect';

const broken = (variation: Connected) => brokenBy(ecsRules, connectTemplate(variation));
const AT = 'Properties/ServiceConnectConfiguration/Services/0';
const MAPPING = 'Properties/ContainerDefinitions/0/PortMappings/0';
const name = (discoveryName: string) => ({ services: `[{ PortName: web, DiscoveryName: "${discoveryName}" }]` });
const alias = (more: string) => ({ services: `[{ PortName: web, ClientAliases: [{ ${more} }] }]` });

describe('service-connect-port-name', () => {
  test.each([
    ['another name', 'Name: api, ContainerPort: 8080', 'the names api'],
    ['no name', 'ContainerPort: 8080', 'no names'],
  ])('refuses a port whose mapping has %s', (_, mapping, names) => {
    expect(broken({ mapping })).toEqual([
      `service-connect-port-name at Backend, ${AT}/PortName, with Task: Service Connect of Backend has PortName "web", and the port mappings of its task have ${names}.`,
    ]);
  });

  test('refuses a port without a name', () => {
    expect(broken({ services: '[{ DiscoveryName: backend }]' })).toEqual([
      `service-connect-port-name at Backend, ${AT}/PortName, with Task: Service Connect of Backend has a port without PortName.`,
    ]);
  });

  test.each([
    ['a name that is known at deployment only', { services: '[{ PortName: !Ref Any }]' }],
    ['a mapping whose name is known at deployment only', { mapping: 'Name: !Ref Any, ContainerPort: 8080' }],
    ['a client', { services: '', mapping: 'ContainerPort: 8080' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('service-connect-endpoint', () => {
  const long = 'a'.repeat(65);

  test.each(['-backend', 'Backend', 'back.end', long])('refuses the discovery name %s', (discoveryName) => {
    expect(broken(name(discoveryName))).toEqual([
      `service-connect-endpoint at Backend, ${AT}/DiscoveryName, with Task: Service Connect of Backend has DiscoveryName "${discoveryName}".`,
    ]);
  });

  test.each(['-web', 'Web', long])('refuses the port name %s', (port) => {
    expect(broken({ mapping: `Name: ${port}, ContainerPort: 8080`, services: `[{ PortName: ${port}, DiscoveryName: backend }]` })).toEqual([
      `service-connect-endpoint at Task, ${MAPPING}/Name, with Backend: Service Connect of Backend has the port mapping name "${port}".`,
    ]);
  });

  test.each(['-backend', 'Backend', 'a b', 'a'.repeat(128)])('refuses the host name %s', (host) => {
    expect(broken(alias(`Port: 80, DnsName: "${host}"`))).toEqual([
      `service-connect-endpoint at Backend, ${AT}/ClientAliases/0/DnsName, with Task: Service Connect of Backend has DnsName "${host}".`,
    ]);
  });

  test.each(['0', '65536', '80.5', 'http'])('refuses the client port %s', (port) => {
    expect(broken(alias(`Port: ${port}`))).toEqual([
      `service-connect-endpoint at Backend, ${AT}/ClientAliases/0/Port, with Task: Service Connect of Backend has the client port ${port}.`,
    ]);
  });

  test('refuses an alias without a port, and two aliases', () => {
    expect(broken(alias('DnsName: backend'))).toEqual([
      `service-connect-endpoint at Backend, ${AT}/ClientAliases/0/Port, with Task: Service Connect of Backend has a ClientAlias without Port.`,
    ]);
    expect(broken({ services: '[{ PortName: web, ClientAliases: [{ Port: 80 }, { Port: 81 }] }]' })).toEqual([
      `service-connect-endpoint at Backend, ${AT}/ClientAliases, with Task: Service Connect of Backend has 2 ClientAliases for a port.`,
    ]);
  });

  test.each([
    ['names of full length', { ...name('a'.repeat(64)) }],
    ['a host name of full length', alias(`Port: 65535, DnsName: ${'a'.repeat(127)}`)],
    ['a host name with dots', alias('Port: 1, DnsName: backend.shop.internal')],
    ['names that are known at deployment only', { services: '[{ PortName: web, DiscoveryName: !Ref Any, ClientAliases: [{ Port: !Ref Number, DnsName: !Ref Any }] }]' }],
    ['a second alias that may be there', { services: '[{ PortName: web, ClientAliases: [{ Port: 80 }, !If [IsAny, { Port: 81 }, !Ref AWS::NoValue]] }]' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('service-connect-protocol', () => {
  test.each([
    ['Name: web, ContainerPort: 8080, Protocol: udp', 'Protocol', 'a port of protocol udp'],
    ['Name: web, ContainerPortRange: 8000-8010', 'ContainerPortRange', 'a range of ports'],
  ])('refuses %s', (mapping, property, what) => {
    expect(broken({ mapping })).toEqual([`service-connect-protocol at Task, ${MAPPING}/${property}, with Backend: Service Connect of Backend has ${what}.`]);
  });

  test.each(['AppProtocol: http2', 'AppProtocol: grpc', 'Protocol: tcp', 'AppProtocol: !Ref Any', 'Protocol: !Ref Any'])('lets %s pass', (more) => {
    expect(broken({ mapping: `Name: web, ContainerPort: 8080, ${more}` })).toEqual([]);
  });
});

describe('service-connect-ingress-port', () => {
  test.each(['0', '65536', '80.5'])('refuses %s', (port) => {
    expect(broken({ port: `IngressPortOverride: ${port}` })).toEqual([
      `service-connect-ingress-port at Backend, ${AT}/IngressPortOverride, with Task: Service Connect of Backend has IngressPortOverride ${port}.`,
    ]);
  });

  const two = (one: string, other: string) => connectTemplate({
    services: `[{ PortName: web, IngressPortOverride: ${one} }, { PortName: api, IngressPortOverride: ${other} }]`,
  }).replace('PortMappings: [', 'PortMappings: [{ Name: api, ContainerPort: 81 }, ');

  test('refuses one port for two', () => {
    expect(brokenBy(ecsRules, two('9000', '9000'))).toEqual([
      'service-connect-ingress-port at Backend, Properties/ServiceConnectConfiguration/Services/1/IngressPortOverride, with Task: '
      + 'Service Connect of Backend has IngressPortOverride 9000 twice.',
    ]);
  });

  test('lets two ports, and what is known at deployment only, pass', () => {
    expect(brokenBy(ecsRules, two('9000', '9001'))).toEqual([]);
    expect(brokenBy(ecsRules, two('1', '65535'))).toEqual([]);
    expect(brokenBy(ecsRules, two('!Ref Number', '!Ref Number'))).toEqual([]);
  });
});

describe('timeouts', () => {
  const TCP = 'Name: web, ContainerPort: 8080';

  test('service-connect-timeout refuses a limit for requests on plain TCP', () => {
    expect(broken({ mapping: TCP, port: 'Timeout: { PerRequestTimeoutSeconds: 15 }' })).toEqual([
      `service-connect-timeout at Backend, ${AT}/Timeout/PerRequestTimeoutSeconds, with Task: `
      + 'Service Connect of Backend has PerRequestTimeoutSeconds for a port without AppProtocol.',
    ]);
  });

  test('service-connect-idle-timeout warns of a shorter limit for idle connections', () => {
    expect(broken({ port: 'Timeout: { PerRequestTimeoutSeconds: 61, IdleTimeoutSeconds: 60 }' })).toEqual([
      `service-connect-idle-timeout at Backend, ${AT}/Timeout/IdleTimeoutSeconds, with Task: `
      + 'Service Connect of Backend has IdleTimeoutSeconds 60 below PerRequestTimeoutSeconds 61.',
    ]);
  });

  test.each([
    ['equal limits', { port: 'Timeout: { PerRequestTimeoutSeconds: 60, IdleTimeoutSeconds: 60 }' }],
    ['no limit for idle connections', { port: 'Timeout: { PerRequestTimeoutSeconds: 60, IdleTimeoutSeconds: 0 }' }],
    ['limits that are known at deployment only', { port: 'Timeout: { PerRequestTimeoutSeconds: !Ref Number, IdleTimeoutSeconds: 1 }' }],
    ['a limit for idle connections on TCP', { mapping: TCP, port: 'Timeout: { IdleTimeoutSeconds: 60 }' }],
    ['no limit for requests on TCP', { mapping: TCP, port: 'Timeout: { PerRequestTimeoutSeconds: 0 }' }],
    ['a protocol that is known at deployment only', { mapping: `${TCP}, AppProtocol: !Ref Any`, port: 'Timeout: { PerRequestTimeoutSeconds: 15 }' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});
