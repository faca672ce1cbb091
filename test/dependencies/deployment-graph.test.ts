import { App, CfnOutput, CfnResource, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, Dependable, DependencyGroup } from 'constructs';
import { DeploymentGraph } from '../../src/dependencies/deployment-graph';

/** Stacks S (with nested N1 and N2), T and U. */
function stacks() {
  const app = new App();
  const s = new Stack(app, 'S');
  return { app, s, n1: new NestedStack(s, 'N1'), n2: new NestedStack(s, 'N2'), t: new Stack(app, 'T'), u: new Stack(app, 'U') };
}

function resource(scope: Construct, id: string, value?: unknown): CfnResource {
  return new CfnResource(scope, id, { type: 'Test::Type', properties: { value } });
}

function seen(root: Construct, unit: CfnResource | Stack): string[] {
  return new DeploymentGraph(root).of(unit).map(({ node }) => node.path).sort();
}

test.each<[string, (b: CfnResource) => unknown]>([
  ['a Ref', (b) => b.ref],
  ['an attribute', (b) => b.getAtt('Arn')],
  ['a reference within text', (b) => `arn:${b.ref}:x`],
  ['a reference in a list', (b) => ['x', b.ref]],
  ['a reference in a list of tokens', (b) => Lazy.list({ produce: () => [b.ref] })],
  ['a reference in a Lazy', (b) => Lazy.any({ produce: () => ({ deep: Lazy.string({ produce: () => b.ref }) }) })],
  ['a reference in a function', (b) => Fn.join('-', ['x', Fn.select(0, Fn.split(':', b.ref))])],
  ['a reference in a substitution', (b) => Fn.sub('${v}', { v: b.ref })],
  ['a reference in a condition', (b) => Fn.conditionIf('Some', b.ref, 'x')],
])('%s to a resource of the stack is a dependency', (_what, valueOf) => {
  const { app, s } = stacks();
  const b = resource(s, 'B');
  expect(seen(app, resource(s, 'A', valueOf(b)))).toEqual(['S/B']);
});

test('what refers to nothing depends on nothing', () => {
  const { app, s } = stacks();
  expect(seen(app, resource(s, 'A', `${Fn.importValue('Export')}-x`))).toEqual([]);
});

test('DependsOn is a dependency, and one that was taken back is not', () => {
  const { app, s } = stacks();
  const [a, b, c] = [resource(s, 'A'), resource(s, 'B'), resource(s, 'C')];
  a.addDependency(b);
  a.addDependency(c);
  a.removeDependency(c);
  expect(seen(app, a)).toEqual(['S/B']);
});

test('a dependency of constructs is one of every resource below them', () => {
  const { app, s } = stacks();
  const [x, y] = [new Construct(s, 'X'), new Construct(s, 'Y')];
  const [a, b] = [resource(x, 'A'), resource(new Construct(x, 'Inner'), 'B')];
  resource(y, 'C');
  resource(new Construct(y, 'Inner'), 'D');
  x.node.addDependency(y);
  expect([a, b].map((one) => seen(app, one))).toEqual([['S/Y/C', 'S/Y/Inner/D'], ['S/Y/C', 'S/Y/Inner/D']]);
});

test('a dependency on a group is one on each of its members', () => {
  const { app, s } = stacks();
  const a = resource(s, 'A');
  a.node.addDependency(new DependencyGroup(resource(s, 'B'), resource(s, 'C')));
  expect(seen(app, a)).toEqual(['S/B', 'S/C']);
});

test('a construct that says what it means by a dependency is heard', () => {
  const { app, s } = stacks();
  const [a, b] = [resource(s, 'A'), resource(s, 'B')];
  const x = new Construct(s, 'X');
  resource(x, 'NotThis');
  Dependable.implement(x, { dependencyRoots: [b] });
  a.node.addDependency(x);
  expect(seen(app, a)).toEqual(['S/B']);
});

test('a resource does not depend on itself, whatever is around it', () => {
  const { app, s } = stacks();
  const x = new Construct(s, 'X');
  const [a] = [resource(x, 'A'), resource(x, 'B')];
  a.node.addDependency(x);
  expect(seen(app, a)).toEqual(['S/X/B']);
});

test('a reference from one stack to another is a dependency of the stacks, as CDK and CloudFormation have it', () => {
  const { app, s, t } = stacks();
  resource(s, 'A', resource(t, 'B').ref);
  expect([seen(app, s), seen(app, t)]).toEqual([['T'], []]);
});

test('an output that reads another stack is a dependency too', () => {
  const { app, s, t } = stacks();
  new CfnOutput(s, 'Out', { value: resource(t, 'B').ref });
  expect(seen(app, s)).toEqual(['T']);
});

test('stacks depend on each other also by addDependency, of stacks, constructs and resources', () => {
  const { app, s, t, u } = stacks();
  s.addDependency(t);
  resource(u, 'A').addDependency(resource(s, 'B'));
  new Construct(t, 'X').node.addDependency(u);
  expect([seen(app, s), seen(app, u)]).toEqual([['T'], ['S']]);
});

test('a dependency on a construct of another stack is one between the stacks, where resources are below both', () => {
  const { app, s, t } = stacks();
  const [x, y] = [new Construct(s, 'X'), new Construct(t, 'Y')];
  x.node.addDependency(y);
  expect(seen(app, s)).toEqual([]);
  resource(x, 'A');
  resource(y, 'B');
  expect(seen(app, s)).toEqual(['T']);
});

test('what is in a nested stack makes the nested stack depend on it', () => {
  const { app, s, n1, n2, t } = stacks();
  const queue = new Queue(s, 'Queue');
  resource(n1, 'A', queue.queueName);
  resource(n1, 'B', resource(n2, 'B').ref);
  resource(n2, 'C', resource(t, 'C').ref);
  const nested = (stack: NestedStack) => seen(app, stack.nestedStackResource as CfnResource);
  expect([nested(n1), nested(n2), seen(app, s)])
    .toEqual([['S/N2.NestedStack/N2.NestedStackResource', 'S/Queue/Resource'], [], ['T']]);
});

test('what reads a nested stack depends on the whole of it', () => {
  const { app, s, n1 } = stacks();
  expect(seen(app, resource(s, 'A', resource(n1, 'B').ref))).toEqual(['S/N1.NestedStack/N1.NestedStackResource']);
});

test('a circle within a nested stack is none of its parent', () => {
  const { app, n1 } = stacks();
  const [a, b] = [resource(n1, 'A'), resource(n1, 'B')];
  a.addDependency(b);
  b.addDependency(a);
  expect(seen(app, n1.nestedStackResource as CfnResource)).toEqual([]);
});
