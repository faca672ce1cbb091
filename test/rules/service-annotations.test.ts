import { Annotations as CoreAnnotations, Duration } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, DiscoverableService, DiscoveryNamespace, DnsRecords, Draining, HealthProbe, ServiceRegistration, TaskCount } from '../../src';
import { addInstances } from '../capacity/instances';
import { IMAGE, Shop } from '../testing/shop';

const PUBLIC = DiscoveryNamespace.existingByAttributes({
  type: NamespaceType.DNS_PUBLIC, name: 'services.acme.org', arn: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1',
});

const told = (shop: Shop, kind: 'Info' | 'Warning') =>
  Annotations.fromStack(shop.stack)[`find${kind}`]('*', Match.anyValue()).map(({ id, entry }) => [id, String(entry.data)] as const);

/** What is told at the service `Backend`, which has a health probe. */
function toldOf(props: Partial<DiscoverableServiceProps>, kind: 'Info' | 'Warning' = 'Warning', shop = new Shop()): string[] {
  shop.service('Backend', { healthProbe: HealthProbe.http(), ...props });
  return told(shop, kind).filter(([id]) => id === '/Shop/Backend').map(([, text]) => text);
}

const NOTES: Array<[string, 'Info' | 'Warning', Partial<DiscoverableServiceProps>, string]> = [
  ['no-container-check', 'Warning', { healthProbe: undefined },
    'There is no healthProbe: a task is answered under the discovery name as soon as its container runs, whether it works or not. '
    + 'Give the service HealthProbe.http(), tcp() or command(), or acknowledge this warning.'],
  ['public-subnets', 'Warning', { capacity: Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PUBLIC } }) },
    'The tasks run in public subnets without a public address: unless VPC endpoints are there, they reach no image registry and do not start. '
    + 'Give the capacity vpcSubnets with a way out (on Fargate also assignPublicIp: true), or acknowledge this warning.'],
  ['private-addresses', 'Warning', { cloudMapNamespace: PUBLIC },
    'ECS registers the private addresses of tasks, also in a public namespace: the name resolves on the internet, and only clients that have a way into the VPC '
    + 'reach what it names. To be reached from the internet, put a load balancer before the service. Acknowledge this warning if that is what you want.'],
  ['stop-before-ttl', 'Warning', { dnsRecords: DnsRecords.a({ ttl: Duration.seconds(31) }) },
    'ttl is 31 seconds, and stopTimeout is 30 seconds (default): The container is killed (stopTimeout, 30 seconds unless given) before the TTL of the records has passed: also one that goes on answering after the stop '
    + 'signal drops calls. Give a longer stopTimeout, DnsRecords a shorter ttl, or the service Draining.afterTtl(); or acknowledge this warning.'],
  ['stop-before-ttl', 'Warning', { stopTimeout: Duration.seconds(9) },
    'ttl is 10 seconds, and stopTimeout is 9 seconds: The container is killed (stopTimeout, 30 seconds unless given) before the TTL of the records has passed: also one that '
    + 'goes on answering after the stop signal drops calls. Give a longer stopTimeout, DnsRecords a shorter ttl, or the service Draining.afterTtl(); or acknowledge this warning.'],
  ['long-ttl', 'Warning', { dnsRecords: DnsRecords.a({ ttl: Duration.seconds(61) }), stopTimeout: Duration.seconds(61) },
    'ttl is 61 seconds: The records have a TTL of more than 60 seconds. ECS stops a task without waiting for it, so clients call tasks that are gone for as long. '
    + 'Give DnsRecords a shorter ttl, or acknowledge this warning.'],
  ['name-hard-for-clients', 'Warning', { discoveryName: 'my_Backend' },
    'discoveryName is "my_Backend": Some clients have trouble with such a name: host names have no underscores, so that URL parsers (java.net.URI is one) find no host in it; '
    + 'and DNS takes capital letters for small ones, which tools that compare texts do not. Give discoveryName small letters, digits and hyphens, or acknowledge this warning.'],
  ['more-than-eight-tasks', 'Info', { taskCount: TaskCount.exactly(9) },
    'There may be 9 tasks: A DNS answer holds at most eight tasks, chosen anew for each query: load is spread, but no client sees all tasks at once. '
    + 'A client that has to (peers of a cluster) asks the API of Cloud Map, which answers with all of them: grants.discover().'],
];

test.each(NOTES)('%s is told once, with the id to acknowledge', (id, kind, props, text) => {
  expect(toldOf(props, kind)).toEqual([`${text} [ack: cdk-discoverable-service:${id}]`]);
});

test.each(NOTES)('%s is silent once it is acknowledged', (id, kind, props) => {
  const shop = new Shop();
  const service = shop.service('Backend', { healthProbe: HealthProbe.http(), ...props });
  CoreAnnotations.of(service)[`acknowledge${kind}`](`cdk-discoverable-service:${id}`, 'So it is meant.');
  expect(told(shop, kind).filter(([, text]) => text.includes(id))).toEqual([]);
});

test('a service of which nothing is to be told is quiet', () => {
  expect([toldOf({}), toldOf({}, 'Info')]).toEqual([[], []]);
});

test.each<[string, Capacity, string[]]>([
  ['Fargate with public addresses', Capacity.fargate({ assignPublicIp: true }), []],
  ['Fargate in private subnets', Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS } }), []],
  ['EC2 in awsvpc mode and public subnets, where a task gets no public address', Capacity.ec2({ vpcSubnets: { subnetType: SubnetType.PUBLIC } }), ['public-subnets']],
  ['EC2 in bridge mode, where a task has the way out of its instance', Capacity.ec2Bridge(), []],
  ['EC2 in host mode, where a task has the way out of its instance', Capacity.ec2Host(), []],
])('public subnets are told of for tasks on %s', (_what, capacity, expected) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  expect(toldOf({ capacity }, 'Warning', shop).map((text) => /service:(.*)]$/.exec(text)![1])).toEqual(expected);
});

test.each<[string, number, Capacity | undefined]>([
  ['Fargate', 1, undefined], ['EC2 in awsvpc mode', 1, Capacity.ec2()], ['EC2 in bridge mode', 0, Capacity.ec2Bridge()], ['EC2 in host mode', 0, Capacity.ec2Host()],
])('in a VPC of public subnets only, tasks on %s are warned about, %d times', (_what, times, capacity) => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'Public', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'Public', subnetType: SubnetType.PUBLIC }] });
  const cluster = new Cluster(shop.stack, 'Second', { vpc });
  addInstances(cluster);
  expect(toldOf({ cluster, capacity }, 'Warning', shop)).toHaveLength(times);
});

test.each<[string, number, TaskCount]>([
  ['scale to nine', 1, TaskCount.autoScaled({ max: 9 })], ['scale to eight', 0, TaskCount.autoScaled({ max: 8 })], ['are eight', 0, TaskCount.exactly(8)],
])('that a DNS answer holds eight is told of tasks that %s, %d times', (_what, times, taskCount) => {
  expect(toldOf({ taskCount }, 'Info')).toHaveLength(times);
});

test('a service that waits for its TTL is not told that it would be killed before', () => {
  expect(toldOf({ dnsRecords: DnsRecords.a({ ttl: Duration.seconds(31) }), draining: Draining.afterTtl() })).toEqual([]);
});

test('nothing of the name is told of a worker', () => {
  const worker = { port: undefined, healthProbe: undefined, taskCount: TaskCount.exactly(20) };
  expect([toldOf(worker), toldOf(worker, 'Info')]).toEqual([[], []]);
});

test('a service that is refused leaves no warning behind', () => {
  const shop = new Shop();
  expect(() => new DiscoverableService(shop.stack, 'Backend', { cluster: shop.cluster, image: undefined as never, port: 0 })).toThrow();
  expect([told(shop, 'Warning'), told(shop, 'Info')]).toEqual([[], []]);
});

test('a service that is there already is told what is to be known of its name, and nothing about its tasks', () => {
  const shop = new Shop();
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
  const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition, desiredCount: 9, minHealthyPercent: 100 });
  new ServiceRegistration(shop.stack, 'Legacy', {
    service, cloudMapNamespace: DiscoveryNamespace.publicDns('svc.public-service.com'), dnsRecords: DnsRecords.a({ ttl: Duration.minutes(2) }),
  });

  const notes = [...Annotations.fromStack(shop.stack).findWarning('/Shop/Legacy', Match.anyValue()),
    ...Annotations.fromStack(shop.stack).findInfo('/Shop/Legacy', Match.anyValue())];
  expect(notes.map(({ entry }) => /ack: cdk-discoverable-service:([a-z-]+)/.exec(String(entry.data))?.[1]))
    .toEqual(['private-addresses', 'long-ttl', 'more-than-eight-tasks']);
});
