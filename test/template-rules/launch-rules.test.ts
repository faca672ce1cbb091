import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Variation } from './ecs-template';
import { ecsTemplate } from './ecs-template';

const broken = (variation: Variation) => brokenBy(ecsRules, ecsTemplate(variation));
const PAIR = '{ RegistryArn: !GetAtt Name.Arn, ContainerName: app, ContainerPort: 8080 }';
const FARGATE = { launch: 'LaunchType: FARGATE', task: 'RequiresCompatibilities: [FARGATE]' };
const CONNECT = 'ServiceConnectConfiguration: { Enabled: true, Namespace: other }';

describe('external-service', () => {
  test.each([
    ['a registry', {}],
    ['Service Connect', { registries: '', service: CONNECT }],
    ['VPC Lattice', { registries: '', mapping: 'ContainerPort: 80, Name: web', service: 'VpcLatticeConfigurations: [{ RoleArn: role, TargetGroupArn: tg, PortName: web }]' }],
  ])('refuses %s on ECS Anywhere', (_, variation) => {
    expect(broken({ ...variation, launch: 'LaunchType: EXTERNAL' })).toEqual([
      'external-service at Backend, Properties/LaunchType, with Task: Backend has the launch type EXTERNAL.',
    ]);
  });

  test('lets other services, and what is known at deployment only, pass', () => {
    expect(broken({ registries: '', launch: 'LaunchType: EXTERNAL' })).toEqual([]);
    expect(broken({ launch: 'LaunchType: !Ref Any' })).toEqual([]);
  });
});

describe('launch-compatibility', () => {
  test.each([
    ['EC2', 'LaunchType: FARGATE'],
    ['EC2, EXTERNAL', 'CapacityProviderStrategy: [{ CapacityProvider: FARGATE_SPOT }]'],
  ])('refuses a task definition for %s on Fargate', (compatibilities, launch) => {
    expect(broken({ launch, task: `RequiresCompatibilities: [${compatibilities}]` })).toEqual([
      `launch-compatibility at Task, Properties/RequiresCompatibilities, with Backend: Backend runs on Fargate, and RequiresCompatibilities of Task is ${compatibilities}.`,
    ]);
  });

  test.each([
    ['a task definition for Fargate on instances', { task: 'RequiresCompatibilities: [FARGATE]' }],
    ['one of several', { launch: 'LaunchType: FARGATE', task: 'RequiresCompatibilities: [EC2, FARGATE]' }],
    ['one that is known at deployment only', { launch: 'LaunchType: FARGATE', task: 'RequiresCompatibilities: [!Ref Any]' }],
    ['none', { launch: 'LaunchType: FARGATE' }],
    ['an empty list', { launch: 'LaunchType: FARGATE', task: 'RequiresCompatibilities: []' }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('fargate-network-mode', () => {
  const network = 'NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1] } }';

  test.each([
    ['', 'has no NetworkMode, which means bridge'],
    ['bridge', 'has NetworkMode bridge'],
    ['host', 'has NetworkMode host'],
  ])('refuses mode "%s" on Fargate', (mode, what) => {
    expect(broken({ ...FARGATE, mode, network })).toEqual([
      `fargate-network-mode at Task, Properties/NetworkMode, with Backend: Backend runs on Fargate, and Task ${what}.`,
    ]);
  });

  test('takes a task definition for Fargate only for Fargate, where the cluster decides', () => {
    expect(broken({ ...FARGATE, launch: '', mode: 'bridge', network })).toEqual([
      'fargate-network-mode at Task, Properties/NetworkMode, with Backend: Backend runs on Fargate, and Task has NetworkMode bridge.',
    ]);
  });

  test('lets awsvpc, and what is known at deployment only, pass', () => {
    expect(broken(FARGATE)).toEqual([]);
    expect(broken({ ...FARGATE, mode: '!Ref Any' })).toEqual([]);
  });
});

describe('service-without-network and network-for-network-mode', () => {
  test.each([
    ['in awsvpc mode', { network: '' }, 'in awsvpc mode', ', with Task'],
    ['without subnets', { network: 'NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [sg-1] } }' }, 'in awsvpc mode', ', with Task'],
    ['on Fargate', { ...FARGATE, network: '' }, 'on Fargate', ', with Task'],
    ['that CodeDeploy deploys', { network: '', registries: '{ RegistryArn: !Ref Any }', service: 'DeploymentController: { Type: CODE_DEPLOY }' }, 'in awsvpc mode', ', with Task'],
  ])('refuses a service %s', (_, variation, where, beside) => {
    expect(broken(variation).filter((line) => !line.startsWith('names-not-shifted'))).toEqual([
      `service-without-network at Backend, Properties/NetworkConfiguration${beside}: The tasks of Backend run ${where}, and it names no subnets.`,
    ]);
  });

  const set = (network: string) => `Set:
    Type: AWS::ECS::TaskSet
    Properties: { Service: other, TaskDefinition: !Ref Task, ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }], ${network} }`;

  test('refuses a task set without a network, which has another spelling there', () => {
    const refused = ['service-without-network at Set, Properties/NetworkConfiguration, with Task: The tasks of Set run in awsvpc mode, and it names no subnets.'];
    expect(broken({ more: set('') })).toEqual(refused);
    expect(broken({ more: set('NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [a] } }') })).toEqual(refused);
    expect(broken({ more: set('NetworkConfiguration: { AwsVpcConfiguration: { Subnets: [a] } }') })).toEqual([]);
  });

  test.each(['bridge', 'host'])('refuses a network in %s mode', (mode) => {
    expect(broken({ mode, records: 'SRV', registries: PAIR, network: 'NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1] } }' })).toEqual([
      `network-for-network-mode at Backend, Properties/NetworkConfiguration/AwsvpcConfiguration, with Task: The tasks of Backend run in ${mode} mode, and it has a NetworkConfiguration.`,
    ]);
  });

  test.each([
    ['a network that is known at deployment only', { network: 'NetworkConfiguration: !If [IsAny, { AwsvpcConfiguration: { Subnets: [a] } }, !Ref AWS::NoValue]' }],
    ['subnets of a parameter', { network: 'NetworkConfiguration: { AwsvpcConfiguration: { Subnets: !Ref Any } }' }],
    ['a mode of a parameter', { mode: '!Ref Any', network: '' }],
    ['a choice of a network in bridge mode', {
      mode: 'bridge', records: 'SRV', registries: PAIR, network: 'NetworkConfiguration: !If [IsAny, { AwsvpcConfiguration: { Subnets: [a] } }, !Ref AWS::NoValue]',
    }],
    ['none in bridge mode', { mode: 'bridge', records: 'SRV', registries: PAIR }],
  ])('lets %s pass', (_, variation) => {
    expect(broken(variation)).toEqual([]);
  });
});

describe('platform-version', () => {
  const SD = 'service discovery needs 1.1.0';
  const SC = 'Service Connect needs 1.4.0';
  const connected = { registries: '' };

  test.each([
    ['1.0.0', FARGATE, '', SD],
    ['0.9.0', FARGATE, '', SD],
    ['1.3.0', connected, CONNECT, SC],
    ['1.0.0', connected, CONNECT, SC],
  ])('refuses %s', (version, variation, service, what) => {
    expect(broken({ ...FARGATE, ...variation, service: `PlatformVersion: ${version}\n      ${service}` })).toEqual([
      `platform-version at Backend, Properties/PlatformVersion, with Task: Backend has platform version ${version}, and ${what}.`,
    ]);
  });

  test.each([
    ['1.1.0', FARGATE, ''], ['LATEST', FARGATE, ''], ['!Ref Any', FARGATE, ''], ['2.0.0', FARGATE, ''], ['1.3.0', FARGATE, ''],
    ['1.4.0', connected, CONNECT], ['LATEST', connected, CONNECT],
    ['1.0.0', { task: 'RequiresCompatibilities: [FARGATE]\n      RuntimePlatform: { OperatingSystemFamily: WINDOWS_SERVER_2022_CORE }' }, ''],
  ])('lets %s pass', (version, variation, service) => {
    expect(broken({ ...FARGATE, ...variation, service: `PlatformVersion: ${version}\n      ${service}` })).toEqual([]);
  });
});

describe('daemons', () => {
  test('daemon-on-fargate refuses one on Fargate', () => {
    expect(broken({ ...FARGATE, service: 'SchedulingStrategy: DAEMON' })).toEqual([
      'daemon-on-fargate at Backend, Properties/SchedulingStrategy: Backend is a daemon on Fargate.',
    ]);
  });

  test('daemon-task-count refuses a number of tasks', () => {
    expect(broken({ service: 'SchedulingStrategy: DAEMON\n      DesiredCount: !Ref Number' })).toEqual([
      'daemon-task-count at Backend, Properties/DesiredCount: Backend is a daemon with a DesiredCount.',
    ]);
  });

  test('lets a daemon of tasks for Fargate pass where the cluster decides', () => {
    expect(broken({ ...FARGATE, launch: '', service: 'SchedulingStrategy: DAEMON' })).toEqual([]);
  });

  test.each(['SchedulingStrategy: DAEMON', 'DesiredCount: 2', 'SchedulingStrategy: !Ref Any\n      DesiredCount: 2'])('lets %s pass', (service) => {
    expect(broken({ service })).toEqual([]);
  });
});

describe('classic-load-balancer', () => {
  test('refuses it beside a registry', () => {
    const more = 'Classic: { Type: AWS::ElasticLoadBalancing::LoadBalancer }';
    expect(broken({ service: 'LoadBalancers: [{ LoadBalancerName: !Ref Classic, ContainerName: app, ContainerPort: 8080 }]', more })).toEqual([
      'classic-load-balancer at Backend, Properties/LoadBalancers/0/LoadBalancerName, with Classic: Backend has a registry and a Classic Load Balancer.',
    ]);
  });

  test('lets target groups, and services without a registry, pass', () => {
    expect(broken({ service: 'LoadBalancers: [{ TargetGroupArn: !Ref Any, ContainerName: app, ContainerPort: 8080 }]' })).toEqual([]);
    expect(broken({ registries: '', service: 'LoadBalancers: [{ LoadBalancerName: classic, ContainerName: app, ContainerPort: 8080 }]' })).toEqual([]);
  });
});

describe('public-address-of-instances', () => {
  const network = (assign: string) => `NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [a], AssignPublicIp: ${assign} } }`;

  test('refuses public addresses on EC2', () => {
    expect(broken({ network: network('ENABLED') })).toEqual([
      'public-address-of-instances at Backend, Properties/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp: '
      + 'Backend has the launch type EC2 and AssignPublicIp ENABLED.',
    ]);
  });

  test('lets them pass on Fargate, and where the cluster decides', () => {
    expect(broken({ network: network('DISABLED') })).toEqual([]);
    expect(broken({ network: network('!Ref Any') })).toEqual([]);
    expect(broken({ ...FARGATE, network: network('ENABLED') })).toEqual([]);
    expect(broken({ launch: '', network: network('ENABLED') })).toEqual([]);
  });
});

describe('launch-type-beside-strategy', () => {
  const strategy = 'CapacityProviderStrategy: [{ CapacityProvider: FARGATE_SPOT }]';

  test('refuses both', () => {
    expect(broken({ ...FARGATE, service: strategy })).toEqual([
      'launch-type-beside-strategy at Backend, Properties/CapacityProviderStrategy: Backend has a LaunchType and a CapacityProviderStrategy.',
    ]);
  });

  test('lets a choice of one pass', () => {
    expect(broken({ ...FARGATE, launch: strategy })).toEqual([]);
    expect(broken({ ...FARGATE, launch: 'LaunchType: !If [IsAny, FARGATE, !Ref AWS::NoValue]', service: strategy })).toEqual([]);
    expect(broken({ ...FARGATE, service: 'CapacityProviderStrategy: []' })).toEqual([]);
  });
});

describe('service-without-task-definition', () => {
  const without = (service: string, type = 'AWS::ECS::Service') => `Other:
    Type: ${type}
    Properties: { ServiceRegistries: [{ RegistryArn: !Ref Any }], ${service} }`;

  test.each([
    ['a service', without('LaunchType: EC2')],
    ['a service of CodeDeploy', without('DeploymentController: { Type: CODE_DEPLOY }')],
    ['a task set', without('Service: other', 'AWS::ECS::TaskSet')],
  ])('refuses %s', (_, more) => {
    expect(broken({ more }).filter((line) => !line.startsWith('names-not-shifted'))).toEqual([
      'service-without-task-definition at Other, Properties/TaskDefinition: Other has no TaskDefinition.',
    ]);
  });

  test('lets one that is known at deployment only pass', () => {
    expect(broken({ more: without('TaskDefinition: !Ref Any') })).toEqual([]);
    expect(broken({ more: without('DeploymentController: { Type: !Ref Any }') })).toEqual([]);
  });
});
