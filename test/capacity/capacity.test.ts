import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import type { DiscoverableServiceProps, FargateCapacityOptions } from '../../src';
import { Capacity } from '../../src';
import { Shop } from '../testing/shop';

const propertiesOf = (shop: Shop, type: string) => Object.values(shop.template().findResources(type))[0].Properties as Record<string, unknown>;

/** Where and on what the tasks of a service run. */
function placement(props: Partial<DiscoverableServiceProps>, shop = new Shop()) {
  shop.service('Backend', props);
  const service = propertiesOf(shop, 'AWS::ECS::Service');
  const task = propertiesOf(shop, 'AWS::ECS::TaskDefinition');
  const { AwsvpcConfiguration } = service.NetworkConfiguration as { AwsvpcConfiguration: { Subnets: unknown; AssignPublicIp: string } };
  return { shop, service, task, subnets: AwsvpcConfiguration.Subnets, publicIp: AwsvpcConfiguration.AssignPublicIp };
}

const fargate = (options?: FargateCapacityOptions) => placement({ capacity: Capacity.fargate(options) });
const idsOf = (shop: Shop, subnets: Vpc['privateSubnets']) => subnets.map(({ subnetId }) => shop.stack.resolve(subnetId) as unknown);

test.each([['none is named', {}], ['Capacity.fargate() is', { capacity: Capacity.fargate() }]])(
  'tasks run on Fargate, in private subnets and without a public address, where %s', (_what, props) => {
    const { shop, service, task, subnets, publicIp } = placement(props);

    expect(service.LaunchType).toBe('FARGATE');
    expect(task).toMatchObject({ RequiresCompatibilities: ['FARGATE'], NetworkMode: 'awsvpc', Cpu: '256', Memory: '512' });
    expect(task.RuntimePlatform).toBeUndefined();
    expect(subnets).toEqual(idsOf(shop, shop.vpc.privateSubnets));
    expect(publicIp).toBe('DISABLED');
  });

test('tasks with a public address run in the public subnets', () => {
  const { shop, subnets, publicIp } = fargate({ assignPublicIp: true });

  expect(subnets).toEqual(idsOf(shop, shop.vpc.publicSubnets));
  expect(publicIp).toBe('ENABLED');
});

test.each([false, true])('tasks run in the subnets that are named, with assignPublicIp: %s', (assignPublicIp) => {
  const shop = new Shop();
  const [first] = shop.vpc.privateSubnets;
  const { subnets, publicIp } = placement({ capacity: Capacity.fargate({ vpcSubnets: { subnets: [first] }, assignPublicIp }) }, shop);

  expect(subnets).toEqual(idsOf(shop, [first]));
  expect(publicIp).toBe(assignPublicIp ? 'ENABLED' : 'DISABLED');
});

test('in a VPC without private subnets, tasks run in the isolated ones', () => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'Closed', { maxAzs: 2, subnetConfiguration: [{ name: 'Closed', subnetType: SubnetType.PRIVATE_ISOLATED }] });
  const { subnets } = placement({ cluster: new Cluster(shop.stack, 'Second', { vpc }) }, shop);

  expect(subnets).toEqual(idsOf(shop, vpc.isolatedSubnets));
});

test('tasks run on the processor that is named', () => {
  expect(fargate({ cpuArchitecture: CpuArchitecture.ARM64 }).task.RuntimePlatform).toMatchObject({ CpuArchitecture: 'ARM64' });
});

test('the settings of a choice cannot be changed, and jsii can write into the choice', () => {
  const choice = Capacity.fargate();

  expect([Object.isFrozen(choice._choice), Object.isExtensible(choice)]).toEqual([true, true]);
});
