import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';

const broken = (variation: Variation) => brokenBy(ecsRules, ecsTemplate(variation));
const registry = (more: string) => `{ RegistryArn: !GetAtt Name.Arn, ${more} }`;
const PAIR = registry('ContainerName: app, ContainerPort: 8080');
const AT = 'Properties/ServiceRegistries/0';

describe('records-for-network-mode', () => {
  test.each([
    ['bridge', 'A', 'run in bridge mode, and its registry has records of type A'],
    ['host', 'A and AAAA', 'run in host mode, and its registry has records of type A and AAAA'],
    ['bridge', 'A and SRV', 'run in bridge mode, and its registry has records of type A'],
    ['', 'A', 'run in bridge mode, and its registry has records of type A'],
    ['none', 'A', 'have no network (networkMode none), and it has a registry'],
    ['none', '', 'have no network (networkMode none), and it has a registry'],
  ])('refuses in mode "%s" records of type "%s"', (mode, records, what) => {
    expect(broken({ mode, records })).toEqual([`records-for-network-mode at Backend, ${AT}, with Task and Name: The tasks of Backend ${what}.`]);
  });

  test.each([
    ['SRV records in bridge mode', { mode: 'bridge', records: 'SRV', registries: PAIR }],
    ['a name without records in host mode', { mode: 'host', records: '', registries: PAIR }],
    ['A and SRV records in awsvpc mode', { records: 'A and SRV', registries: PAIR }],
    ['a mode that is known at deployment only', { mode: '!Ref Any' }],
    ['a type that is known at deployment only', { mode: 'bridge', records: '!Ref Any', registries: PAIR }],
    ['no mode on Windows', { mode: '', task: 'RuntimePlatform: { OperatingSystemFamily: WINDOWS_SERVER_2022_CORE }' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('srv-without-port and api-without-port', () => {
  const NEITHER = 'are registered in SRV records, and its registry has neither ContainerName with ContainerPort nor Port';
  const NOT_BOTH = 'run in bridge mode, and its registry does not have both ContainerName and ContainerPort';

  test.each([
    ['srv', 'awsvpc', 'SRV', '', NEITHER],
    ['srv', 'awsvpc', 'A and SRV', 'ContainerName: app', NEITHER],
    ['srv', 'awsvpc', 'SRV', 'ContainerPort: 8080', NEITHER],
    ['srv', 'bridge', 'SRV', '', NOT_BOTH],
    ['srv', 'bridge', 'SRV', 'ContainerName: app', NOT_BOTH],
    ['srv', 'bridge', 'SRV', 'ContainerPort: 8080', NOT_BOTH],
    ['srv', 'bridge', 'SRV', 'Port: 8080', NOT_BOTH],
    ['api', 'bridge', '', '', NOT_BOTH],
    ['api', 'bridge', '', 'ContainerPort: 8080', NOT_BOTH],
  ])('%s: refuses in mode %s with records "%s" a registry with "%s"', (id, mode, records, more, what) => {
    expect(broken({ mode, records, registries: registry(more) })).toEqual([
      `${id}-without-port at Backend, ${AT}, with Task and Name: The tasks of Backend ${what}.`,
    ]);
  });

  test('refuses a registry elsewhere in bridge mode', () => {
    expect(broken({ mode: 'bridge', registries: '{ RegistryArn: !Ref Any }' })).toEqual([
      `srv-without-port at Backend, ${AT}, with Task: The tasks of Backend ${NOT_BOTH}.`,
    ]);
  });

  test.each([
    ['a container and its port', { records: 'SRV', registries: PAIR }],
    ['a port in awsvpc mode', { records: 'SRV', registries: registry('Port: 8080') }],
    ['an API-only name in awsvpc mode', { records: '' }],
    ['a mode that is known at deployment only', { mode: '!Ref Any', records: 'SRV' }],
    ['a container that is known at deployment only', { mode: 'bridge', records: 'SRV', registries: registry('ContainerName: !Ref Any, ContainerPort: !Ref Number') }],
    ['a choice', { mode: 'bridge', records: 'SRV', registries: registry('ContainerName: app, ContainerPort: !If [IsAny, 8080, !Ref AWS::NoValue]') }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('registry-port-twice', () => {
  test.each([
    ['awsvpc', 'SRV', 'Port: 8080, ContainerName: app, ContainerPort: 8080', 'ContainerName and ContainerPort'],
    ['awsvpc', 'SRV', 'Port: 8080, ContainerName: app', 'ContainerName'],
    ['bridge', 'SRV', 'Port: 8080, ContainerName: app, ContainerPort: 8080', 'ContainerName and ContainerPort'],
  ])('refuses in mode %s with records %s a registry with %s', (mode, records, more, others) => {
    expect(broken({ mode, records, registries: registry(more) })).toEqual([
      `registry-port-twice at Backend, ${AT}/Port, with Task and Name: The registry of Backend has Port beside ${others}.`,
    ]);
  });

  test('lets a choice of one pass', () => {
    expect(broken({ records: 'SRV', registries: registry('Port: !If [IsAny, 8080, !Ref AWS::NoValue], ContainerName: app, ContainerPort: 8080') })).toEqual([]);
  });
});

describe('registry-half-of-port', () => {
  test.each([
    ['ContainerName: app', 'ContainerName', 'ContainerPort'],
    ['ContainerPort: 8080', 'ContainerPort', 'ContainerName'],
  ])('warns of a registry with %s', (more, there, missing) => {
    expect(broken({ registries: registry(more) })).toEqual([
      `registry-half-of-port at Backend, ${AT}/${there}, with Task and Name: The registry of Backend has ${there} without ${missing}.`,
    ]);
  });

  test('lets both, and what is known at deployment only, pass', () => {
    expect(broken({ registries: PAIR })).toEqual([]);
    expect(broken({ records: '!Ref Any', registries: registry('ContainerName: app') })).toEqual([]);
  });
});

describe('container-of-other-task', () => {
  test('refuses a container that the task does not have', () => {
    expect(broken({ records: 'SRV', registries: registry('ContainerName: web, ContainerPort: 8080'), containers: '- { Name: proxy, Image: proxy }' })).toEqual([
      `container-of-other-task at Backend, ${AT}/ContainerName, with Task and Name: The registry of Backend names container "web", and its task has app, proxy.`,
    ]);
  });

  test.each([
    ['a container that is known at deployment only', { registries: registry('ContainerName: !Ref Any, ContainerPort: 8080') }],
    ['a task with a container whose name is known at deployment only',
      { registries: registry('ContainerName: web, ContainerPort: 8080'), containers: '- { Name: !Ref Any, Image: any }' }],
    ['a task with a container that may be there',
      { registries: registry('ContainerName: web, ContainerPort: 8080'), containers: '- !If [IsAny, { Name: web, Image: any }, !Ref AWS::NoValue]' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken({ records: 'SRV', ...variation })).toEqual([]);
  });
});

describe('container-port', () => {
  const OTHER = '- { Name: proxy, Image: proxy, PortMappings: [{ ContainerPort: 9090 }] }';

  test.each([
    ['a port that nothing maps', 'app', 80, '8080'],
    ['the port of another container', 'proxy', 8080, '9090'],
    ['no port', 'app', 0, '8080'],
  ])('refuses %s', (_, name, port, ports) => {
    expect(broken({ records: 'SRV', registries: registry(`ContainerName: ${name}, ContainerPort: ${port}`), containers: OTHER })).toEqual([
      `container-port at Backend, ${AT}/ContainerPort, with Task and Name: The registry of Backend has port ${port} of container "${name}", which maps ${ports}.`,
    ]);
  });

  test('refuses a container without ports', () => {
    expect(broken({ records: 'SRV', registries: registry('ContainerName: proxy, ContainerPort: 80'), containers: '- { Name: proxy, Image: proxy }' })).toEqual([
      `container-port at Backend, ${AT}/ContainerPort, with Task and Name: The registry of Backend has port 80 of container "proxy", which maps none.`,
    ]);
  });

  test.each([
    ['a port that is known at deployment only', { registries: registry('ContainerName: app, ContainerPort: !Ref Number') }],
    ['a mapping that is known at deployment only', { registries: PAIR, mapping: 'ContainerPort: !Ref Number' }],
    ['a range of ports', { registries: PAIR, mapping: 'ContainerPortRange: 8000-8100' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken({ records: 'SRV', ...variation })).toEqual([]);
  });
});

describe('registry-port-unmapped', () => {
  test('warns of a port that no container maps', () => {
    expect(broken({ records: 'SRV', registries: registry('Port: 80') })).toEqual([
      `registry-port-unmapped at Backend, ${AT}/Port, with Task and Name: The registry of Backend has port 80, and its task maps 8080.`,
    ]);
  });

  test('lets the port of any container pass', () => {
    expect(broken({ records: 'SRV', registries: registry('Port: 80'), containers: '- { Name: proxy, Image: proxy, PortMappings: [{ ContainerPort: 80 }] }' })).toEqual([]);
    expect(broken({ records: 'SRV', registries: registry('Port: !Ref Number') })).toEqual([]);
    expect(broken({ records: 'SRV', registries: registry('Port: 80'), mapping: 'ContainerPort: !Ref Number' })).toEqual([]);
  });
});
