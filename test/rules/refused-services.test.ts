import { Duration, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, Secret } from 'aws-cdk-lib/aws-ecs';
import { Secret as StoredSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, DiscoveryNamespace, DnsRecords, HealthProbe } from '../../src';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const ARN = 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1';
const clusterByArn = (stack: Stack) => Cluster.fromClusterArn(stack, 'ByArn', 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop');

const SEVERAL = `Shop/Backend: 6 problems

[discovery-name] The discovery name is "my backend".
  why: A Cloud Map service name has 1 to 127 characters: labels of letters, digits, "_" and "-" between dots, each 1 to 63 characters long \
and neither starting nor ending with "-". CreateService refuses anything else.
  fix: Set discoveryName to a name such as "backend" or "orders.backend".
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html

[cluster-without-vpc] The cluster has no VPC.
  why: The network of the tasks and the private namespace both need the VPC of the cluster; a cluster imported by ARN does not know it.
  fix: Import the cluster with Cluster.fromClusterAttributes({ clusterName, vpc }).
  see: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecs.Cluster.html

[port] port is 0.
  why: A container listens on whole port numbers from 1 to 65535, on each of them once; ECS refuses a port mapping of anything else.
  fix: Set port, and additionalPorts, to the ports that the process in the container listens on.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html

[port] additionalPorts[0] is 70000.
  why: A container listens on whole port numbers from 1 to 65535, on each of them once; ECS refuses a port mapping of anything else.
  fix: Set port, and additionalPorts, to the ports that the process in the container listens on.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html

[fargate-size] cpu is 300. Fargate has 256, 512, 1024, 2048, 4096, 8192, 16384; 1024 units are one vCPU.
  why: Fargate runs tasks of certain sizes only: each CPU value comes with a range of memory. RegisterTaskDefinition refuses any other pair.
  fix: Choose one of these pairs; leave memoryLimitMiB out for the least that goes with the CPU.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size

[stop-timeout] stopTimeout is 121 seconds.
  why: A container has whole seconds between the stop signal and being killed; on Fargate 2 to 120 of them.
  fix: Give a duration in whole seconds, such as Duration.seconds(30).
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
`;

test('all that is wrong comes in one error, and nothing is defined', () => {
  const shop = new Shop();
  const cluster = clusterByArn(shop.stack);
  const before = shop.stack.node.findAll().length;
  const message = messageOf(() => shop.service('Backend', {
    cluster, discoveryName: 'my backend', port: 0, additionalPorts: [70000], cpu: 300, stopTimeout: Duration.seconds(121),
  }));

  expect(message).toBe(SEVERAL);
  expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
  expect(shop.stack.node.findAll()).toHaveLength(before);
});

test('a service that was refused can be defined under the same id', () => {
  const shop = new Shop();

  expect(brokenRules(() => shop.service('Backend', { port: 0 }))).toEqual(['port']);
  expect(shop.service('Backend').endpoint.url).toBe('http://backend.ecs-internal:80');
});

type Wrong = (shop: Shop) => Partial<DiscoverableServiceProps>;

test.each<[string, Wrong, string[]]>([
  ['a name with a space', () => ({ discoveryName: 'my backend' }), ['discovery-name']],
  ['port 0', () => ({ port: 0 }), ['port']],
  ['port 70000', () => ({ port: 70000 }), ['port']],
  ['one port twice', () => ({ additionalPorts: [80] }), ['port']],
  ['a cluster that was imported by ARN', ({ stack }) => ({ cluster: clusterByArn(stack) }), ['cluster-without-vpc']],
  ['a namespace of this app for another VPC', ({ stack }) => ({
    cloudMapNamespace: DiscoveryNamespace.existing(new PrivateDnsNamespace(stack, 'Other', { name: 'other', vpc: new Vpc(stack, 'OtherVpc') })),
  }), ['namespace-other-vpc']],
  ['records in an HTTP namespace', ({ stack }) => ({
    cloudMapNamespace: DiscoveryNamespace.existing(new HttpNamespace(stack, 'Http', { name: 'http' })), dnsRecords: DnsRecords.a(),
  }), ['records-in-http-namespace']],
  ['a look-up for a stack without account and Region', () => ({ cloudMapNamespace: DiscoveryNamespace.existingByName('corp.internal') }), ['namespace-lookup']],
  ['IPv6 records in subnets of IPv4', () => ({ dnsRecords: DnsRecords.aaaa() }), ['records-for-subnets']],
  ['too long an attribute', () => ({ serviceAttributes: { version: 'a'.repeat(1025) } }), ['service-attributes']],
  ['a VPC without DNS', ({ stack }) => ({
    cluster: new Cluster(stack, 'Mute', { vpc: new Vpc(stack, 'MuteVpc', { enableDnsHostnames: false, enableDnsSupport: false }) }),
  }), ['vpc-without-dns', 'vpc-without-dns']],
  ['subnets that are not there', () => ({ capacity: Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } }) }), ['subnets']],
  ['a name that is too long with its namespace', () => ({
    discoveryName: `${'a'.repeat(60)}.${'b'.repeat(60)}`,
    dnsRecords: DnsRecords.srv(),
    cloudMapNamespace: DiscoveryNamespace.privateDns(`${'c'.repeat(60)}.${'d'.repeat(60)}`),
  }), ['discovery-name-length']],
  ['further ports only', () => ({ port: undefined, additionalPorts: [9090] }), ['additional-ports-without-port']],
  ['a name for a worker', () => ({ port: undefined, discoveryName: 'worker', registered: false }), ['worker-is-not-registered']],
  ['a probe of nothing', () => ({ port: undefined, healthProbe: HealthProbe.tcp() }), ['probe-without-port']],
  ['a variable that is plain and secret', ({ stack }) => ({
    environment: { KEY: 'a' }, secrets: { KEY: Secret.fromSecretsManager(new StoredSecret(stack, 'Key')) },
  }), ['variable-twice']],
])('a service with %s is refused, and is not there', (_what, wrong, expected) => {
  const shop = new Shop();
  const props = wrong(shop);

  expect(brokenRules(() => shop.service('Backend', props))).toEqual(expected);
  expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
});

test.each([
  ['account', '999988887777', 'eu-west-1', ['namespace-other-account']],
  ['Region', '111122223333', 'us-east-1', ['namespace-other-region']],
  ['account and Region', '999988887777', 'us-east-1', ['namespace-other-account', 'namespace-other-region']],
  ['nothing else', '111122223333', 'eu-west-1', []],
])('a namespace whose ARN is of another %s is refused, by attributes and by import', (_what, account, region, expected) => {
  const shop = new Shop();
  const stack = new Stack(shop.app, 'Located', { env: { account, region } });
  const vpc = new Vpc(stack, 'Vpc');
  const cluster = new Cluster(stack, 'Cluster', { vpc });
  const imported = PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(stack, 'Names', { namespaceArn: ARN, namespaceId: 'ns-1', namespaceName: 'shop' });
  const choices = [DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, arn: ARN }), DiscoveryNamespace.existing(imported)];
  const broken = choices.map((cloudMapNamespace, index) => brokenRules(() => shop.service(`Backend${index}`, { cluster, cloudMapNamespace }, stack)));

  expect(broken).toEqual([expected, expected]);
});
