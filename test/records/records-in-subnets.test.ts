import type { CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Capacity, DiscoveryNamespace, DnsRecords, ServiceRegistration } from '../../src';
import { IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

type Make = (shop: Shop) => Vpc;

const IPV4: Make = ({ stack }) => new Vpc(stack, 'Asked', { maxAzs: 1, natGateways: 1 });
const DUAL: Make = ({ stack }) => new Vpc(stack, 'Asked', { maxAzs: 1, natGateways: 1, ipProtocol: IpProtocol.DUAL_STACK });
const IPV6: Make = (shop) => {
  const vpc = DUAL(shop);
  (vpc.privateSubnets[0].node.defaultChild as CfnSubnet).ipv6Native = true;
  return vpc;
};
const IMPORTED: Make = ({ stack }) =>
  Vpc.fromVpcAttributes(stack, 'Asked', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] }) as Vpc;

const RECORDS: Array<[string, DnsRecords, Record<string, boolean>]> = [
  ['a()', DnsRecords.a(), { ipv4: true, dual: true, ipv6: false }],
  ['aaaa()', DnsRecords.aaaa(), { ipv4: false, dual: true, ipv6: true }],
  ['dualStack()', DnsRecords.dualStack(), { ipv4: false, dual: true, ipv6: false }],
  ['srv()', DnsRecords.srv(), { ipv4: true, dual: true, ipv6: true }],
  ['aAndSrv()', DnsRecords.aAndSrv(), { ipv4: true, dual: true, ipv6: false }],
  ['none()', DnsRecords.none(), { ipv4: true, dual: true, ipv6: true }],
];

const brokenIn = (make: Make, dnsRecords: DnsRecords) => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'AskedCluster', { vpc: make(shop) });
  return brokenRules(() => shop.service('Backend', { cluster, dnsRecords }));
};

describe.each(RECORDS)('DnsRecords.%s', (_call, dnsRecords, whole) => {
  test.each<[string, Make, boolean]>([
    ['IPv4', IPV4, whole.ipv4], ['both families', DUAL, whole.dual], ['IPv6 only', IPV6, whole.ipv6], ['an imported VPC, of which nothing is known', IMPORTED, true],
  ])('in subnets of %s: taken or refused as ECS can fill them', (_family, make, expected) => {
    expect(brokenIn(make, dnsRecords)).toEqual(expected ? [] : ['records-for-subnets']);
  });
});

const TAIL = `
  why: ECS registers the addresses that a task has: an IPv4 one for A records, an IPv6 one for AAAA. Subnets without the address family of a record leave \
the task without that address, and it is not registered.
  fix: Choose records that the subnets can fill, or subnets with that address family (Vpc: ipProtocol DUAL_STACK; give it to the VPC before the service).
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;

test('each subnet that cannot fill a record is named, in one problem', () => {
  const shop = new Shop();

  expect(messageOf(() => shop.service('Backend', { dnsRecords: DnsRecords.dualStack() }))).toBe(`Shop/Backend: 1 problem

[records-for-subnets] The records are A and AAAA, and these subnets are IPv4 only: Shop/Vpc/PrivateSubnet1, Shop/Vpc/PrivateSubnet2.${TAIL}
`);
  expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
});

test('the chosen subnets decide, and not the others of the VPC', () => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'AskedCluster', { vpc: IPV6(shop) });
  const capacity = Capacity.fargate({ vpcSubnets: { subnetType: SubnetType.PUBLIC } });

  expect(brokenRules(() => shop.service('Backend', { cluster, dnsRecords: DnsRecords.a(), capacity }))).toEqual([]);
});

test('a worker has no records to fill', () => {
  const shop = new Shop();

  expect(brokenRules(() => shop.service('Worker', { port: undefined, cluster: new Cluster(shop.stack, 'AskedCluster', { vpc: IPV6(shop) }) }))).toEqual([]);
});

test('IPv6-only tasks are found in an HTTP namespace without a word about records', () => {
  const shop = new Shop();
  const cluster = new Cluster(shop.stack, 'AskedCluster', { vpc: IPV6(shop) });

  expect(brokenRules(() => shop.service('Backend', { cluster, cloudMapNamespace: DiscoveryNamespace.http('shop') }))).toEqual([]);
});

test('a service that is there already is asked for its subnets too', () => {
  const shop = new Shop();
  const taskDefinition = new FargateTaskDefinition(shop.stack, 'Task');
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
  const service = new FargateService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition, minHealthyPercent: 100 });

  expect(messageOf(() => new ServiceRegistration(shop.stack, 'Legacy', { service, dnsRecords: DnsRecords.aaaa() })))
    .toContain('[records-for-subnets] The records are AAAA, and these subnets are IPv4 only: Shop/Vpc/PrivateSubnet1, Shop/Vpc/PrivateSubnet2.');
  expect(new ServiceRegistration(shop.stack, 'Whole', { service }).endpoint.host).toBe('whole.ecs-internal');
});
