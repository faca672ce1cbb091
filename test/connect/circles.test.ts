import { Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, shopWith, templatesOf, variablesOf, waitsOf } from './reading';
import type { TemplateJson } from './reading';
import type { DiscoverableService } from '../../src';
import type { Shop } from '../testing/shop';

const permutations = <T>(items: readonly T[]): T[][] => items.length === 0 ? [[]]
  : items.flatMap((item, index) => permutations(items.filter((_other, other) => other !== index)).map((rest) => [item, ...rest]));

/** All rules of an app: in a circle, how many there are and between whom, not where they live. */
const pairs = (templates: { readonly [file: string]: TemplateJson }) => Object.values(templates).flatMap(rulesOf)
  .map((rule) => /^in: \S*?([ABCD])SecurityGroup\S* < \S*?([ABCD])SecurityGroup\S* tcp 80-80$/.exec(rule)?.slice(1).join(' < ') ?? rule).sort();

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  function services(shop: Shop, ...stacks: Stack[]): DiscoverableService[] {
    return stacks.map((stack, index) => shop.service('ABCD'[index], {}, stack));
  }

  test('two services of one stack may call each other, and the first by name starts first', () => {
    const shop = shopWith(stabilization);
    const [a, b] = services(shop, shop.stack, shop.stack);
    a.connectTo(b);
    b.connectTo(a);
    const templates = templatesOf(shop.app);
    const template = templates['Shop.template.json'];
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(pairs(templates)).toEqual(['A < B', 'B < A']);
    expect([waitsOf(template, 'A'), waitsOf(template, 'B')]).toEqual([[], ['A', 'rule']]);
    expect([variablesOf(template, 'A').B_HOST, variablesOf(template, 'B').A_HOST]).toEqual(['b.ecs-internal', 'a.ecs-internal']);
  });

  test('two services of two stacks may call each other, and both rules live in the stack that is later', () => {
    const shop = shopWith(stabilization);
    const [a, b] = services(shop, new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2'));
    a.connectTo(b);
    b.connectTo(a);
    const assembly = shop.app.synth();
    const templates = templatesOf(shop.app);
    expect(circlesInAssembly(assembly.directory)).toEqual([]);
    expect(pairs(templates)).toEqual(['A < B', 'B < A']);
    expect(rulesOf(templates['S1.template.json'])).toEqual([]);
    expect(assembly.getStackArtifact('S2').dependencies.map(({ id }) => id)).toContain('S1');
  });

  test('two services with closed groups in two stacks have all four rules', () => {
    const shop = shopWith(stabilization);
    const [a, b] = ['A', 'B'].map((id) => {
      const stack = new Stack(shop.app, `S${id}`);
      return shop.service(id, { securityGroups: [new SecurityGroup(stack, `${id}SecurityGroup`, { vpc: shop.vpc, allowAllOutbound: false })] }, stack);
    });
    a.connectTo(b);
    b.connectTo(a);
    const rules = Object.values(templatesOf(shop.app)).flatMap(rulesOf);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(rules.map((rule) => rule.slice(0, 4))).toEqual(['in: ', 'in: ', 'out:', 'out:']);
  });

  test('a circle over three stacks gives the same templates in whatever order its lines stand', () => {
    const lines: Array<[number, number]> = [[0, 1], [1, 2], [2, 0]];
    const all = permutations(lines).map((order) => {
      const shop = shopWith(stabilization);
      const abc = services(shop, new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2'), new Stack(shop.app, 'S3'));
      order.forEach(([from, to]) => abc[from].connectTo(abc[to]));
      const templates = templatesOf(shop.app);
      expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
      expect(pairs(templates)).toEqual(['A < C', 'B < A', 'C < B']);
      return templates;
    });
    expect(all).toHaveLength(6);
    all.forEach((templates) => expect(templates).toEqual(all[0]));
  });

  test('everybody may call everybody over three stacks and within one', () => {
    const shop = shopWith(stabilization);
    const [one, two] = [new Stack(shop.app, 'S1'), new Stack(shop.app, 'S2')];
    const abcd = services(shop, one, two, shop.stack, two);
    abcd.forEach((from) => abcd.filter((to) => to !== from).forEach((to) => from.connectTo(to)));
    const templates = templatesOf(shop.app);
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(pairs(templates)).toHaveLength(12);
  });
});
