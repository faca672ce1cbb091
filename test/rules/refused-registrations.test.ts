import type { ContainerDefinition, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import {
  Ec2Service, Ec2TaskDefinition, ExternalService, ExternalTaskDefinition, FargateService, FargateTaskDefinition, NetworkMode,
} from 'aws-cdk-lib/aws-ecs';
import type { ServiceRegistrationProps } from '../../src';
import { DnsRecords, ServiceRegistration } from '../../src';
import { IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

/** A task of plain CDK constructs with one container. */
function taskIn({ stack }: Shop, ports = [80], id = 'Task'): FargateTaskDefinition {
  const task = new FargateTaskDefinition(stack, id);
  task.addContainer('app', { image: IMAGE, portMappings: ports.map((containerPort) => ({ containerPort })) });
  return task;
}

function ec2TaskIn({ stack }: Shop, networkMode: NetworkMode): Ec2TaskDefinition {
  const task = new Ec2TaskDefinition(stack, 'Task', { networkMode });
  task.addContainer('app', { image: IMAGE, memoryLimitMiB: 128, portMappings: networkMode === NetworkMode.NONE ? [] : [{ containerPort: 80 }] });
  return task;
}

const serviceIn = (shop: Shop, taskDefinition: TaskDefinition) => new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });

const register = (shop: Shop, props: ServiceRegistrationProps) => new ServiceRegistration(shop.stack, 'Legacy', props);

test('a service whose task definition has no container is refused, and the registration is not there', () => {
  const shop = new Shop();
  const service = serviceIn(shop, new FargateTaskDefinition(shop.stack, 'Task'));

  expect(messageOf(() => register(shop, { service, port: 80 }))).toBe(`Shop/Legacy: 1 problem

[service-without-container] The task definition of Shop/Old has no essential container.
  why: A task without an essential container does not start, so there is nothing to register and nowhere to write addresses.
  fix: Add the container to the task definition before the registration.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
`);
  expect(shop.stack.node.tryFindChild('Legacy')).toBeUndefined();
});

test('several problems come in one error, and nothing is defined', () => {
  const shop = new Shop();
  const service = serviceIn(shop, taskIn(shop, []));
  const container = taskIn(shop, [80], 'Other').defaultContainer as ContainerDefinition;
  const before = shop.stack.node.findAll().length;

  expect(brokenRules(() => register(shop, { service, container, discoveryName: 'a b', dnsRecords: DnsRecords.srv(), port: 81 })))
    .toEqual(['container-of-other-task', 'container-port', 'discovery-name']);
  expect(shop.stack.node.tryFindChild('Legacy')).toBeUndefined();
  expect(shop.stack.node.findAll()).toHaveLength(before);
});

test('a service is registered once', () => {
  const shop = new Shop();
  const service = serviceIn(shop, taskIn(shop));
  register(shop, { service });

  expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Again', { service }))).toEqual(['registration-exists']);
  expect(brokenRules(() => new ServiceRegistration(shop.stack, 'Discoverable', { service: shop.service('Backend').service }))).toEqual(['registration-exists']);
});

test('a service with cloudMapOptions takes no other name', () => {
  const shop = new Shop();
  shop.cluster.addDefaultCloudMapNamespace({ name: 'ecs-internal' });
  const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition: taskIn(shop), cloudMapOptions: { name: 'old' } });

  expect(brokenRules(() => register(shop, { service, discoveryName: 'new' }))).toEqual(['adopted-registration']);
  expect(register(shop, { service }).endpoint.host).toBe('old.ecs-internal');
});

test('SRV records need the port where the container maps several', () => {
  const shop = new Shop();
  const service = serviceIn(shop, taskIn(shop, [80, 81]));

  expect(brokenRules(() => register(shop, { service, dnsRecords: DnsRecords.srv() }))).toEqual(['srv-without-port']);
  expect(register(shop, { service, dnsRecords: DnsRecords.srv(), port: 81 }).endpoint.port).toBe(81);
});

test('a service on ECS Anywhere is refused', () => {
  const shop = new Shop();
  const taskDefinition = new ExternalTaskDefinition(shop.stack, 'Task');
  taskDefinition.addContainer('app', { image: IMAGE, memoryLimitMiB: 128, portMappings: [{ containerPort: 80 }] });
  const service = new ExternalService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });

  expect(brokenRules(() => register(shop, { service }))).toEqual(['external-service']);
});

test.each([
  [NetworkMode.BRIDGE, DnsRecords.a(), ['records-for-network-mode']],
  [NetworkMode.HOST, DnsRecords.a(), ['records-for-network-mode']],
  [NetworkMode.BRIDGE, DnsRecords.srv(), []],
  [NetworkMode.HOST, undefined, []],
  [NetworkMode.NONE, undefined, ['records-for-network-mode', 'srv-without-port']],
])('in mode %s the records are judged, given or not', (networkMode, dnsRecords, expected) => {
  const shop = new Shop();
  const service = new Ec2Service(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition: ec2TaskIn(shop, networkMode) });

  expect(brokenRules(() => register(shop, { service, dnsRecords }))).toEqual(expected);
});
