import { CfnParameter, Stack } from 'aws-cdk-lib';
import { NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { templateOf, templatesOf, variablesOf } from './reading';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, DiscoveryNamespace } from '../../src';
import { addInstances, undeployable } from '../capacity/instances';
import { Shop } from '../testing/shop';

const ARN = 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1';

/** What stands in LOCALDOMAIN of a service with short names. */
function searched(props: Partial<DiscoverableServiceProps> = {}, shop = new Shop(), id = 'Frontend'): unknown {
  shop.service(id, { shortNames: true, ...props });
  const { LOCALDOMAIN } = variablesOf(templateOf(shop), id);
  return LOCALDOMAIN;
}

test.each<[string, Partial<DiscoverableServiceProps>, unknown]>([
  ['that is the default', {}, 'ecs-internal'],
  ['that is private', { cloudMapNamespace: DiscoveryNamespace.privateDns('corp.internal') }, 'corp.internal'],
  ['that is public', { cloudMapNamespace: DiscoveryNamespace.publicDns('services.acme.org') }, 'services.acme.org'],
  ['that is there already, by its attributes',
    { cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, name: 'old.internal', arn: ARN }) }, 'old.internal'],
])('a container with short names looks names up in its namespace %s', (_what, props, expected) => {
  expect(searched(props)).toEqual(expected);
});

test('a container with short names looks names up in a namespace of the CDK', () => {
  const shop = new Shop();
  const namespace = new PrivateDnsNamespace(shop.stack, 'Namespace', { vpc: shop.vpc, name: 'own.internal' });
  expect(searched({ cloudMapNamespace: DiscoveryNamespace.existing(namespace) }, shop)).toBe('own.internal');
});

test('a container with short names looks names up in a namespace that is read from a parameter', () => {
  const shop = new Shop();
  const cloudMapNamespace = DiscoveryNamespace.existingFromParameter('/shop/namespace', { type: NamespaceType.DNS_PRIVATE });
  const value = searched({ cloudMapNamespace }, shop);
  // The name is the second word of what is published: type, name, ID and ARN.
  expect(value).toEqual({ 'Fn::Select': [1, { 'Fn::Split': [' ', { Ref: expect.stringMatching(/Parameter/i) as string }] }] });
  expect(undeployable(shop.app)).toEqual([]);
});

test('a container with short names looks names up in a namespace whose name is known at deployment only', () => {
  const shop = new Shop();
  const name = new CfnParameter(shop.stack, 'Name').valueAsString;
  expect(searched({ cloudMapNamespace: DiscoveryNamespace.privateDns(name) }, shop)).toEqual({ Ref: 'Name' });
});

test('a container with short names looks names up in the default namespace of its cluster, where that has the name', () => {
  const shop = new Shop();
  shop.cluster.addDefaultCloudMapNamespace({ name: 'ecs-internal' });
  expect(searched({}, shop)).toBe('ecs-internal');
});

test.each<[string, Partial<DiscoverableServiceProps>, unknown]>([
  ['the default one', {}, 'ecs-internal'],
  ['one that it names', { cloudMapNamespace: DiscoveryNamespace.privateDns('corp.internal') }, 'corp.internal'],
  ['one that is there already',
    { cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, name: 'old.internal', arn: ARN }) }, 'old.internal'],
])('a worker, which is in no namespace, looks names up in %s', (_what, props, expected) => {
  const shop = new Shop();
  expect(searched({ port: undefined, ...props }, shop, 'Worker')).toEqual(expected);
  shop.template().resourceCountIs('AWS::ServiceDiscovery::Service', 0);
});

test('a worker looks names up in a namespace that is read from a parameter', () => {
  const cloudMapNamespace = DiscoveryNamespace.existingFromParameter('/shop/namespace', { type: NamespaceType.DNS_PRIVATE });
  expect(searched({ port: undefined, cloudMapNamespace }, new Shop(), 'Worker')).toEqual({ 'Fn::Select': [1, expect.anything()] });
});

test('a container in a stack of its own gets the name as text, without an export', () => {
  const shop = new Shop();
  shop.service('Backend');
  shop.service('Frontend', { shortNames: true }, new Stack(shop.app, 'Front'));
  expect(variablesOf(templatesOf(shop.app)['Front.template.json'], 'Frontend')).toEqual({ LOCALDOMAIN: 'ecs-internal' });
});

test.each(['ec2', 'ec2Bridge', 'ec2Host'] as const)('containers of Capacity.%s() can have short names', (call) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  expect(searched({ capacity: Capacity[call]() }, shop)).toBe('ecs-internal');
});

test.each([undefined, false])('with shortNames: %s the resolver is left as it is', (shortNames) => {
  expect(searched({ shortNames })).toBeUndefined();
});

test('the variables of the user and of connections stand beside it', () => {
  const shop = new Shop();
  shop.service('Frontend', { shortNames: true, environment: { MODE: 'fast' } }).connectTo(shop.service('Backend'));
  expect(Object.keys(variablesOf(templateOf(shop), 'Frontend')).sort()).toEqual(['BACKEND_HOST', 'BACKEND_PORT', 'BACKEND_URL', 'LOCALDOMAIN', 'MODE']);
});
