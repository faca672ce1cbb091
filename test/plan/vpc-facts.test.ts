import { CfnCondition, Fn, Stack, Token } from 'aws-cdk-lib';
import type { CfnSubnet, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { IpProtocol, Subnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { vpcFacts, vpcOf } from '../../src/plan/vpc-facts';
import { Shop, messageOf } from '../testing/shop';

test('a VPC of the app tells its DNS attributes', () => {
  const stack = new Stack(undefined, 'Shop');
  const closed = new Vpc(stack, 'Closed', { enableDnsHostnames: false, enableDnsSupport: false });

  expect(vpcFacts(new Vpc(stack, 'Open'))).toMatchObject({ path: 'Shop/Open', dnsSupport: true, dnsHostnames: true });
  expect(vpcFacts(closed)).toMatchObject({ path: 'Shop/Closed', dnsSupport: false, dnsHostnames: false });
});

test('attributes that are decided at deployment are not known', () => {
  const { vpc, stack } = new Shop();
  const condition = new CfnCondition(stack, 'WithNames');
  (vpc.node.defaultChild as CfnVPC).enableDnsHostnames = Fn.conditionIf(condition.logicalId, true, false);
  (vpc.node.defaultChild as CfnVPC).enableDnsSupport = Token.asAny({ Ref: 'Support' });

  expect(vpcFacts(vpc)).toEqual({ path: 'Shop/Vpc', subnetFamilies: [] });
});

test('an imported VPC tells nothing', () => {
  const vpc = Vpc.fromVpcAttributes(new Stack(undefined, 'Shop'), 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });

  expect(vpcFacts(vpc)).toEqual({ path: 'Shop/Vpc', subnetFamilies: [] });
});

test('subnets that are there are no problem, and those that are not are one in the words of the CDK', () => {
  const { vpc } = new Shop();

  expect(vpcFacts(vpc, { subnetType: SubnetType.PUBLIC }).subnetsProblem).toBeUndefined();
  expect(vpcFacts(vpc, { subnetType: SubnetType.PRIVATE_ISOLATED }).subnetsProblem)
    .toBe(messageOf(() => vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED })));
});

const familiesOf = (vpc: Vpc, subnetType?: SubnetType) => vpcFacts(vpc, { subnetType }).subnetFamilies?.map(({ path, family }) => [path.replace('Shop/', ''), family]);

test('the asked subnets tell their address family, and the others do not', () => {
  const stack = new Stack(undefined, 'Shop');
  const plain = new Vpc(stack, 'Plain', { maxAzs: 1 });
  const dual = new Vpc(stack, 'Dual', { maxAzs: 1, ipProtocol: IpProtocol.DUAL_STACK });

  expect([familiesOf(plain), familiesOf(dual), familiesOf(dual, SubnetType.PUBLIC)])
    .toEqual([[['Plain/PrivateSubnet1', 'IPv4']], [['Dual/PrivateSubnet1', 'dual-stack']], [['Dual/PublicSubnet1', 'dual-stack']]]);
});

test.each<[string, Partial<CfnSubnet>, string]>([
  ['has only IPv6 is IPv6', { ipv6Native: true, ipv6CidrBlock: '2001:db8::/64' }, 'IPv6'],
  ['gets its IPv6 block from a pool is dual-stack', { ipv6IpamPoolId: 'pool', ipv6NetmaskLength: 64 }, 'dual-stack'],
  ['has an IPv6 block that is known at deployment is dual-stack', { ipv6CidrBlock: Fn.select(0, Fn.cidr('2001:db8::/56', 8, '64')) }, 'dual-stack'],
])('a subnet that %s', (_what, properties, family) => {
  const vpc = new Vpc(new Stack(undefined, 'Shop'), 'Vpc', { maxAzs: 1 });
  Object.assign(vpc.privateSubnets[0].node.defaultChild as CfnSubnet, properties);

  expect(familiesOf(vpc)).toEqual([['Vpc/PrivateSubnet1', family]]);
});

test('of imported subnets nothing is known: neither those of an imported VPC, nor single ones', () => {
  const stack = new Stack(undefined, 'Shop');
  const imported = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] });
  const subnets = [Subnet.fromSubnetId(stack, 'Subnet', 'subnet-2')];

  expect([vpcFacts(imported, {}).subnetFamilies, vpcFacts(new Vpc(stack, 'Own'), { subnets }).subnetFamilies]).toEqual([[], []]);
});

test('subnets that are not there have no family: that is another finding', () => {
  expect(vpcFacts(new Shop().vpc, { subnetType: SubnetType.PRIVATE_ISOLATED }).subnetFamilies).toEqual([]);
});

test('a cluster that is imported by its ARN has no VPC, and one that is imported with its VPC has that', () => {
  const { stack, vpc, cluster } = new Shop();
  const arn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';

  expect(vpcOf(cluster)).toBe(vpc);
  expect(vpcOf(Cluster.fromClusterArn(stack, 'ByArn', arn))).toBeUndefined();
  expect(vpcOf(Cluster.fromClusterAttributes(stack, 'ByAttributes', { clusterName: 'shop', vpc }))).toBe(vpc);
});
