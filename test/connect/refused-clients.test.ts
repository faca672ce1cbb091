import { CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Peer, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { rulesOf, templateOf } from './reading';
import { PORT, SEE, UNREGISTERED, WORKER } from './target-texts';
import type { AllowFromOptions, DiscoverableServiceProps } from '../../src';
import { Shop, messageOf } from '../testing/shop';

const nobody = (got: string, fix = 'Put the client into the VPC (a Lambda function: give it vpc), or give it a security group.') => `[allow-from-nobody] ${got}
  why: A rule names the security group of who is let in, and there is none.
  fix: ${fix}
  see: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html`;
const STAGE = `[connect-other-stage] Stage/Stack/Clients and Shop/Backend are in two stages.
  why: Stages of a CDK app are deployed apart: one cannot refer to resources of the other.
  fix: Import the target into the caller's stage with DiscoverableService.fromAttributes().
  see: https://docs.aws.amazon.com/cdk/v2/guide/stages.html`;

/** A function outside of a VPC. */
function outside({ stack }: Shop) {
  return new LambdaFunction(stack, 'Outside', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') });
}

const group = ({ stack, vpc }: Shop) => new SecurityGroup(stack, 'Clients', { vpc });
const NO_GROUPS = 'The CDK says: Only VPC-associated Lambda Functions have security groups to manage. Supply the "vpc" parameter when creating the Lambda, '
  + 'or "securityGroupId" when importing it.';

test.each<[string, Partial<DiscoverableServiceProps>, (shop: Shop) => IConnectable, AllowFromOptions, string]>([
  ['a function outside of a VPC', {}, outside, {}, nobody(NO_GROUPS)],
  ['a range of addresses', {}, () => Peer.ipv4('10.0.0.0/8'), {}, nobody('It is a peer without a security group, such as a range of addresses.',
    'Let it in by connections.allowFrom(peer, Port.tcp(80)) of the service, with the port of its container.')],
  ['whoever calls a worker', { port: undefined }, group, {}, WORKER],
  ['whoever calls a service that is not registered', { registered: false }, group, {}, UNREGISTERED],
  ['whoever calls a port that the service does not have', { additionalPorts: [9090] }, group, { port: 81 }, PORT],
  ['whoever is in another stage', {}, ({ app, vpc }) => {
    const stack = new Stack(new Stage(app, 'Stage'), 'Stack');
    return new SecurityGroup(stack, 'Clients', { vpc });
  }, {}, STAGE],
])('%s is not let in', (_who, props, client, options, expected) => {
  const shop = new Shop();
  const backend = shop.service('Backend', props);
  const connectable = client(shop);

  expect(messageOf(() => backend.allowFrom(connectable, options))).toBe(`Shop/Backend.allowFrom(): 1 problem\n\n${expected}\n`);
});

test.each([undefined, null, '10.0.0.0/8'])('%p is nobody, and no TypeError', (client) => {
  expect(messageOf(() => new Shop().service('Backend').allowFrom(client as unknown as IConnectable))).toContain('[allow-from-nobody] ');
});

test('a line that was refused leaves nothing behind', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');

  expect(() => backend.allowFrom(outside(shop))).toThrow();
  expect(rulesOf(templateOf(shop))).toEqual([]);
});

test('a port that is known at deployment passes', () => {
  const shop = new Shop();
  const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;

  expect(() => shop.service('Backend').allowFrom(group(shop), { port })).not.toThrow();
});

test('after synthesis has begun nobody is let in: the rule would be left out', () => {
  const shop = new Shop();
  const [backend, clients] = [shop.service('Backend'), group(shop)];
  shop.app.synth();

  expect(messageOf(() => backend.allowFrom(clients))).toBe(`Shop/Backend.allowFrom(): 1 problem

[connect-after-synth] Synthesis has begun.
  why: Where rules live is decided over all connections when synthesis begins; one that comes later would be left out.
  fix: Call connectTo() and allowFrom() while the app is being built, not from an aspect or after app.synth().
  see: ${SEE}
`);
});
