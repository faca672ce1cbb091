import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, DiscoveryNamespace } from '../../src';
import { IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

const ENV = { account: '111122223333', region: 'eu-west-1' };

/** A stack with an account and a Region, in an app that knows what was looked up before. */
function located(context: Record<string, unknown> = {}) {
  const app = new App({ context });
  const stack = new Stack(app, 'Shop', { env: ENV });
  // An import, because a VPC of such a stack has its zones looked up too.
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], privateSubnetIds: ['subnet-1'] });
  const cluster = new Cluster(stack, 'Cluster', { vpc });
  const service = (id: string, name: string, discoveryName = 'backend') => new DiscoverableService(stack, id, {
    cluster, image: IMAGE, port: 80, discoveryName, cloudMapNamespace: DiscoveryNamespace.existingByName(name),
  });
  return { app, stack, cluster, service };
}

const missingIn = (app: App) => app.synth().manifest.missing ?? [];

test('the look-up is noted in the manifest as the CDK CLI makes it: a private namespace by its name, through the Cloud Control API', () => {
  const { app, service } = located();
  service('Backend', 'corp.internal');
  const [{ provider, props }, ...others] = missingIn(app);

  expect(others).toEqual([]);
  expect(provider).toBe('cc-api-provider');
  expect(props).toEqual({
    ...ENV,
    dummyValue: expect.anything(),
    lookupRoleArn: expect.any(String),
    typeName: 'AWS::ServiceDiscovery::PrivateDnsNamespace',
    propertyMatch: { Name: 'corp.internal' },
    propertiesToReturn: ['Id'],
    expectedMatchCount: 'exactly-one',
  });
});

test('what was looked up is used: ID, ARN and name', () => {
  const first = located();
  first.service('Backend', 'corp.internal');
  const [{ key }] = missingIn(first.app);
  const { app, stack, service } = located({ [key]: [{ Id: 'ns-e4anhexample0004', Identifier: 'ns-e4anhexample0004' }] });
  const { endpoint } = service('Backend', 'corp.internal');

  expect(missingIn(app)).toEqual([]);
  Template.fromStack(stack).hasResourceProperties('AWS::ServiceDiscovery::Service', { NamespaceId: 'ns-e4anhexample0004' });
  expect(endpoint.host).toBe('backend.corp.internal');
  expect(stack.resolve(endpoint.namespaceArn)).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':servicediscovery:eu-west-1:111122223333:namespace/ns-e4anhexample0004']],
  });
});

test('before the look-ups were made, one name in two namespaces is no collision: the first synth has to come to its end', () => {
  const { app, service } = located();
  service('A', 'corp.internal');
  service('B', 'shop.internal');

  expect(missingIn(app)).toHaveLength(2);
});

test('after the look-ups were made, one name twice in one namespace is one', () => {
  const first = located();
  first.service('A', 'corp.internal');
  const [{ key }] = missingIn(first.app);
  const { app, service } = located({ [key]: [{ Id: 'ns-1' }] });
  ['A', 'B'].forEach((id) => service(id, 'corp.internal'));

  expect(messageOf(() => app.synth())).toContain('[discovery-name-twice]');
});

const LOOKUP = `[namespace-lookup] The namespace "corp.internal" is to be looked up.
  why: The CDK CLI looks a namespace up by its name, in one account and Region, before anything is deployed. One of these is known at deployment only.
  fix: Give the stack env: { account, region } and the namespace a literal name, or use DiscoveryNamespace.existingByAttributes() or existingFromParameter().
  see: https://docs.aws.amazon.com/cdk/v2/guide/context.html`;

test('without account and Region of the stack a look-up is refused, and the service is not there', () => {
  const shop = new Shop();

  expect(messageOf(() => shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingByName('corp.internal') })))
    .toBe(`Shop/Backend: 1 problem\n\n${LOOKUP}\n`);
  expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
});

test('a worker with short names needs the name of its namespace only, which is not looked up', () => {
  const { app, stack, cluster } = located();
  new DiscoverableService(stack, 'Worker', { cluster, image: IMAGE, shortNames: true, cloudMapNamespace: DiscoveryNamespace.existingByName('corp.internal') });

  expect(missingIn(app)).toEqual([]);
});

test('existingByName() refuses a broken name where it is written', () => {
  expect(messageOf(() => DiscoveryNamespace.existingByName('corp internal'))).toBe(`DiscoveryNamespace.existingByName(): 1 problem

[namespace-name] The namespace name is "corp internal".
  why: A private DNS namespace is named by 1 to 253 printable ASCII characters without spaces, it does not start with "arn:", \
and each label between dots has 1 to 63 characters. Otherwise CreatePrivateDnsNamespace, or the hosted zone that it makes, fails.
  fix: Give a domain name such as "ecs-internal" or "services.internal".
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html
`);
});

test('a name that is known at deployment only cannot be looked up at synth, and is refused', () => {
  const { stack, service } = located();
  const name = new CfnParameter(stack, 'Name').valueAsString;

  expect(brokenRules(() => service('Backend', name))).toEqual(['namespace-lookup']);
});
