import { graph, leads, randomCase, randomFrom, textOf } from './random-graphs';
import { circlesOf, dependencyOrder } from '../../src/dependencies/circles';

const nodesOf = (edges: string[]) => [...new Set(edges.flatMap((edge) => edge.split(' > ')))];

/** The circles of two and more nodes. */
function circles(roots: string[], edges: string[]): string[] {
  const groups = new Map<number, string[]>();
  circlesOf(roots, (node) => graph(...edges).of(node)).forEach((circle, node) => groups.set(circle, [...groups.get(circle) ?? [], node]));
  return [...groups.values()].filter((group) => group.length > 1).map((group) => group.sort().join('')).sort();
}

test.each<[string, string[], string[], string[]]>([
  ['nothing', [], [], []],
  ['a node alone', ['A'], [], []],
  ['a node that depends on itself', ['A'], ['A > A'], []],
  ['a chain', ['A'], ['A > B', 'B > C'], []],
  ['a diamond', ['A'], ['A > B', 'A > C', 'B > D', 'C > D'], []],
  ['two nodes', ['A'], ['A > B', 'B > A'], ['AB']],
  ['a circle behind a chain', ['A'], ['A > B', 'B > C', 'C > B'], ['BC']],
  ['two circles that share a node', ['A'], ['A > B', 'B > A', 'B > C', 'C > B'], ['ABC']],
  ['two circles and a bridge', ['A'], ['A > B', 'B > A', 'B > C', 'C > D', 'D > C'], ['AB', 'CD']],
  ['two roots', ['C', 'A'], ['A > B', 'B > A', 'C > D', 'D > C'], ['AB', 'CD']],
  ['a root that another root reaches', ['A', 'B'], ['A > B', 'B > A'], ['AB']],
  ['what cannot be reached', ['A'], ['B > C', 'C > B'], []],
])('circles of %s', (_what, roots, edges, expected) => {
  expect(circles(roots, edges)).toEqual(expected);
});

test('two nodes are in one circle exactly when each can be reached from the other', () => {
  const random = randomFrom(1);
  for (let round = 0; round < 200; round += 1) {
    const { existing, wishes } = randomCase(random, false);
    const edges = [...existing, ...wishes.map(textOf)];
    const nodes = nodesOf(edges);
    const circle = circlesOf(nodes, (node) => graph(...edges).of(node));
    const wrong = nodes.flatMap((a) => nodes.filter((b) => a !== b
      && (circle.get(a) === circle.get(b)) !== (leads(edges, a, b) && leads(edges, b, a))).map((b) => `${a}${b}`));
    expect({ round, wrong }).toEqual({ round, wrong: [] });
  }
});

test('each node is asked for its successors once', () => {
  const asked: string[] = [];
  circlesOf(['A', 'B'], (node) => {
    asked.push(node);
    return graph('A > B', 'A > C', 'B > C', 'C > A').of(node);
  });
  expect(asked.sort()).toEqual(['A', 'B', 'C']);
});

test.each<[string, string[], string[], string]>([
  ['by name where nothing depends on anything', ['C', 'A', 'B'], [], 'ABC'],
  ['what it depends on comes first', ['A', 'B'], ['A > B'], 'BA'],
  ['also through others', ['A', 'B'], ['A > X', 'X > B'], 'BXA'],
  ['several dependencies by name', ['A'], ['A > C', 'A > B'], 'BCA'],
  ['each node once', ['A', 'B'], ['A > C', 'B > C'], 'CAB'],
])('order: %s', (_what, nodes, edges, expected) => {
  const place = dependencyOrder(nodes, (node) => graph(...edges).of(node), (node) => node);
  expect([...place].sort(([, a], [, b]) => a - b).map(([node]) => node).join('')).toBe(expected);
});

test('the order is the same in whatever order nodes and edges are told', () => {
  const edges = ['A > C', 'A > B', 'D > B', 'E > A', 'C > B'];
  const order = (nodes: string[], all: string[]) => [...dependencyOrder(nodes, (node) => graph(...all).of(node), (node) => node)];
  expect(order(['E', 'D', 'A'], [...edges].reverse())).toEqual(order(['A', 'D', 'E'], edges));
});

test('an order within a circle ends, and has every node once', () => {
  const place = dependencyOrder(['A'], (node) => graph('A > B', 'B > C', 'C > A').of(node), (node) => node);
  expect([...place.keys()].sort()).toEqual(['A', 'B', 'C']);
});
