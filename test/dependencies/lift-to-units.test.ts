import { App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { liftToUnits } from '../../src/dependencies/deployment-graph';

/** Stacks S (with nested N1, N1/Deep and N2) and T, each with the resources A and B. */
function trees() {
  const app = new App();
  const s = new Stack(app, 'S');
  const n1 = new NestedStack(s, 'N1');
  const stacks = { S: s, N1: n1, Deep: new NestedStack(n1, 'Deep'), N2: new NestedStack(s, 'N2'), T: new Stack(app, 'T') };
  const at = new Map<string, IConstruct>();
  for (const [id, stack] of Object.entries(stacks)) {
    at.set(`${id}.A`, new CfnResource(stack, 'A', { type: 'Test::Type' }));
    at.set(`${id}.B`, new CfnResource(stack, 'B', { type: 'Test::Type' }));
  }
  return {
    at,
    names: new Map<IConstruct, string>([
      ...[...at].map(([name, construct]) => [construct, name] as const),
      ...[s, stacks.T].map((stack) => [stack, stack.node.id] as const),
      ...[stacks.N1, stacks.Deep, stacks.N2].map((stack) => [stack.nestedStackResource!, stack.node.id] as const),
    ]),
  };
}

test.each([
  ['S.A', 'S.B', 'S.A > S.B', 'two resources of one stack'],
  ['S.A', 'S.A', 'one unit', 'a resource and itself'],
  ['S.A', 'T.B', 'S > T', 'two stacks'],
  ['N1.A', 'T.B', 'S > T', 'a nested stack and another stack'],
  ['T.A', 'Deep.B', 'T > S', 'a stack and what is deep in another one'],
  ['N1.A', 'N1.B', 'N1.A > N1.B', 'two resources of one nested stack'],
  ['N1.A', 'N2.B', 'N1 > N2', 'two nested stacks of one stack'],
  ['Deep.A', 'N2.B', 'N1 > N2', 'what is deep and the sibling of what is around it'],
  ['N1.A', 'S.B', 'N1 > S.B', 'a nested stack and its parent'],
  ['S.A', 'N1.B', 'S.A > N1', 'a parent and its nested stack'],
  ['S.A', 'Deep.B', 'S.A > N1', 'a parent and what is deep'],
  ['Deep.A', 'N1.B', 'Deep > N1.B', 'what is deep and what is around it'],
])('%s depends on %s: that is %s (%s)', (from, to, expected) => {
  const { at, names } = trees();
  const edge = liftToUnits(at.get(from)!, at.get(to)!);
  expect(edge === undefined ? 'one unit' : `${names.get(edge.from)} > ${names.get(edge.to)}`).toBe(expected);
});
