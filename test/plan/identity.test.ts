import { CfnParameter, CustomResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { CfnVPC, Vpc } from 'aws-cdk-lib/aws-ec2';
import { areDifferent, identityOf } from '../../src/plan/identity';

const stack = new Stack();
const [first, second] = ['First', 'Second'].map((id) => new CfnVPC(stack, id, { cidrBlock: '10.0.0.0/16' }));
const parameter = new CfnParameter(stack, 'VpcId').valueAsString;
const other = new CfnParameter(stack, 'OtherVpcId').valueAsString;
const custom = new CustomResource(stack, 'Lookup', { serviceToken: 'arn' });
const imported = Fn.importValue('vpc-id');
const lazy = Lazy.string({ produce: () => 'vpc-1' });
/** What `Vpc.fromLookup()` says before the look-up was made. */
const DUMMY = Vpc.fromLookup(new Stack(undefined, 'Located', { env: { account: '111122223333', region: 'eu-west-1' } }), 'Vpc', { vpcName: 'any' }).vpcId;

test('the CDK still says vpc-12345 for a VPC that was not looked up', () => {
  expect(DUMMY).toBe('vpc-12345');
});

test.each([
  ['two equal literals', true, 'vpc-1', 'vpc-1'],
  ['two other literals', false, 'vpc-1', 'vpc-2'],
  ['two attributes of one resource', true, first.ref, first.attrVpcId],
  ['attributes of two resources', false, first.attrVpcId, second.attrVpcId],
  ['one parameter, twice', true, parameter, parameter],
  ['one lazy value, twice', true, lazy, lazy],
  ['a literal and an attribute', false, 'vpc-1', first.ref],
  ['two imports of an export', false, imported, Fn.importValue('vpc-id')],
  ['two VPCs that were not looked up', false, 'vpc-12345', 'vpc-12345'],
  ['two answers of a custom resource', false, custom.getAttString('A'), custom.getAttString('B')],
  ['one answer of a custom resource, twice', true, custom.getAttString('A'), custom.getAttString('A')],
  ['two texts with a parameter in them', false, `vpc-${parameter}`, `vpc-1${parameter}`],
])('%s: known to be one resource: %s', (_what, expected, a, b) => {
  const identities = new Set([identityOf(a), identityOf(b)]);

  expect(identities.size === 1).toBe(expected);
});

test.each([
  ['two literals', true, 'vpc-1', 'vpc-2'],
  ['attributes of two resources', true, first.ref, second.ref],
  ['two equal literals', false, 'vpc-1', 'vpc-1'],
  ['two attributes of one resource', false, first.ref, first.attrVpcId],
  ['a literal and an attribute', false, 'vpc-1', first.ref],
  ['a literal and a parameter', false, 'vpc-1', parameter],
  ['a literal and a lazy value', false, 'vpc-1', lazy],
  ['an attribute and an imported value', false, first.ref, imported],
  ['two imported values', false, imported, Fn.importValue('other-vpc-id')],
  ['two lazy values', false, lazy, Lazy.string({ produce: () => 'vpc-1' })],
  ['two intrinsic functions', false, Token.asString({ 'Fn::Sub': '${A}' }), Token.asString({ 'Fn::Sub': '${B}' })],
  ['two VPCs that were not looked up', false, DUMMY, DUMMY],
  ['two parameters', false, parameter, other],
  ['two answers of custom resources', false, custom.getAttString('A'), new CustomResource(stack, 'OtherLookup', { serviceToken: 'arn' }).getAttString('A')],
  ['two parameters of Systems Manager that were not looked up', false, 'dummy-value-for-/a', 'dummy-value-for-/b'],
  ['a VPC that was not looked up and a literal', false, DUMMY, 'vpc-1'],
  ['a VPC that was not looked up and an attribute', false, DUMMY, first.ref],
])('%s: known to be two resources: %s', (_what, expected, a, b) => {
  expect(areDifferent(a, b)).toBe(expected);
  expect(areDifferent(b, a)).toBe(expected);
});
