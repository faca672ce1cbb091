import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Connected } from './service-connect';
import { connectTemplate } from './service-connect';

const broken = (variation: Connected) => brokenBy(ecsRules, connectTemplate(variation));
const FARGATE = { launch: 'LaunchType: FARGATE', task: 'RequiresCompatibilities: [FARGATE]' };
const TAKES = 'Backend takes part in Service Connect, and';

describe('service-connect-capacity', () => {
  test.each(['host', 'none'])('refuses %s mode', (mode) => {
    expect(broken({ mode })).toEqual([`service-connect-capacity at Task, Properties/NetworkMode, with Backend: ${TAKES} its tasks run in ${mode} mode.`]);
  });

  test('refuses Windows', () => {
    expect(broken({ task: 'RuntimePlatform: { OperatingSystemFamily: WINDOWS_SERVER_2022_CORE }' })).toEqual([
      `service-connect-capacity at Task, Properties/RuntimePlatform/OperatingSystemFamily, with Backend: ${TAKES} its tasks run on Windows.`,
    ]);
  });

  const strategy = (provider: string, properties: string) => ({
    launch: `CapacityProviderStrategy: [{ CapacityProvider: ${provider} }]`, more: `Provider: { Type: AWS::ECS::CapacityProvider, Properties: { ${properties} } }`,
  });

  test('refuses instances that ECS manages', () => {
    expect(broken(strategy('!Ref Provider', 'ManagedInstancesProvider: { InfrastructureRoleArn: role }'))).toEqual([
      'service-connect-capacity at Backend, Properties/CapacityProviderStrategy/0/CapacityProvider, with Provider: '
      + `${TAKES} its tasks run on ECS Managed Instances.`,
    ]);
    expect(broken({ launch: 'LaunchType: MANAGED_INSTANCES' })).toEqual([
      `service-connect-capacity at Backend, Properties/LaunchType: ${TAKES} its tasks run on ECS Managed Instances.`,
    ]);
  });

  test.each([
    ['instances of an auto scaling group', strategy('!Ref Provider', 'AutoScalingGroupProvider: { AutoScalingGroupArn: group }')],
    ['a provider elsewhere', strategy('!Ref Any', 'ManagedInstancesProvider: { InfrastructureRoleArn: role }')],
    ['a mode that is known at deployment only', { mode: '!Ref Any' }],
    ['a family that is known at deployment only', { task: 'RuntimePlatform: { OperatingSystemFamily: !Ref Any }' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

test('service-connect-mode-unsaid warns of a task definition without a network mode', () => {
  expect(broken({ mode: '' })).toEqual([`service-connect-mode-unsaid at Task, Properties/NetworkMode, with Backend: ${TAKES} Task has no NetworkMode.`]);
});

describe('service-connect-memory', () => {
  test.each([
    ['no memory', { memory: '' }, 'has no Memory of its own'],
    ['no memory on Fargate', { ...FARGATE, memory: '' }, 'has no Memory of its own'],
    ['what the containers have', { container: 'Memory: 512' }, 'has Memory 512, and its containers have 512'],
    ['less than that', { container: 'Memory: 513' }, 'has Memory 512, and its containers have 513'],
  ])('refuses %s', (_, variation, what) => {
    expect(broken(variation)).toEqual([`service-connect-memory at Task, Properties/Memory, with Backend: ${TAKES} Task ${what}.`]);
  });

  test('service-connect-task-size warns of a task on Fargate whose containers take all', () => {
    expect(broken({ ...FARGATE, container: 'Memory: 512' })).toEqual([
      `service-connect-task-size at Task, Properties/Memory, with Backend: ${TAKES} the containers of Task take all of its Memory 512.`,
    ]);
  });

  test.each([
    ['more than the containers have', { container: 'Memory: 511' }],
    ['more on Fargate', { ...FARGATE, container: 'Memory: 511' }],
    ['what is reserved only', { container: 'MemoryReservation: 512' }],
    ['what is known at deployment only', { container: 'Memory: !Ref Number' }],
    ['a limit that is known at deployment only', { memory: 'Memory: !Ref Number', container: 'Memory: 512' }],
    ['a limit that may be there', { memory: 'Memory: !If [IsAny, 512, !Ref AWS::NoValue]' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('service-connect-hostname', () => {
  test('refuses a host name in bridge mode', () => {
    expect(broken({ mode: 'bridge', container: 'Hostname: backend' })).toEqual([
      `service-connect-hostname at Task, Properties/ContainerDefinitions/0/Hostname, with Backend: ${TAKES} a container of Task has a Hostname in bridge mode.`,
    ]);
  });

  test('lets one that may be there pass', () => {
    expect(broken({ mode: 'bridge', container: 'Hostname: !If [IsAny, backend, !Ref AWS::NoValue]' })).toEqual([]);
    expect(broken({ mode: '!Ref Any', container: 'Hostname: backend' })).toEqual([]);
  });
});

test('service-connect-beside-app-mesh warns of two proxies', () => {
  expect(broken({ task: 'ProxyConfiguration: { ContainerName: envoy }' })).toEqual([
    `service-connect-beside-app-mesh at Task, Properties/ProxyConfiguration, with Backend: ${TAKES} Task has a ProxyConfiguration.`,
  ]);
});
