import { CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { PORT, SEE, UNREGISTERED, WORKER } from './target-texts';
import type { ConnectOptions, DiscoverableService, IDiscoverable } from '../../src';
import { ConnectionSide, DiscoveryNamespace } from '../../src';
import { messageOf, Shop } from '../testing/shop';

const ITSELF = `[connect-to-itself] Shop/Frontend connects to itself.
  why: Start order would make the service wait for itself, and its own address is known to it without a connection.
  fix: Use service.endpoint for its own address; for tasks that call each other, service.connections.allowInternally(port).
  see: ${SEE}`;
const NAME_UNKNOWN = `[connect-name-unknown] The namespace of Shop/Backend has no known name.
  why: The address of the target ends with the name of its namespace, which was imported by id or ARN only.
  fix: Give name to DiscoveryNamespace.existingByAttributes().
  see: ${SEE}`;
const STAGE = `[connect-other-stage] Shop/Frontend and Stage/Stack/Backend are in two stages.
  why: Stages of a CDK app are deployed apart: one cannot refer to resources of the other.
  fix: Import the target into the caller's stage with DiscoverableService.fromAttributes().
  see: https://docs.aws.amazon.com/cdk/v2/guide/stages.html`;
const VPC = `[connect-other-vpc] Shop/Frontend and Shop/Backend run in two VPCs.
  why: A private name resolves in the VPC of its namespace only, and a security group cannot be named in a rule of another VPC.
  fix: Put both services into one VPC. Where the VPCs are peered and the hosted zone is associated with both, import the target with DiscoverableService.fromAttributes().
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html`;
const prefix = (got: string) => `[connect-prefix] ${got}
  why: Shells, and most programs, read only variables whose names are letters, digits and "_" and do not start with a digit.
  fix: Give connectTo() a prefix such as "BACKEND": a literal, because CloudFormation names no variable by a value of the deployment.
  see: ${SEE}`;
const SCHEME = `[connect-scheme] The scheme is "http://".
  why: A URL starts with a scheme: a letter, then letters, digits, "+", "." or "-". Clients cannot read any other.
  fix: Give a scheme without "://", such as "https" or "grpc".
  see: https://www.rfc-editor.org/rfc/rfc3986#section-3.1`;
const TWICE = `[connect-twice] Shop/Frontend is connected to Shop/Backend on this port already, with another startOrder or securityGroupRuleIn.
  why: One connection has one start order and one place for its rule; a second line cannot change what the first one says.
  fix: Keep one of the two lines.
  see: ${SEE}`;
const LATE = `[connect-after-synth] Synthesis has begun.
  why: Where rules live is decided over all connections when synthesis begins; one that comes later would be left out.
  fix: Call connectTo() and allowFrom() while the app is being built, not from an aspect or after app.synth().
  see: ${SEE}`;
const STRANGER = `[connect-to-stranger] The target was not made by this library.
  why: How the target is found, and what opens it, is not known.
  fix: Register the ECS service with ServiceRegistration, or name its attributes with DiscoverableService.fromAttributes().
  see: ${SEE}`;

/** A target, and what is done before it is connected to. */
type Target = (shop: Shop, frontend: DiscoverableService) => IDiscoverable;

const backend: Target = (shop) => shop.service('Backend', { additionalPorts: [9090] });

test.each<[string, Target, ConnectOptions, string]>([
  ['itself', (_shop, frontend) => frontend, {}, ITSELF],
  ['a worker', (shop) => shop.service('Backend', { port: undefined }), {}, WORKER],
  ['a service that is not registered', (shop) => shop.service('Backend', { registered: false }), {}, UNREGISTERED],
  ['a port that the target does not have', backend, { port: 81 }, PORT],
  ['a target whose namespace has no known name', (shop) => shop.service('Backend', {
    cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-1' }),
  }), {}, NAME_UNKNOWN],
  ['a service of another stage', (shop) => {
    const stack = new Stack(new Stage(shop.app, 'Stage'), 'Stack');
    const cluster = new Cluster(stack, 'Cluster', { vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['s-1'] }) });
    return shop.service('Backend', { cluster }, stack);
  }, {}, STAGE],
  ['a service of another VPC', (shop) => shop.service('Backend', {
    cluster: new Cluster(shop.stack, 'Other', { vpc: new Vpc(shop.stack, 'OtherVpc', { maxAzs: 2 }) }),
  }), {}, VPC],
  ['a prefix that shells cannot read', backend, { prefix: '2nd' }, prefix('The variables would start with "2nd".')],
  ['an empty prefix', backend, { prefix: '' }, prefix('The variables would start with "".')],
  ['a discovery name that is no variable', (shop) => shop.service('Backend', { discoveryName: '2nd' }), {}, prefix('The variables would start with "2ND".')],
  ['a discovery name that is not known yet', (shop) => shop.service('Backend', { discoveryName: new CfnParameter(shop.stack, 'Name').valueAsString }), {},
    prefix('What the variables would start with is not known yet.')],
  ['a scheme that is none', backend, { scheme: 'http://' }, SCHEME],
  ['another start order', (shop, frontend) => {
    const target = backend(shop, frontend);
    frontend.connectTo(target);
    return target;
  }, { startOrder: false }, TWICE],
  ['another place of the rule', (shop, frontend) => {
    const target = backend(shop, frontend);
    frontend.connectTo(target);
    return target;
  }, { securityGroupRuleIn: ConnectionSide.CALLER }, TWICE],
  ['a target after synth', (shop, frontend) => {
    const target = backend(shop, frontend);
    shop.app.synth();
    return target;
  }, {}, LATE],
  ['a construct of somebody else', ({ vpc }) => vpc as unknown as IDiscoverable, {}, STRANGER],
])('a connection is refused that has %s', (_what, targetOf, options, problem) => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  const target = targetOf(shop, frontend);
  expect(messageOf(() => frontend.connectTo(target, options)))
    .toBe(`Shop/Frontend.connectTo(${target.node.path}): 1 problem\n\n${problem}\n`);
});

test('all that is wrong with a connection is told at once', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  const target = backend(shop, frontend);
  expect(messageOf(() => frontend.connectTo(target, { port: 81, prefix: '2nd', scheme: 'http://' })))
    .toBe(`Shop/Frontend.connectTo(Shop/Backend): 3 problems\n\n${PORT}\n\n${prefix('The variables would start with "2nd".')}\n\n${SCHEME}\n`);
});

test('a connection that was refused is not there', () => {
  const shop = new Shop();
  const [frontend, target] = [shop.service('Frontend'), shop.service('Backend')];
  messageOf(() => frontend.connectTo(target, { port: 81 }));
  expect(() => frontend.connectTo(target, { startOrder: false })).not.toThrow();
});

test('two ports may have two start orders', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  const target = backend(shop, frontend);
  frontend.connectTo(target, { startOrder: false });
  expect(() => frontend.connectTo(target, { port: 9090, prefix: 'METRICS' })).not.toThrow();
});
