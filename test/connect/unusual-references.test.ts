import { CfnJson, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Policy, Role, ServicePrincipal, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { rulesOf, shopWith, templateOf, templatesOf } from './reading';
import { ConnectionSide } from '../../src';
import { Shop } from '../testing/shop';

/** Two stacks, a service of one of which calls a service of the other. */
function pair() {
  const shop = shopWith(true);
  const [callers, targets] = ['Callers', 'Targets'].map((id) => new Stack(shop.app, id));
  shop.service('Frontend', {}, callers).connectTo(shop.service('Backend', {}, targets));
  const stackOfRule = () => ['Callers', 'Targets'].filter((id) => rulesOf(templatesOf(shop.app)[`${id}.template.json`]).length > 0);
  return { callers, targets, stackOfRule };
}

test('a text of JSON may have a token for a key', () => {
  const { targets, stackOfRule } = pair();
  const { bucketName } = new Bucket(targets, 'Bucket');
  new StringParameter(targets, 'Parameter', { stringValue: targets.toJsonString({ [bucketName]: 'orders' }) });
  new CfnJson(targets, 'Json', { value: { [bucketName]: 'orders' } });
  expect(stackOfRule()).toEqual(['Callers']);
});

test('what refers to a CfnJson of another stack waits for that stack, so the rule goes where it closes no circle', () => {
  const { callers, targets, stackOfRule } = pair();
  new Role(targets, 'Role', {
    assumedBy: new WebIdentityPrincipal('arn:aws:iam::111122223333:oidc-provider/example', { StringEquals: new CfnJson(callers, 'Json', { value: { audience: 'shop' } }) }),
  });
  expect(stackOfRule()).toEqual(['Targets']);
});

test('a policy without statements is in no template, and makes nobody wait', () => {
  const { callers, targets, stackOfRule } = pair();
  new Policy(targets, 'Empty', { roles: [new Role(callers, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') })] });
  expect(stackOfRule()).toEqual(['Callers']);
});

/** The rules into one backend, of callers with the groups that have these ids. */
function rulesFor(idsOfGroups: (shop: Shop) => string[]): string[] {
  const shop = new Shop();
  const backend = shop.service('Backend');
  idsOfGroups(shop).forEach((groupId, index) => {
    const group = SecurityGroup.fromSecurityGroupId(shop.stack, `Group${index}`, groupId);
    shop.service(`Caller${index}`, { securityGroups: [group] }).connectTo(backend);
  });
  return rulesOf(templateOf(shop));
}

test('two groups that are attributes of one resource get a rule each', () => {
  expect(rulesFor(({ stack }) => {
    const zone = new CfnResource(stack, 'Zone', { type: 'Acme::Network::Zone::MODULE' });
    return ['GroupA', 'GroupB'].map((name) => zone.getAtt(name).toString());
  })).toHaveLength(2);
});

test('a group by its Ref, by its GroupId and behind a Lazy is one, and gets one rule', () => {
  expect(rulesFor(({ stack, vpc }) => {
    const { securityGroupId, node } = new SecurityGroup(stack, 'Shared', { vpc });
    return [securityGroupId, (node.defaultChild as CfnResource).ref, Lazy.string({ produce: () => securityGroupId })];
  })).toHaveLength(1);
});

test('groups behind a Lazy that have one logical id in two stacks get a rule each', () => {
  const shop = new Shop();
  const behind = new Stack(shop.app, 'Behind');
  const backend = shop.service('Backend', {}, behind);
  for (const id of ['One', 'Two']) {
    const stack = new Stack(shop.app, id);
    const own = new SecurityGroup(stack, 'Own', { vpc: shop.vpc });
    const group = SecurityGroup.fromSecurityGroupId(stack, 'Imported', Lazy.string({ produce: () => own.securityGroupId }));
    shop.service('Caller', { discoveryName: `caller-${id.toLowerCase()}`, securityGroups: [group] }, stack)
      .connectTo(backend, { securityGroupRuleIn: ConnectionSide.TARGET });
  }
  expect(rulesOf(templateOf({ app: shop.app, stack: behind }))).toHaveLength(2);
});
