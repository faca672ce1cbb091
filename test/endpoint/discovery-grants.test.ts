import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { DiscoverableServiceProps } from '../../src';
import { DiscoveryNamespace } from '../../src';
import { Shop, messageOf } from '../testing/shop';

const lambdaIn = (stack: Stack) =>
  new LambdaFunction(stack, 'Poller', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') });
const roleIn = (stack: Stack) => new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });

/** The statements that a stack's policies have about Cloud Map. */
function statementsIn(stack: Stack): unknown[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => (Properties as { PolicyDocument: { Statement: object[] } }).PolicyDocument.Statement)
    .filter((statement) => JSON.stringify(statement).includes('servicediscovery'));
}

/** What a grantee may do after it was let to find a service. */
function granted(grantee: (shop: Shop) => IGrantable, props: Partial<DiscoverableServiceProps> = {}) {
  const shop = new Shop();
  shop.service('Backend', props).grants.discover(grantee(shop));
  return statementsIn(shop.stack);
}

const statement = (namespace: unknown, service = 'backend') => ({
  Action: ['servicediscovery:DiscoverInstances', 'servicediscovery:DiscoverInstancesRevision'],
  Effect: 'Allow',
  Resource: '*',
  Condition: { StringEquals: { 'servicediscovery:NamespaceName': namespace, 'servicediscovery:ServiceName': service } },
});

test.each<[string, (shop: Shop) => IGrantable]>([
  ['a Lambda function', ({ stack }) => lambdaIn(stack)],
  ['a role', ({ stack }) => roleIn(stack)],
  ['a discoverable service', (shop) => shop.service('Poller', { port: undefined })],
])('%s may call both actions, on any resource, for this name in this namespace', (_who, grantee) => {
  expect(granted(grantee)).toEqual([statement('ecs-internal')]);
});

test('a service with DNS records can be found through the API too, with all of its tasks', () => {
  expect(granted(({ stack }) => roleIn(stack), { cloudMapNamespace: DiscoveryNamespace.publicDns('svc.shop.org') })).toEqual([statement('svc.shop.org')]);
});

test('where the API knows the namespace by another name, both are allowed', () => {
  expect(granted(({ stack }) => roleIn(stack), { cloudMapNamespace: DiscoveryNamespace.http('shop', { httpName: 'shop-abc' }) }))
    .toEqual([statement(['shop', 'shop-abc'])]);
});

test('a grantee in another stack refers to nothing of the service\'s stack', () => {
  const shop = new Shop();
  const other = new Stack(shop.app, 'Other');
  shop.service('Backend').grants.discover(lambdaIn(other));
  shop.app.synth();

  expect(statementsIn(other)).toEqual([statement('ecs-internal')]);
});

test('the grant tells what was granted, and whether it was', () => {
  const shop = new Shop();
  const grant = shop.service('Backend').grants.discover(roleIn(shop.stack));

  expect([grant.success, grant.principalStatements.length]).toEqual([true, 1]);
});

test('a worker has nothing to find, and no grants', () => {
  const worker = new Shop().service('Worker', { port: undefined });

  expect(messageOf(() => worker.grants)).toBe(`Shop/Worker: 1 problem

[worker-without-name] It has no port.
  why: Nothing can call a service that listens on no port, so it is not registered and has no name.
  fix: Set \`port\` on Shop/Worker to the port that its process listens on; or, for a worker, drop what asks for its name.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
});

test('in a namespace whose name is not known, nothing can be granted, and nothing is', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.HTTP, id: 'ns-1' }) });

  expect(messageOf(() => backend.grants.discover(roleIn(shop.stack)))).toBe(`Shop/Backend: 1 problem

[endpoint-without-meaning] endpoint.namespaceName was read, and the name of its namespace is not known.
  why: The namespace was imported by id or arn only.
  fix: Give name to DiscoveryNamespace.existingByAttributes(), or use serviceArn and namespaceArn.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
  expect(statementsIn(shop.stack)).toEqual([]);
});
