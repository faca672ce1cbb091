import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';

const broken = (variation: Variation) => brokenBy(ecsRules, ecsTemplate(variation));
const HOST = { mode: 'host', records: 'SRV', registries: '{ RegistryArn: !GetAtt Name.Arn, ContainerName: app, ContainerPort: 8080 }' };

describe('host-port-for-network-mode', () => {
  test.each([['awsvpc', {}], ['host', HOST]])('refuses another host port in %s mode', (mode, variation) => {
    expect(broken({ ...variation, mapping: 'ContainerPort: 8080, HostPort: 80' })).toEqual([
      'host-port-for-network-mode at Task, Properties/ContainerDefinitions/0/PortMappings/0/HostPort: '
      + `Task maps container port 8080 to host port 80 in ${mode} mode.`,
    ]);
  });

  test.each([
    ['the same port', { mapping: 'ContainerPort: 8080, HostPort: 8080' }],
    ['none in particular', { mapping: 'ContainerPort: 8080, HostPort: 0' }],
    ['one that is known at deployment only', { mapping: 'ContainerPort: 8080, HostPort: !Ref Number' }],
    ['another one in bridge mode', { ...HOST, mode: 'bridge', mapping: 'ContainerPort: 8080, HostPort: 80' }],
    ['a task of a service without discovery', { registries: '', mapping: 'ContainerPort: 8080, HostPort: 80' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('port', () => {
  test.each(['0', '65536', '80.5', 'http'])('refuses %s', (port) => {
    expect(broken({ mapping: `ContainerPort: ${port}` })).toEqual([
      `port at Task, Properties/ContainerDefinitions/0/PortMappings/0/ContainerPort: Task maps the container port ${port}.`,
    ]);
  });

  test.each(['1', '65535', '!Ref Number'])('lets %s pass', (port) => {
    expect(broken({ mapping: `ContainerPort: ${port}` })).toEqual([]);
  });
});

describe('port-protocol', () => {
  test.each([['Protocol', 'http'], ['AppProtocol', 'https'], ['AppProtocol', 'tcp']])('refuses %s %s', (key, value) => {
    expect(broken({ mapping: `ContainerPort: 8080, ${key}: ${value}` })).toEqual([
      `port-protocol at Task, Properties/ContainerDefinitions/0/PortMappings/0/${key}: Task has a port mapping with ${key} "${value}".`,
    ]);
  });

  test.each(['Protocol: tcp', 'Protocol: udp', 'AppProtocol: http', 'AppProtocol: http2', 'AppProtocol: grpc', 'Protocol: !Ref Any, AppProtocol: !Ref Any'])(
    'lets %s pass', (protocol) => {
      expect(broken({ mapping: `ContainerPort: 8080, ${protocol}` })).toEqual([]);
    });
});

describe('service-without-container', () => {
  test('refuses a task without an essential container', () => {
    expect(broken({ container: 'Essential: false' })).toEqual([
      'service-without-container at Task, Properties/ContainerDefinitions: No container of Task is essential.',
    ]);
  });

  test('lets one that is essential, or may be, pass', () => {
    expect(broken({ container: 'Essential: false', containers: '- { Name: other, Image: other }' })).toEqual([]);
    expect(broken({ container: 'Essential: !If [IsAny, true, false]' })).toEqual([]);
    expect(broken({ container: 'Essential: false', containers: '- !If [IsAny, { Name: other, Image: other }, !Ref AWS::NoValue]' })).toEqual([]);
  });
});

describe('container-port-twice', () => {
  const other = (mapping: string) => `- { Name: other, Image: other, PortMappings: [{ ${mapping} }] }`;

  test('warns of a port that two containers have', () => {
    expect(broken({ containers: other('ContainerPort: 8080') })).toEqual([
      'container-port-twice at Task, Properties/ContainerDefinitions/1/PortMappings/0/ContainerPort: Task maps port 8080/tcp twice.',
    ]);
  });

  test.each([
    ['two ports', { containers: other('ContainerPort: 80') }],
    ['two protocols', { containers: other('ContainerPort: 8080, Protocol: udp') }],
    ['a port that is known at deployment only', { containers: other('ContainerPort: !Ref Number') }],
    ['one port in bridge mode', { ...HOST, mode: 'bridge', containers: other('ContainerPort: 8080') }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('port-name-twice', () => {
  const other = (name: string) => ({ mapping: 'ContainerPort: 8080, Name: web', containers: `- { Name: other, Image: other, PortMappings: [{ ContainerPort: 80, Name: ${name} }] }` });

  test('warns of a name that two port mappings have', () => {
    expect(broken(other('web'))).toEqual([
      'port-name-twice at Task, Properties/ContainerDefinitions/1/PortMappings/0/Name: Two port mappings of Task have the name "web".',
    ]);
  });

  test('lets two names, and one that is known at deployment only, pass', () => {
    expect(broken(other('admin'))).toEqual([]);
    expect(broken(other('!Ref Any'))).toEqual([]);
  });
});
