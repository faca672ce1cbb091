import { App, CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { withOneTrace } from '../../src/shared/one-trace';
import { Shop } from '../testing/shop';

const CREATION = 'aws:cdk:creationStack';

/** As newer versions of the CDK do: an element keeps by which lines it was made, where nobody above it says not to. */
class Traced extends CfnResource {
  constructor(scope: Construct, id: string, trace: string) {
    super(scope, id, { type: 'AWS::SNS::Topic' });
    if (this.node.metadata.every(({ type }) => type !== CREATION) && !this.node.tryGetContext(DISABLE_CREATION_STACK_TRACES)) {
      this.node.addMetadata(CREATION, [trace]);
    }
  }
}

const tracesOf = (construct: Construct) => construct.node.findAll().filter((element) => CfnElement.isCfnElement(element))
  .map(({ node: { metadata } }) => metadata.filter(({ type }) => type === CREATION).map(({ data }) => data as unknown));

/** The CDK of these tests may keep traces of its own: told not to, it does not. */
const scope = (context: Record<string, unknown> = {}) => new Construct(new Stack(new App({ context }), 'Shop'), 'Backend');

test('all elements have the trace of the first one, also those further down', () => {
  const backend = scope();
  withOneTrace(backend, () => {
    ['A', 'B'].forEach((id) => new Traced(backend, id, `line of ${id}`));
    new Traced(new Construct(backend, 'Further'), 'C', 'line of C');
  });
  const [first, ...others] = tracesOf(backend);
  expect(first).toHaveLength(1);
  expect(others).toEqual([first, first]);
});

test('what is made later has a trace of its own', () => {
  const backend = scope();
  withOneTrace(backend, () => new Traced(backend, 'A', 'line of A'));
  new Traced(backend, 'Later', 'line of Later');
  const [first, later] = tracesOf(backend);
  expect(later).toHaveLength(1);
  expect(later).not.toEqual(first);
});

test('an app without traces gets none', () => {
  const backend = scope({ [DISABLE_CREATION_STACK_TRACES]: true });
  withOneTrace(backend, () => new Traced(backend, 'A', 'line of A'));
  expect(tracesOf(backend)).toEqual([[]]);
});

test('other context is read as ever, also after a failure', () => {
  const backend = scope({ size: 3 });
  const failing = () => withOneTrace(backend, () => {
    expect(backend.node.tryGetContext('size')).toBe(3);
    new Traced(backend, 'A', 'line of A');
    throw new Error('no');
  });
  expect(failing).toThrow('no');
  expect(Object.keys(backend.node)).not.toContain('tryGetContext');
  expect(backend.node.tryGetContext(DISABLE_CREATION_STACK_TRACES)).toBeUndefined();
});

test('the rule of a connection has the trace of the caller', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  frontend.connectTo(backend);
  shop.app.synth();
  const [rule] = tracesOf(shop.stack.node.findChild('DiscoveryConnections') as Construct);
  expect(rule).toEqual(tracesOf(frontend)[0]);
});
