import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { TASK } from './facts';
import { textsOf } from './texts-of';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, DnsRecords, TaskCount } from '../../src';
import type { TaskFacts } from '../../src/plan/task-facts';
import { taskRules } from '../../src/rules/task-rules';
import { addInstances } from '../capacity/instances';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const SIZE = (got: string) => `[instance-task-size] ${got}
  why: On instances a task has whole numbers of 128 to 196608 CPU units and of MiB, of which Docker asks for 6 at least. RegisterTaskDefinition refuses anything else.
  fix: Give cpu and memoryLimitMiB that fit on the instances; 1024 units are one vCPU.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html`;

const STOP = (got: string) => `[stop-timeout] stopTimeout is ${got} ${got === '1' ? 'second' : 'seconds'}.
  why: A container has whole seconds between the stop signal and being killed; on Fargate 2 to 120 of them.
  fix: Give a duration in whole seconds, such as Duration.seconds(30).
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html`;

const COUNTED = `[daemon-task-count] The service is a daemon, and taskCount is given.
  why: A daemon runs one task on each instance; it has no number of tasks, and ECS refuses a desired count.
  fix: Leave taskCount out, or daemon.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html`;

const GROUPS = `[security-groups-for-network-mode] securityGroups are given to tasks in bridge or host mode.
  why: In bridge and host mode a task shares the network of its instance: it has no network interface that security groups could guard.
  fix: Leave securityGroups out (connectTo() opens the groups of the instances), or run the tasks in awsvpc mode.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html`;

const HOST_PORT = `[host-port-without-port] hostPort is given, and port is not.
  why: hostPort is the port of the instance that leads to the main port of the container, and there is none.
  fix: Give the service a port, or leave hostPort out.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html`;

const texts = (facts: Partial<TaskFacts>) => textsOf(taskRules, { ...TASK, ...facts });
const KINDS = ['ec2', 'managedInstances'] as const;
const parameter = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;

describe.each(KINDS)('a task on %s', (capacity) => {
  test.each([[128, 6], [129, 100], [300, 700], [196_608, 1_000_000]])('may have %d CPU units and %d MiB', (cpu, memoryLimitMiB) => {
    expect(texts({ capacity, cpu, memoryLimitMiB })).toEqual([]);
  });

  test.each([0, 127, 256.5, 196_609, NaN])('may not have %d CPU units', (cpu) => {
    expect(texts({ capacity, cpu })).toEqual([SIZE(`cpu is ${cpu}.`)]);
  });

  test.each([-6, 0, 5, 512.5])('may not have %d MiB', (memoryLimitMiB) => {
    expect(texts({ capacity, memoryLimitMiB })).toEqual([SIZE(`memoryLimitMiB is ${memoryLimitMiB}.`)]);
  });

  test('with two wrong sizes is told both', () => {
    expect(texts({ capacity, cpu: 1, memoryLimitMiB: 1 })).toEqual([SIZE('cpu is 1.'), SIZE('memoryLimitMiB is 1.')]);
  });

  test('may have sizes that are known at deployment only', () => {
    expect(texts({ capacity, cpu: parameter, memoryLimitMiB: Lazy.number({ produce: () => 1 }) })).toEqual([]);
  });
});

test('sizes of Fargate are asked of Fargate alone, and those of instances of instances alone', () => {
  expect(brokenRules(() => new Shop().service('Backend', { cpu: 300 }))).toEqual(['fargate-size']);
  expect(brokenRules(() => new Shop().service('Backend', { cpu: 127, capacity: Capacity.ec2() }))).toEqual(['instance-task-size']);
});

test.each(KINDS)('a container on %s may take longer than two minutes to stop, which is a limit of Fargate', (capacity) => {
  expect(texts({ capacity, stopTimeoutSeconds: 3600 })).toEqual([]);
  expect(texts({ capacity: 'fargate', stopTimeoutSeconds: 121 })).toEqual([STOP('121')]);
});

test.each([0, 1, 2.5])('%d seconds to stop are refused on EC2 too', (stopTimeoutSeconds) => {
  expect(texts({ capacity: 'ec2', stopTimeoutSeconds })).toEqual([STOP(`${stopTimeoutSeconds}`)]);
});

test.each<[string, Partial<TaskFacts>, string]>([
  ['a daemon with a number of tasks', { countedDaemon: true }, COUNTED],
  ['security groups without a network to guard', { securityGroupsWithoutNetwork: true }, GROUPS],
  ['a port of the instance that leads nowhere', { hostPortWithoutPort: true }, HOST_PORT],
])('%s is refused', (_what, facts, expected) => {
  expect(texts({ capacity: 'ec2', ...facts })).toEqual([expected]);
});

const refused = (shop: Shop, props: Partial<DiscoverableServiceProps>) => messageOf(() => shop.service('Backend', props));

test.each([['a fixed one', TaskCount.exactly(2)], ['one that scales', TaskCount.autoScaled({ max: 4 })]])(
  'a daemon with a number of tasks, %s, is refused before anything is defined', (_what, taskCount) => {
    const shop = new Shop();
    expect(refused(shop, { capacity: Capacity.ec2({ daemon: true }), taskCount })).toBe(`Shop/Backend: 1 problem\n\n${COUNTED}\n`);
    expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
  });

test.each([['bridge', Capacity.ec2Bridge()], ['host', Capacity.ec2Host()]])('security groups for tasks in %s mode are refused', (_mode, capacity) => {
  const shop = new Shop();
  const securityGroups = [new SecurityGroup(shop.stack, 'Group', { vpc: shop.vpc })];
  expect(refused(shop, { capacity, securityGroups })).toBe(`Shop/Backend: 1 problem\n\n${GROUPS}\n`);
  expect(brokenRules(() => shop.service('Other', { capacity, securityGroups: [] }))).toEqual([]);
});

test('security groups for tasks of instances in awsvpc mode guard them', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const group = new SecurityGroup(shop.stack, 'Group', { vpc: shop.vpc });
  shop.service('Backend', { capacity: Capacity.ec2(), securityGroups: [group] });
  shop.template().hasResourceProperties('AWS::ECS::Service', {
    NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [shop.stack.resolve(group.securityGroupId)] } },
  });
});

test('a worker with a fixed port of its instance is refused, and one with none is not', () => {
  const shop = new Shop();
  expect(refused(shop, { port: undefined, capacity: Capacity.ec2Bridge({ hostPort: 8080 }) })).toBe(`Shop/Backend: 1 problem\n\n${HOST_PORT}\n`);
  expect(brokenRules(() => shop.service('Other', { port: undefined, capacity: Capacity.ec2Bridge() }))).toEqual([]);
});

test.each(['a', 'aAndSrv', 'aaaa', 'dualStack'] as const)('DnsRecords.%s() is refused in bridge and host mode: tasks share an address', (records) => {
  for (const capacity of [Capacity.ec2Bridge(), Capacity.ec2Host()]) {
    expect(brokenRules(() => new Shop().service('Backend', { capacity, dnsRecords: DnsRecords[records]() }))).toEqual(['records-for-network-mode']);
  }
});

const RESERVED = (port: number) => `[reserved-port] A port in host mode is ${port}.
  why: In host mode a container takes the port of its instance, and 22, 2375, 2376 and 51678 to 51680 are reserved for SSH, Docker and the agent of ECS.
  fix: Have the container listen on another port, or run it in bridge or awsvpc mode.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html`;

test.each([22, 2375, 2376, 51678, 51680])('the port %d of an instance is not for a task in host mode', (port) => {
  expect(textsOf(taskRules, { ...TASK, instancePorts: [80, port] })).toEqual([RESERVED(port)]);
});

test('other ports, and one that is known at deployment, are for tasks in host mode', () => {
  const port = new CfnParameter(new Stack(), 'Port', { type: 'Number' }).valueAsNumber;
  expect(textsOf(taskRules, { ...TASK, instancePorts: [23, 80, 51681, port] })).toEqual([]);
});

test('a service on port 22 is refused in host mode, and not in bridge mode', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  expect(brokenRules(() => shop.service('Host', { port: 22, capacity: Capacity.ec2Host() }))).toEqual(['reserved-port']);
  expect(brokenRules(() => shop.service('Bridge', { port: 22, capacity: Capacity.ec2Bridge() }))).toEqual([]);
});
