import { Duration } from 'aws-cdk-lib';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, DiscoveryNamespace, DnsRecords, Draining, HealthProbe } from '../../src';
import { addInstances, addManagedProvider, containersOf, taskOf, undeployable } from '../capacity/instances';
import { resourcesOf, templateOf, variablesOf } from '../connect/reading';
import { Shop } from '../testing/shop';

/** The containers of a service `Backend` that waits for its TTL. */
function drained(props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  shop.service('Backend', { draining: Draining.afterTtl(), ...props });
  const template = templateOf(shop);
  const { app, drain } = containersOf(template);
  return { template, app, drain };
}

/** How long the companion sleeps, and how long ECS waits for it. */
function waits(props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  const { drain } = drained(props, shop);
  const [command] = drain.Command as string[];
  return { sleeps: Number(/trap 'sleep (\d+); exit 0' TERM/.exec(command)![1]), stopTimeout: drain.StopTimeout };
}

test('the companion gets its stop signal before the service\'s own container: it depends on it, and ECS stops in the reverse order', () => {
  expect(drained().drain.DependsOn).toEqual([{ ContainerName: 'app', Condition: 'START' }]);
  expect(drained().app.DependsOn).toBeUndefined();
});

test('the companion is not essential: neither its end nor its missing health check is that of the task', () => {
  const { drain, app } = drained({ healthProbe: HealthProbe.http() });
  expect([drain.Essential, app.Essential]).toEqual([false, true]);
  expect(drain.HealthCheck).toBeUndefined();
});

test('the companion runs a shell, whatever the entry point of its image is, and takes no port', () => {
  const { drain } = drained();
  expect(drain).toMatchObject({ EntryPoint: ['sh', '-c'], Command: [expect.any(String)], Image: 'public.ecr.aws/docker/library/busybox:1.36' });
  expect(drain.PortMappings).toBeUndefined();
});

test('the companion logs to the log group of the service, without holding anything up', () => {
  const { drain, template } = drained();
  const [[logGroup]] = resourcesOf(template, 'AWS::Logs::LogGroup');
  expect(drain.LogConfiguration).toEqual({
    LogDriver: 'awslogs',
    Options: { 'awslogs-group': { Ref: logGroup }, 'awslogs-stream-prefix': 'drain', 'awslogs-region': { Ref: 'AWS::Region' }, 'mode': 'non-blocking' },
  });
});

test.each<[string, Partial<DiscoverableServiceProps>, number]>([
  ['TTL and margin, unless told otherwise', {}, 15],
  ['the TTL that is given', { dnsRecords: DnsRecords.a({ ttl: Duration.seconds(60) }) }, 65],
  ['a TTL in minutes', { dnsRecords: DnsRecords.srv({ ttl: Duration.minutes(1) }) }, 65],
  ['the margin that is given', { draining: Draining.afterTtl({ margin: Duration.seconds(20) }) }, 30],
  ['the TTL alone', { draining: Draining.afterTtl({ margin: Duration.seconds(0) }) }, 10],
  ['the margin alone, where the TTL is 0', { dnsRecords: DnsRecords.a({ ttl: Duration.seconds(0) }) }, 5],
  ['the margin alone, where there are no records and so no TTL', { dnsRecords: DnsRecords.none() }, 5],
  ['the margin alone, in an HTTP namespace', { cloudMapNamespace: DiscoveryNamespace.http('shop') }, 5],
  ['as long as Fargate can wait', { dnsRecords: DnsRecords.a({ ttl: Duration.seconds(113) }) }, 118],
])('the companion sleeps for %s, and ECS waits two seconds longer', (_what, props, seconds) => {
  expect(waits(props)).toEqual({ sleeps: seconds, stopTimeout: seconds + 2 });
});

test.each(['ec2', 'ec2Bridge', 'ec2Host'] as const)('on EC2 the companion may sleep longer: Capacity.%s()', (call) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const dnsRecords = call === 'ec2' ? DnsRecords.a({ ttl: Duration.minutes(5) }) : DnsRecords.srv({ ttl: Duration.minutes(5) });
  expect(waits({ capacity: Capacity[call](), dnsRecords }, shop)).toEqual({ sleeps: 305, stopTimeout: 307 });
  expect(undeployable(shop.app)).toEqual([]);
});

test('on managed instances there is a companion too', () => {
  const shop = new Shop();
  expect(waits({ capacity: Capacity.managedInstances(addManagedProvider(shop)) }, shop)).toEqual({ sleeps: 15, stopTimeout: 17 });
});

test('the image of the companion is the one that is given', () => {
  const image = ContainerImage.fromRegistry('registry.example.com/tools/sh:1');
  expect(drained({ draining: Draining.afterTtl({ image }) }).drain.Image).toBe('registry.example.com/tools/sh:1');
});

test('the time that the service\'s own container has to stop is its own', () => {
  const { app, drain } = drained({ stopTimeout: Duration.seconds(40) });
  expect([app.StopTimeout, drain.StopTimeout]).toEqual([40, 17]);
  expect(drained().app.StopTimeout).toBeUndefined();
});

test('the service\'s own container stays the first: it is the one that is registered and gets variables', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { draining: Draining.afterTtl(), dnsRecords: DnsRecords.srv() });
  backend.connectTo(shop.service('Database'));
  const template = templateOf(shop);
  expect((taskOf(template).ContainerDefinitions as Array<{ Name: string }>).map(({ Name }) => Name)).toEqual(['app', 'drain']);
  expect(backend.taskDefinition.defaultContainer).toBe(backend.container);
  expect(containersOf(template).drain.Environment).toBeUndefined();
  expect(variablesOf(template, 'Backend')).toHaveProperty('DATABASE_URL');
  shop.template().hasResourceProperties('AWS::ECS::Service', { ServiceRegistries: [{ ContainerName: 'app', ContainerPort: 80 }] });
});

test('a service that is not told to wait has no companion', () => {
  expect(Object.keys(containersOf(drained({ draining: undefined }).template))).toEqual(['app']);
});

test('the settings of a choice cannot be changed, and jsii can write into the choice', () => {
  const choice = Draining.afterTtl();
  expect([Object.isFrozen(choice._choice), Object.isExtensible(choice)]).toEqual([true, true]);
});
