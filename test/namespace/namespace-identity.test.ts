import { Aws, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { ExistingNamespaceAttributes } from '../../src';
import { DiscoveryNamespace } from '../../src';
import { messageOf } from '../testing/shop';

const TAIL = `
  why: A Cloud Map service is created in a namespace by the namespace's ID (ns-…). CloudFormation cannot look an ID up by name.
  fix: Give id ("ns-…") or arn ("arn:aws:servicediscovery:<region>:<account>:namespace/ns-…"), as the AWS console or \
"aws servicediscovery list-namespaces" shows them; where both are given, they name the same namespace.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html`;

const ID = 'ns-e4anhexample0004';
const ARN = `arn:aws:servicediscovery:eu-west-1:111122223333:namespace/${ID}`;
const parameter = new CfnParameter(new Stack(), 'Identity').valueAsString;

const choose = (attributes: Omit<ExistingNamespaceAttributes, 'type'>) =>
  DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, ...attributes });

test.each([
  ['an id', { id: ID }],
  ['an ARN', { arn: ARN }],
  ['an id and the ARN with it', { id: ID, arn: ARN }],
  ['an ARN in China', { arn: ARN.replace('arn:aws:', 'arn:aws-cn:') }],
  ['an ARN in GovCloud', { arn: ARN.replace('arn:aws:', 'arn:aws-us-gov:').replace('eu-west-1', 'us-gov-west-1') }],
  ['an id that is a parameter', { id: parameter }],
  ['an ARN that is imported', { arn: Fn.importValue('namespace-arn') }],
  ['an ARN with a Region that is known at deployment', { arn: ARN.replace('eu-west-1', Aws.REGION) }],
  ['an id, and an ARN that is a parameter', { id: ID, arn: parameter }],
  ['an ARN, and an id that is a parameter', { id: parameter, arn: ARN }],
])('a namespace is known by %s', (_what, attributes) => {
  expect(() => choose(attributes)).not.toThrow();
});

test.each<[string, Omit<ExistingNamespaceAttributes, 'type'>, string]>([
  ['by its name only', { name: 'ecs-internal' }, 'Neither id nor arn is given.'],
  ['by nothing', {}, 'Neither id nor arn is given.'],
  ['with its name as the id', { id: 'ecs-internal' }, 'id is "ecs-internal".'],
  ['with an empty id', { id: '' }, 'id is "".'],
  ['with a service as the id', { id: 'srv-abc' }, 'id is "srv-abc".'],
  ['with its ARN as the id', { id: ARN }, `id is "${ARN}".`],
  ['with its id as the ARN', { arn: ID }, `arn is "${ID}".`],
  ['with the ARN of a service', { arn: ARN.replace('namespace/ns-', 'service/srv-') }, `arn is "${ARN.replace('namespace/ns-', 'service/srv-')}".`],
  ['with an ARN of another product', { arn: ARN.replace('servicediscovery', 'ecs') }, `arn is "${ARN.replace('servicediscovery', 'ecs')}".`],
  ['with an ARN without account', { arn: ARN.replace('111122223333', '') }, `arn is "${ARN.replace('111122223333', '')}".`],
  ['with the ARN of another namespace', { id: 'ns-other', arn: ARN }, `id is "ns-other", but arn is "${ARN}".`],
  ['with an id that is the beginning of the right one', { id: 'ns-e4', arn: ARN }, `id is "ns-e4", but arn is "${ARN}".`],
])('a namespace %s is refused', (_what, attributes, got) => {
  expect(messageOf(() => choose(attributes))).toBe(`DiscoveryNamespace.existingByAttributes(): 1 problem\n\n[namespace-identity] ${got}${TAIL}\n`);
});

test('a broken id and a broken ARN come in one error', () => {
  expect(messageOf(() => choose({ id: 'a', arn: 'b' }))).toBe(
    `DiscoveryNamespace.existingByAttributes(): 2 problems\n\n[namespace-identity] id is "a".${TAIL}\n\n[namespace-identity] arn is "b".${TAIL}\n`);
});
