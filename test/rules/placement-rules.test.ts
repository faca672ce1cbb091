import { DISCOVERY } from './facts';
import { textsOf } from './texts-of';
import { discoveryRules, placementRules } from '../../src/rules/discovery-rules';

const WITHOUT_VPC = `[cluster-without-vpc] The cluster has no VPC.
  why: The network of the tasks and the private namespace both need the VPC of the cluster; a cluster imported by ARN does not know it.
  fix: Import the cluster with Cluster.fromClusterAttributes({ clusterName, vpc }).
  see: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecs.Cluster.html`;

const SUBNETS = `[subnets] The CDK says: There are no such subnets.
  why: A task in awsvpc mode gets its address from a subnet, and the VPC has none of the asked kind.
  fix: Choose subnets that the VPC has with Capacity.fargate({ vpcSubnets }); in a VPC of public subnets only, add assignPublicIp: true.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html`;

const noSubnets = { path: 'Shop/Vpc', subnetsProblem: 'There are no such subnets.' };

test.each([['a service with a name', discoveryRules], ['a worker', placementRules]])('%s needs a VPC and subnets', (_who, rules) => {
  expect(textsOf(rules, { ...DISCOVERY, vpc: undefined })).toEqual([WITHOUT_VPC]);
  expect(textsOf(rules, { ...DISCOVERY, vpc: noSubnets })).toEqual([SUBNETS]);
  expect(textsOf(rules, DISCOVERY)).toEqual([]);
});

test('a worker is not asked how it is found', () => {
  const { cloudMapNamespace } = DISCOVERY;

  expect(textsOf(placementRules, {
    ...DISCOVERY, discoveryName: 'a b', recordTypes: ['SRV'], ports: [], cloudMapNamespace: { ...cloudMapNamespace, type: 'HTTP', madeForOtherVpc: true },
  })).toEqual([]);
});
