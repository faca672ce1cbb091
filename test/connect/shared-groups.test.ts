import { NestedStack, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, shopWith, templateOf, templatesOf, waitsOf } from './reading';
import { messageOf } from '../testing/shop';

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  test('two callers that share a group both wait for the rule that lets them through', () => {
    const shop = shopWith(stabilization);
    const securityGroups = [new SecurityGroup(shop.stack, 'Shared', { vpc: shop.vpc })];
    const backend = shop.service('Backend');
    ['A', 'B'].forEach((id) => shop.service(id, { securityGroups }).connectTo(backend));
    const template = templateOf(shop);
    expect(rulesOf(template)).toHaveLength(1);
    expect([waitsOf(template, 'A'), waitsOf(template, 'B')]).toEqual([['Backend', 'rule'], ['Backend', 'rule']]);
  });

  test('a caller waits for the rule in an imported group of its target', () => {
    const shop = shopWith(stabilization);
    const securityGroups = [SecurityGroup.fromSecurityGroupId(shop.stack, 'Imported', 'sg-0123')];
    shop.service('Frontend').connectTo(shop.service('Backend', { securityGroups }));
    expect(waitsOf(templateOf(shop), 'Frontend')).toEqual(['Backend', 'rule']);
  });

  test('the rule in a group that was imported beside the VPC lives in the caller\'s stack', () => {
    const shop = shopWith(stabilization);
    const group = SecurityGroup.fromSecurityGroupId(shop.stack, 'Imported', 'sg-0123');
    const [one, two] = [new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2')];
    shop.service('A', {}, one).connectTo(shop.service('B', { securityGroups: [group] }, two));
    expect(rulesOf(templatesOf(shop.app)['S1.template.json'])).toEqual(['in: sg-0123 < ASecurityGroup tcp 80-80']);
  });

  test('a caller with an imported group, whose target\'s stack comes later', () => {
    const shop = shopWith(stabilization);
    const [one, two] = [new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2')];
    const a = shop.service('A', { securityGroups: [SecurityGroup.fromSecurityGroupId(one, 'Imported', 'sg-1')] }, one);
    const b = shop.service('B', {}, two);
    two.addDependency(one);
    a.connectTo(b);
    b.connectTo(a);
    expect(rulesOf(templatesOf(shop.app)['S2.template.json'])).toEqual(['in: BSecurityGroup < sg-1 tcp 80-80', 'in: sg-1 < BSecurityGroup tcp 80-80']);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('a nested caller of a service whose construct waits for the nested stack', () => {
    const shop = shopWith(stabilization);
    const nested = new NestedStack(shop.stack, 'N1');
    const [a, b] = [shop.service('A', {}, nested), shop.service('B')];
    b.node.addDependency(nested);
    a.connectTo(b);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('a nested caller of a target whose group refers to the nested stack', () => {
    const shop = shopWith(stabilization);
    const nested = new NestedStack(shop.stack, 'N1');
    const description = new Bucket(nested, 'Bucket').bucketName;
    const a = shop.service('A', {}, nested);
    a.connectTo(shop.service('B', { securityGroups: [new SecurityGroup(shop.stack, 'Group', { vpc: shop.vpc, description })] }));
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
  });

  test('an app that was refused at synth is refused again, and never written without its connections', () => {
    const shop = shopWith(stabilization);
    const frontend = shop.service('Frontend');
    frontend.connectTo(shop.service('Backend'));
    frontend.container.addEnvironment('BACKEND_HOST', 'mine');
    const first = shop.synthesisError();
    expect(messageOf(() => shop.app.synth())).toBe(first);
  });
});
