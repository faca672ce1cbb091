import { CfnParameter, Duration } from 'aws-cdk-lib';
import { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { addInstances, addManagedProvider, backendOf, undeployable } from './instances';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, HealthProbe } from '../../src';
import { resourcesOf, templateOf } from '../connect/reading';
import { Shop } from '../testing/shop';

/** A service `Backend` on the instances of the shop's cluster. */
function onInstances(capacity: Capacity, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  addInstances(shop.cluster);
  shop.service('Backend', { capacity, ...props });
  return { shop, ...backendOf(shop) };
}

test.each<[string, Capacity, string]>([
  ['ec2', Capacity.ec2(), 'awsvpc'],
  ['ec2Bridge', Capacity.ec2Bridge(), 'bridge'],
  ['ec2Host', Capacity.ec2Host(), 'host'],
])('a task of Capacity.%s() is for instances, in its network mode, with CPU and memory of its own', (_call, capacity, NetworkMode) => {
  const { task, app } = onInstances(capacity, { cpu: 512 });
  expect(task).toMatchObject({ RequiresCompatibilities: ['EC2'], NetworkMode, Cpu: '512', Memory: '1024' });
  // A container may then use all of it: without one of the two, ECS refuses a container that has no memory.
  expect([app.Cpu, app.Memory, app.MemoryReservation]).toEqual([undefined, undefined, undefined]);
});

test.each<[string, Capacity]>([['ec2', Capacity.ec2()], ['ec2Bridge', Capacity.ec2Bridge()], ['ec2Host', Capacity.ec2Host()]])(
  'a task of Capacity.%s() may have sizes that Fargate has not', (_call, capacity) => {
    expect(onInstances(capacity, { cpu: 300, memoryLimitMiB: 100 }).task).toMatchObject({ Cpu: '300', Memory: '100' });
  });

test.each<[string, (shop: Shop) => Capacity]>([
  ['ec2', () => Capacity.ec2()], ['managedInstances', (shop) => Capacity.managedInstances(addManagedProvider(shop))],
])('sizes that are known at deployment only are rendered for Capacity.%s()', (_call, capacityOf) => {
  const shop = new Shop();
  const [cpu, memoryLimitMiB] = ['Cpu', 'Memory'].map((id) => new CfnParameter(shop.stack, id, { type: 'Number' }).valueAsNumber);
  expect(onInstances(capacityOf(shop), { cpu, memoryLimitMiB }, shop).task).toMatchObject({ Cpu: { Ref: 'Cpu' }, Memory: { Ref: 'Memory' } });
});

test('memory that is known at deployment only is rendered', () => {
  const shop = new Shop();
  const memoryLimitMiB = new CfnParameter(shop.stack, 'Memory', { type: 'Number' }).valueAsNumber;
  expect(onInstances(Capacity.ec2Bridge(), { memoryLimitMiB }, shop).task).toMatchObject({ Cpu: '256', Memory: { Ref: 'Memory' } });
});

test.each<[string, Capacity, object[]]>([
  ['awsvpc mode: on its own address', Capacity.ec2(), [{ ContainerPort: 80, Protocol: 'tcp' }, { ContainerPort: 9090, Protocol: 'tcp' }]],
  ['host mode: on that of the instance', Capacity.ec2Host(), [{ ContainerPort: 80, Protocol: 'tcp' }, { ContainerPort: 9090, Protocol: 'tcp' }]],
  ['bridge mode: free ports, which Docker takes for a host port of 0', Capacity.ec2Bridge(),
    [{ ContainerPort: 80, HostPort: 0, Protocol: 'tcp' }, { ContainerPort: 9090, HostPort: 0, Protocol: 'tcp' }]],
  ['bridge mode with a fixed port: it leads to the main port alone', Capacity.ec2Bridge({ hostPort: 8080 }),
    [{ ContainerPort: 80, HostPort: 8080, Protocol: 'tcp' }, { ContainerPort: 9090, HostPort: 0, Protocol: 'tcp' }]],
])('ports are mapped in %s', (_what, capacity, expected) => {
  expect(onInstances(capacity, { additionalPorts: [9090] }).app.PortMappings).toEqual(expected);
});

test('a fixed port that is known at deployment only is rendered', () => {
  const shop = new Shop();
  const hostPort = new CfnParameter(shop.stack, 'HostPort', { type: 'Number' }).valueAsNumber;
  expect(onInstances(Capacity.ec2Bridge({ hostPort }), {}, shop).app.PortMappings)
    .toEqual([{ ContainerPort: 80, HostPort: { Ref: 'HostPort' }, Protocol: 'tcp' }]);
});

test.each<[string, Capacity]>([['bridge', Capacity.ec2Bridge()], ['host', Capacity.ec2Host()]])(
  'in %s mode a task has no network of its own: ECS refuses subnets and security groups', (_mode, capacity) => {
    const { service, shop } = onInstances(capacity);
    expect(service).not.toHaveProperty('NetworkConfiguration');
    expect(resourcesOf(templateOf(shop), 'AWS::EC2::SecurityGroup').map(([id]) => id)).toEqual([expect.stringMatching(/^ClusterInstances/)]);
  });

test('in awsvpc mode a task has a security group of its own and no public address, which ECS refuses on instances', () => {
  const { service, shop } = onInstances(Capacity.ec2());
  expect(service.NetworkConfiguration).toEqual({
    AwsvpcConfiguration: {
      AssignPublicIp: 'DISABLED',
      SecurityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^BackendSecurityGroup/), 'GroupId'] }],
      Subnets: shop.vpc.privateSubnets.map(({ subnetId }) => shop.stack.resolve(subnetId) as unknown),
    },
  });
});

test.each([
  ['Capacity.ec2()', (shop: Shop) => Capacity.ec2({ vpcSubnets: { subnets: [shop.vpc.privateSubnets[1]] } })],
  ['Capacity.managedInstances()',
    (shop: Shop) => Capacity.managedInstances(addManagedProvider(shop), { vpcSubnets: { subnets: [shop.vpc.privateSubnets[1]] } })],
])('tasks of %s run in the subnets that are named', (_call, capacityOf) => {
  const shop = new Shop();
  const [, { subnetId }] = shop.vpc.privateSubnets;
  const { NetworkConfiguration } = onInstances(capacityOf(shop), {}, shop).service;
  expect(NetworkConfiguration).toMatchObject({ AwsvpcConfiguration: { Subnets: [shop.stack.resolve(subnetId)] } });
});

test('a task on managed instances is for them, in awsvpc mode, with CPU and memory of its own', () => {
  const shop = new Shop();
  const { task, service } = onInstances(Capacity.managedInstances(addManagedProvider(shop)), { cpu: 300, memoryLimitMiB: 700 }, shop);
  expect(task).toMatchObject({ RequiresCompatibilities: ['MANAGED_INSTANCES'], NetworkMode: 'awsvpc', Cpu: '300', Memory: '700' });
  expect(service.NetworkConfiguration).toMatchObject({ AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', SecurityGroups: [expect.anything()] } });
});

test('a task on managed instances runs on the processor that is named', () => {
  const shop = new Shop();
  const { task } = onInstances(Capacity.managedInstances(addManagedProvider(shop), { cpuArchitecture: CpuArchitecture.ARM64 }), {}, shop);
  expect(task.RuntimePlatform).toMatchObject({ CpuArchitecture: 'ARM64' });
});

test.each<[string, Capacity]>([['ec2', Capacity.ec2()], ['ec2Bridge', Capacity.ec2Bridge({ hostPort: 8080 })], ['ec2Host', Capacity.ec2Host()]])(
  'the container of Capacity.%s() gets all that was asked for', (_call, capacity) => {
    const { app, shop } = onInstances(capacity, {
      command: ['serve'], environment: { MODE: 'fast' }, healthProbe: HealthProbe.command(['CMD-SHELL', 'true']), stopTimeout: Duration.seconds(300),
    });
    expect(app).toMatchObject({
      Command: ['serve'],
      Environment: [{ Name: 'MODE', Value: 'fast' }],
      HealthCheck: { Command: ['CMD-SHELL', 'true'] },
      StopTimeout: 300,
      Essential: true,
      LogConfiguration: { LogDriver: 'awslogs', Options: { 'mode': 'non-blocking', 'awslogs-stream-prefix': 'app' } },
    });
    expect(undeployable(shop.app)).toEqual([]);
  });

test('a health probe asks the port of the container, as on Fargate, and not that of the instance', () => {
  const healthProbe = HealthProbe.http();
  const { app } = onInstances(Capacity.ec2Bridge({ hostPort: 8080 }), { healthProbe });
  expect(app.HealthCheck).toEqual(onInstances(Capacity.fargate(), { healthProbe }).app.HealthCheck);
});

test('the settings of a choice cannot be changed', () => {
  const shop = new Shop();
  const choices = [Capacity.ec2(), Capacity.ec2Bridge(), Capacity.ec2Host(), Capacity.managedInstances(addManagedProvider(shop))];
  expect(choices.map(({ _choice }) => Object.isFrozen(_choice))).toEqual([true, true, true, true]);
});
