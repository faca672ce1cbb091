import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-ecs';
import { Secret as StoredSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { TASK } from './facts';
import { textsOf } from './texts-of';
import type { DiscoverableServiceProps } from '../../src';
import { DiscoveryNamespace } from '../../src';
import { taskRules } from '../../src/rules/task-rules';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const SHORT = (got: string) => `[short-names] ${got}
  why: Short names are the variable LOCALDOMAIN with the name of a DNS namespace: the resolver of glibc puts it behind names without one.
  fix: Leave shortNames out, or use a DNS namespace whose name is known, and no LOCALDOMAIN of your own.
  see: https://man7.org/linux/man-pages/man5/resolv.conf.5.html`;

const ARN = 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1';
const { existingByAttributes, existingFromParameter } = DiscoveryNamespace;

test('a reason is told, and no reason is none', () => {
  expect(textsOf(taskRules, { ...TASK, shortNamesProblem: 'So it is.' })).toEqual([SHORT('So it is.')]);
  expect(textsOf(taskRules, TASK)).toEqual([]);
});

const HTTP = 'The namespace is of type HTTP.';
const NAMELESS = 'The namespace was imported without its name.';
const TWICE = 'LOCALDOMAIN is given as a variable too.';

function secret(): Secret {
  return Secret.fromSecretsManager(new StoredSecret(new Stack(), 'Domain'));
}

const CASES: Array<[string, Partial<DiscoverableServiceProps>, string]> = [
  ['an HTTP namespace', { cloudMapNamespace: DiscoveryNamespace.http('shop') }, HTTP],
  ['an HTTP namespace of the CDK', { cloudMapNamespace: DiscoveryNamespace.existing(new HttpNamespace(new Stack(), 'Http', { name: 'shop' })) }, HTTP],
  ['an imported HTTP namespace', { cloudMapNamespace: existingByAttributes({ type: NamespaceType.HTTP, name: 'shop', arn: ARN }) }, HTTP],
  ['an HTTP namespace in a parameter', { cloudMapNamespace: existingFromParameter('/shop/namespace', { type: NamespaceType.HTTP }) }, HTTP],
  ['a namespace without its name', { cloudMapNamespace: existingByAttributes({ type: NamespaceType.DNS_PRIVATE, arn: ARN }) }, NAMELESS],
  ['a variable LOCALDOMAIN', { environment: { LOCALDOMAIN: 'corp.internal' } }, TWICE],
];

test.each(CASES)('short names with %s are refused', (_what, props, got) => {
  expect(messageOf(() => new Shop().service('Backend', { shortNames: true, ...props }))).toBe(`Shop/Backend: 1 problem\n\n${SHORT(got)}\n`);
});

test.each(CASES)('short names of a worker with %s are refused', (_what, props, got) => {
  expect(messageOf(() => new Shop().service('Worker', { port: undefined, shortNames: true, ...props }))).toBe(`Shop/Worker: 1 problem\n\n${SHORT(got)}\n`);
});

test('short names with a secret LOCALDOMAIN are refused', () => {
  expect(messageOf(() => new Shop().service('Backend', { shortNames: true, secrets: { LOCALDOMAIN: secret() } })))
    .toBe(`Shop/Backend: 1 problem\n\n${SHORT(TWICE)}\n`);
});

test.each(CASES)('without short names, %s is nobody\'s concern', (_what, props) => {
  expect(brokenRules(() => new Shop().service('Backend', { shortNames: false, ...props }))).toEqual([]);
});

test('a namespace whose name is known at deployment only has short names', () => {
  const shop = new Shop();
  const name = new CfnParameter(shop.stack, 'Name').valueAsString;
  expect(brokenRules(() => shop.service('Backend', { shortNames: true, cloudMapNamespace: DiscoveryNamespace.privateDns(name) }))).toEqual([]);
});

test('a worker without short names has no use for a namespace, and one with them has', () => {
  const cloudMapNamespace = DiscoveryNamespace.privateDns('corp.internal');
  expect(brokenRules(() => new Shop().service('Worker', { port: undefined, cloudMapNamespace }))).toEqual(['worker-is-not-registered']);
  expect(brokenRules(() => new Shop().service('Worker', { port: undefined, cloudMapNamespace, shortNames: true }))).toEqual([]);
  expect(brokenRules(() => new Shop().service('Worker', { port: undefined, discoveryName: 'worker', shortNames: true }))).toEqual(['worker-is-not-registered']);
});

test('the namespace of a worker with short names is judged: in another VPC it resolves none of them', () => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'Elsewhere', { maxAzs: 1 });
  const cloudMapNamespace = DiscoveryNamespace.existing(new PrivateDnsNamespace(shop.stack, 'Names', { name: 'shop.internal', vpc }));

  expect(brokenRules(() => shop.service('Worker', { port: undefined, shortNames: true, cloudMapNamespace }))).toEqual(['namespace-other-vpc']);
});
