import { NestedStack, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, shopWith, templatesOf, waitsOf } from './reading';
import type { Shop } from '../testing/shop';

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  /** A calls B, each in a stack of its own. */
  function acrossStacks() {
    const shop = shopWith(stabilization);
    const [one, two] = [new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2')];
    return { shop, one, two, a: shop.service('A', {}, one), b: shop.service('B', {}, two) };
  }

  function outcome({ app }: Shop) {
    const assembly = app.synth();
    const dependencies = (id: string) => assembly.getStackArtifact(id).dependencies.map((one) => one.id).filter((one) => /^S\d$/.test(one));
    const templates = templatesOf(app);
    return {
      circles: circlesInAssembly(assembly.directory),
      order: ['S1', 'S2'].flatMap((id) => dependencies(id).map((other) => `${id} > ${other}`)),
      rulesIn: ['S1', 'S2'].filter((id) => rulesOf(templates[`${id}.template.json`]).length > 0),
      waits: waitsOf(templates['S1.template.json'], 'A'),
    };
  }

  test('nothing forces a direction: the caller\'s stack comes later and holds the rule', () => {
    const { shop, a, b } = acrossStacks();
    a.connectTo(b);
    expect(outcome(shop)).toEqual({ circles: [], order: ['S1 > S2'], rulesIn: ['S1'], waits: ['rule'] });
  });

  const turned = { circles: [], order: ['S2 > S1'], rulesIn: ['S2'], waits: [] };

  test('the target\'s stack reads a bucket of the caller\'s stack: the rule moves and nobody waits for the target', () => {
    const { shop, one, a, b } = acrossStacks();
    a.connectTo(b);
    b.container.addEnvironment('BUCKET', new Bucket(one, 'Bucket').bucketName);
    expect(outcome(shop)).toEqual(turned);
  });

  test('the target\'s stack is said to come later', () => {
    const { shop, one, two, a, b } = acrossStacks();
    two.addDependency(one);
    a.connectTo(b);
    expect(outcome(shop)).toEqual(turned);
  });

  test('the target\'s stack comes later by way of a third one', () => {
    const { shop, one, a, b } = acrossStacks();
    const third = new Stack(shop.app, 'Third');
    third.addDependency(one);
    b.container.addEnvironment('BUCKET', new Bucket(third, 'Bucket').bucketName);
    a.connectTo(b);
    expect(outcome(shop)).toEqual(turned);
  });

  test('the target waits for the caller by a dependency of the constructs', () => {
    const { shop, a, b } = acrossStacks();
    b.node.addDependency(a);
    a.connectTo(b);
    expect(outcome(shop)).toEqual(turned);
  });

  test('the target may read the caller\'s bucket and be called back', () => {
    const { shop, one, a, b } = acrossStacks();
    new Bucket(one, 'Bucket').grantRead(b);
    a.connectTo(b);
    b.connectTo(a);
    expect(outcome(shop)).toEqual(turned);
  });

  test('a closed caller\'s way out moves along with the rule', () => {
    const shop = shopWith(stabilization);
    const [one, two] = [new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2')];
    const securityGroups = [new SecurityGroup(one, 'Closed', { vpc: shop.vpc, allowAllOutbound: false })];
    const [a, b] = [shop.service('A', { securityGroups }, one), shop.service('B', {}, two)];
    two.addDependency(one);
    a.connectTo(b);
    expect(outcome(shop)).toEqual(turned);
    expect(rulesOf(templatesOf(shop.app)['S2.template.json'])).toHaveLength(2);
  });

  test('a nested stack that reads its sibling is deployed after it, whoever calls whom', () => {
    const shop = shopWith(stabilization);
    const [one, two] = [new NestedStack(shop.stack, 'N1'), new NestedStack(shop.stack, 'N2')];
    const [a, b] = [shop.service('A', {}, one), shop.service('B', {}, two)];
    b.container.addEnvironment('BUCKET', new Bucket(one, 'Bucket').bucketName);
    a.connectTo(b);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    const withRules = Object.entries(templatesOf(shop.app)).filter(([, template]) => rulesOf(template).length > 0).map(([file]) => file);
    expect(withRules).toEqual([expect.stringContaining('ShopN2')]);
  });

  test('a nested caller whose parent is told something by it', () => {
    const shop = shopWith(stabilization);
    const nested = new NestedStack(shop.stack, 'N1');
    const [a, b] = [shop.service('A', {}, nested), shop.service('B')];
    b.container.addEnvironment('BUCKET', new Bucket(nested, 'Bucket').bucketName);
    a.connectTo(b);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(waitsOf(templatesOf(shop.app)['Shop.template.json'], 'B')).toEqual([]);
  });
});
