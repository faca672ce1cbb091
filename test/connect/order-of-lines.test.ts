import { Stack } from 'aws-cdk-lib';
import type { TemplateJson } from './reading';
import { templatesOf } from './reading';
import type { DiscoverableService } from '../../src';
import { Shop } from '../testing/shop';

const SERVICES = ['Frontend', 'Backend', 'Orders', 'Users', 'Mail'];
const LINES = ['Frontend > Backend', 'Frontend > Users', 'Backend > Orders', 'Orders > Users', 'Users > Orders', 'Mail > Frontend', 'Frontend > Mail'];

const ORDERS: Array<[string, (items: string[]) => string[]]> = [
  ['from the last to the first', (items) => [...items].reverse()],
  ['from the middle on', (items) => [...items.slice(2), ...items.slice(0, 2)]],
  ['by name', (items) => [...items].sort()],
];

/** The templates of a system whose lines stand in an order. */
function system(services: string[], lines: string[], inStacks: boolean): { readonly [file: string]: TemplateJson } {
  const shop = new Shop();
  const stacks = new Map(SERVICES.map((id) => [id, inStacks ? new Stack(shop.app, `${id}Stack`) : shop.stack]));
  const made = new Map<string, DiscoverableService>();
  services.forEach((id) => made.set(id, shop.service(id, {}, stacks.get(id))));
  lines.map((line) => line.split(' > ')).forEach(([from, to]) => made.get(from)!.connectTo(made.get(to)!));
  return templatesOf(shop.app);
}

describe.each([['in one stack', false], ['in a stack each', true]])('five services %s', (_where, inStacks) => {
  const expected = system(SERVICES, LINES, inStacks);

  test.each(ORDERS)('the lines of the services may stand %s', (_order, ordered) => {
    expect(system(ordered(SERVICES), LINES, inStacks)).toEqual(expected);
  });

  test.each(ORDERS)('the lines of the connections may stand %s', (_order, ordered) => {
    expect(system(SERVICES, ordered(LINES), inStacks)).toEqual(expected);
  });

  test('variables and statements stand in one order, which toEqual() sees too', () => {
    const text = JSON.stringify(Object.values(expected));
    expect(JSON.stringify(Object.values(system(SERVICES, [...LINES].reverse(), inStacks)))).toBe(text);
  });
});

test('a connection may stand right after the services that it is between', () => {
  const shop = new Shop();
  const backend = shop.service('Backend');
  const frontend = shop.service('Frontend');
  frontend.connectTo(backend);
  shop.service('Orders').connectTo(backend);
  const later = new Shop();
  const [orders, target, caller] = [later.service('Orders'), later.service('Backend'), later.service('Frontend')];
  orders.connectTo(target);
  caller.connectTo(target);
  expect(templatesOf(later.app)).toEqual(templatesOf(shop.app));
});
