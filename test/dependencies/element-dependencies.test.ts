import { App, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeploymentGraph } from '../../src/dependencies/deployment-graph';
import { ElementDependencies } from '../../src/dependencies/element-dependencies';

function resource(scope: Construct, id: string, value?: unknown): CfnResource {
  return new CfnResource(scope, id, { type: 'Test::Type', properties: { value } });
}

const pathsOf = (constructs: Iterable<Construct>) => [...constructs].map(({ node }) => node.path).sort();

test('an element is read once in a walk, for its stack and for itself', () => {
  const app = new App();
  const [stack, other] = ['S', 'T'].map((id) => new Stack(app, id));
  const [near, far] = [resource(stack, 'Near'), resource(other, 'Far')];
  const produce = jest.fn(() => [near.ref, far.ref]);
  const reader = resource(stack, 'Reader', Lazy.uncachedList({ produce }));
  const graph = new DeploymentGraph(app);
  expect([stack, reader].map((unit) => pathsOf(graph.of(unit)))).toEqual([['T'], ['S/Near']]);
  expect(produce).toHaveBeenCalledTimes(1);
});

test('a new walk reads what has changed since: an override, a Lazy, a dependency of constructs', () => {
  const stack = new Stack(new App(), 'S');
  const [a, b, c] = ['A', 'B', 'C'].map((id) => resource(stack, id));
  let wanted: CfnResource | undefined;
  const scope = new Construct(stack, 'Scope');
  const reader = resource(scope, 'Reader', Lazy.uncachedString({ produce: () => wanted?.ref }));
  const seen = () => pathsOf(new ElementDependencies().of(reader));
  expect(seen()).toEqual([]);
  reader.addPropertyOverride('Deep.Value', a.ref);
  wanted = b;
  scope.node.addDependency(c);
  expect(seen()).toEqual(['S/A', 'S/B', 'S/C']);
});

test('dependencies of all scopes above an element are its own, and those of one beside it are not', () => {
  const stack = new Stack(new App(), 'S');
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((id) => resource(stack, id));
  const outer = new Construct(stack, 'Outer');
  const [inner, beside] = ['Inner', 'Beside'].map((id) => new Construct(outer, id));
  const [reader, other] = [resource(inner, 'Reader'), resource(beside, 'Reader')];
  const [below, besideReader] = [resource(reader, 'Below'), resource(inner, 'Other')];
  outer.node.addDependency(a);
  inner.node.addDependency(b);
  beside.node.addDependency(c);
  reader.node.addDependency(d);
  const dependencies = new ElementDependencies();
  expect([reader, below, besideReader, other].map((element) => pathsOf(dependencies.of(element))))
    .toEqual([['S/A', 'S/B', 'S/D'], ['S/A', 'S/B', 'S/D'], ['S/A', 'S/B'], ['S/A', 'S/C']]);
});
