import { CfnCondition, Fn, Stack, Token } from 'aws-cdk-lib';
import type { CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { vpcFacts, vpcOf } from '../../src/plan/vpc-facts';
import { Shop, messageOf } from '../testing/shop';

test('a VPC of the app tells its DNS attributes', () => {
  const stack = new Stack(undefined, 'Shop');
  const closed = new Vpc(stack, 'Closed', { enableDnsHostnames: false, enableDnsSupport: false });

  expect(vpcFacts(new Vpc(stack, 'Open'))).toEqual({ path: 'Shop/Open', dnsSupport: true, dnsHostnames: true });
  expect(vpcFacts(closed)).toEqual({ path: 'Shop/Closed', dnsSupport: false, dnsHostnames: false });
});

test('attributes that are decided at deployment are not known', () => {
  const { vpc, stack } = new Shop();
  const condition = new CfnCondition(stack, 'WithNames');
  (vpc.node.defaultChild as CfnVPC).enableDnsHostnames = Fn.conditionIf(condition.logicalId, true, false);
  (vpc.node.defaultChild as CfnVPC).enableDnsSupport = Token.asAny({ Ref: 'Support' });

  expect(vpcFacts(vpc)).toEqual({ path: 'Shop/Vpc' });
});

test('an imported VPC tells nothing', () => {
  const vpc = Vpc.fromVpcAttributes(new Stack(undefined, 'Shop'), 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });

  expect(vpcFacts(vpc)).toEqual({ path: 'Shop/Vpc' });
});

test('subnets that are there are no problem, and those that are not are one in the words of the CDK', () => {
  const { vpc } = new Shop();

  expect(vpcFacts(vpc, { subnetType: SubnetType.PUBLIC }).subnetsProblem).toBeUndefined();
  expect(vpcFacts(vpc, { subnetType: SubnetType.PRIVATE_ISOLATED }).subnetsProblem)
    .toBe(messageOf(() => vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED })));
});

test('a cluster that is imported by its ARN has no VPC, and one that is imported with its VPC has that', () => {
  const { stack, vpc, cluster } = new Shop();
  const arn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';

  expect(vpcOf(cluster)).toBe(vpc);
  expect(vpcOf(Cluster.fromClusterArn(stack, 'ByArn', arn))).toBeUndefined();
  expect(vpcOf(Cluster.fromClusterAttributes(stack, 'ByAttributes', { clusterName: 'shop', vpc }))).toBe(vpc);
});
