import { NestedStack, Stack } from 'aws-cdk-lib';
import { circlesInAssembly } from './circular-dependencies';
import { rulesOf, shopWith, templatesOf } from './reading';
import type { DiscoverableService } from '../../src';
import type { Shop } from '../testing/shop';

const LINES = ['A > B', 'B > A'];

/** The services by their ids, where they are. */
type Place = (shop: Shop) => { readonly [id: string]: DiscoverableService };

const siblings: Place = (shop) => ({
  A: shop.service('A', {}, new NestedStack(shop.stack, 'N1')),
  B: shop.service('B', {}, new NestedStack(shop.stack, 'N2')),
});
const childAndParent: Place = (shop) => ({ A: shop.service('A', {}, new NestedStack(shop.stack, 'N1')), B: shop.service('B') });
const parentAndChild: Place = (shop) => ({ A: shop.service('A'), B: shop.service('B', {}, new NestedStack(shop.stack, 'N1')) });
const twoDeep: Place = (shop) => ({
  A: shop.service('A', {}, new NestedStack(new NestedStack(shop.stack, 'N1'), 'Deep')),
  B: shop.service('B', {}, new NestedStack(shop.stack, 'N2')),
});
const deepAndAround: Place = (shop) => {
  const around = new NestedStack(shop.stack, 'N1');
  return { A: shop.service('A', {}, new NestedStack(around, 'Deep')), B: shop.service('B', {}, around) };
};
const nestedInTwoStacks: Place = (shop) => ({
  A: shop.service('A', {}, new NestedStack(new Stack(shop.app, 'S1'), 'N1')),
  B: shop.service('B', {}, new NestedStack(new Stack(shop.app, 'S2'), 'N2')),
});

describe.each([true, false])('with aspectStabilization %s', (stabilization) => {
  function templates(place: Place, lines: readonly string[]) {
    const shop = shopWith(stabilization);
    const services = place(shop);
    lines.map((line) => line.split(' > ')).forEach(([from, to]) => services[from].connectTo(services[to]));
    return { all: templatesOf(shop.app), circles: circlesInAssembly(shop.app.synth().directory) };
  }

  test.each<[string, Place]>([
    ['two nested stacks', siblings],
    ['a nested stack and its parent', childAndParent],
    ['a parent and its nested stack', parentAndChild],
    ['what is two deep and the sibling of what is around it', twoDeep],
    ['what is two deep and what is around it', deepAndAround],
    ['nested stacks of two stacks', nestedInTwoStacks],
  ])('services of %s may call each other', (_where, place) => {
    const { all, circles } = templates(place, LINES);
    expect(circles).toEqual([]);
    expect(Object.values(all).flatMap(rulesOf)).toHaveLength(2);
    expect(templates(place, [...LINES].reverse()).all).toEqual(all);
    for (const line of LINES) {
      const alone = templates(place, [line]);
      expect(alone.circles).toEqual([]);
      expect(Object.values(alone.all).flatMap(rulesOf)).toHaveLength(1);
    }
  });

  test('five services in four places may all call each other', () => {
    const shop = shopWith(stabilization);
    const nested = new NestedStack(shop.stack, 'N1');
    const stacks = [shop.stack, nested, new NestedStack(nested, 'Deep'), new NestedStack(shop.stack, 'N2'), new Stack(shop.app, 'S1')];
    const services = stacks.map((stack, index) => shop.service('ABCDE'[index], {}, stack));
    services.forEach((from) => services.filter((to) => to !== from).forEach((to) => from.connectTo(to)));
    expect(circlesInAssembly(shop.app.synth().directory)).toEqual([]);
    expect(Object.values(templatesOf(shop.app)).flatMap(rulesOf)).toHaveLength(20);
  });
});
