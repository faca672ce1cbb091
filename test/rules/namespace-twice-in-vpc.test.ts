import { App, CfnCondition, CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnPrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import { DiscoverableService, DiscoveryNamespace } from '../../src';
import { IMAGE, Shop, messageOf } from '../testing/shop';

const twice = (first: string, second: string, where = '') => `Validation failed with the following errors:
  [${where}] [namespace-twice-in-vpc] ${first} and ${second} would be one namespace twice in one VPC.
  why: A VPC has one private hosted zone of a name: the second CreatePrivateDnsNamespace fails with ConflictingDomainExists.
  fix: Define the namespace once and give it to the other services: DiscoveryNamespace.existing(first.cloudMapService.namespace). \
A cluster's default namespace is used by itself when it was added before the first service.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html`;

const importVpc = (scope: Construct, vpcId: string) =>
  Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId, availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'] });

/** A service in a cluster and a VPC that were imported. */
function serviceIn(scope: Construct, vpc: IVpc, cloudMapNamespace?: DiscoveryNamespace): DiscoverableService {
  const cluster = Cluster.fromClusterAttributes(scope, 'Cluster', { clusterName: 'shop', vpc, securityGroups: [] });
  const securityGroups = [SecurityGroup.fromSecurityGroupId(scope, 'Group', 'sg-1')];
  return new DiscoverableService(scope, 'Backend', { cluster, image: IMAGE, port: 80, discoveryName: Stack.of(scope).node.id, cloudMapNamespace, securityGroups });
}

const pathIn = (stack: string) => `${stack}/Vpc/DiscoveryNamespaces/ecs-internal/Resource ("ecs-internal")`;
const ENV = { account: '111122223333', region: 'eu-west-1' };

test('a default namespace that is added after the first service is refused at synth', () => {
  const shop = new Shop();
  shop.service('Backend');
  shop.cluster.addDefaultCloudMapNamespace({ name: 'ecs-internal' });

  expect(shop.synthesisError()).toBe(twice(pathIn('Shop'), 'Shop/Cluster/DefaultServiceDiscoveryNamespace/Resource ("ecs-internal")'));
});

test('two stacks that import one VPC are refused, and told of existing()', () => {
  const app = new App();
  ['First', 'Second'].map((id) => new Stack(app, id)).forEach((stack) => serviceIn(stack, importVpc(stack, 'vpc-0a1b2c3d')));
  const message = messageOf(() => app.synth());

  expect(message).toBe(twice(pathIn('First'), pathIn('Second')));
  expect(message).toContain('DiscoveryNamespace.existing(first.cloudMapService.namespace)');
});

test('two stages of an app that import one VPC are refused', () => {
  const app = new App();
  ['Dev', 'Prod'].map((id) => new Stack(new Stage(app, id), 'Shop')).forEach((stack) => serviceIn(stack, importVpc(stack, 'vpc-0a1b2c3d')));

  expect(messageOf(() => app.synth())).toBe(twice(pathIn('Dev/Shop'), pathIn('Prod/Shop'), 'Dev'));
});

test('a plain namespace beside that of the library is refused', () => {
  const shop = new Shop();
  new PrivateDnsNamespace(shop.stack, 'Names', { name: 'ECS-Internal', vpc: shop.vpc });
  shop.service('Backend');

  expect(shop.synthesisError()).toBe(twice(pathIn('Shop'), 'Shop/Names/Resource ("ECS-Internal")'));
});

/** Apps in which two namespaces have one name and it is no error, or is not known to be one. */
const WHOLE: Array<[string, () => App]> = [
  ['in two VPCs', () => {
    const app = new App();
    ['First', 'Second'].map((id) => new Stack(app, id)).forEach((stack) => serviceIn(stack, importVpc(stack, `vpc-${stack.node.id}`)));
    return app;
  }],
  ['in two VPCs that are still to be looked up', () => {
    const app = new App();
    ['First', 'Second'].map((id) => new Stack(app, id, { env: ENV }))
      .forEach((stack) => serviceIn(stack, Vpc.fromLookup(stack, 'Vpc', { vpcName: stack.node.id })));
    return app;
  }],
  ['in two VPCs whose ids are parameters', () => {
    const app = new App();
    ['First', 'Second'].map((id) => new Stack(app, id))
      .forEach((stack) => serviceIn(stack, importVpc(stack, new CfnParameter(stack, 'VpcId').valueAsString)));
    return app;
  }],
  ['where one of them is deployed under a condition', () => {
    const shop = new Shop();
    shop.service('Backend');
    const { node } = new PrivateDnsNamespace(shop.stack, 'Names', { name: 'ecs-internal', vpc: shop.vpc });
    const condition = new CfnCondition(shop.stack, 'InProduction', { expression: Fn.conditionEquals('a', 'b') });
    (node.defaultChild as CfnPrivateDnsNamespace).cfnOptions.condition = condition;
    return shop.app;
  }],
  ['and the second service is given the first namespace', () => {
    const app = new App();
    const [first, second] = ['First', 'Second'].map((id) => new Stack(app, id));
    const { namespace } = serviceIn(first, importVpc(first, 'vpc-0a1b2c3d')).cloudMapService;
    serviceIn(second, importVpc(second, 'vpc-0a1b2c3d'), DiscoveryNamespace.existing(namespace));
    return app;
  }],
];

test.each(WHOLE)('two namespaces of one name %s are whole', (_what, make) => {
  expect(() => make().synth()).not.toThrow();
});
