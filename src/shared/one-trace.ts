import { CfnElement } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import type { Construct, IConstruct, MetadataEntry } from 'constructs';

/** Under which the CDK keeps by which lines of the program an element was made. */
const CREATION = 'aws:cdk:creationStack';

const traces = new WeakMap<IConstruct, MetadataEntry>();

/**
 * Makes the elements of a construct, all of which one line of the program stands for: the CDK looks for it once.
 *
 * Newer versions walk the stack for each element, which takes longer than to make one, and from deep in the library they do not get to the user's line.
 */
export function withOneTrace<T>(scope: Construct, make: () => T): T {
  const { node } = scope;
  const tryGetContext = node.tryGetContext.bind(node);
  // What an element asks is asked of all that are above it.
  node.tryGetContext = (key) => (key === DISABLE_CREATION_STACK_TRACES && firstTrace(scope) !== undefined) || tryGetContext(key) as unknown;
  try {
    return make();
  } finally {
    Reflect.deleteProperty(node, 'tryGetContext');
    if (firstTrace(scope) !== undefined) {
      node.findAll().filter((construct) => CfnElement.isCfnElement(construct)).forEach((element) => giveTrace(element, scope));
    }
  }
}

/** Gives an element the trace of a construct, where that has one and the element has none. */
export function giveTrace({ node }: IConstruct, of: IConstruct): void {
  const trace = traces.get(of);
  if (trace !== undefined && traceIn(node.metadata) === undefined) {
    node.addMetadata(trace.type, trace.data);
  }
}

/** The trace of the first element below a construct. */
function firstTrace(scope: IConstruct): MetadataEntry | undefined {
  const trace = traces.get(scope) ?? scope.node.findAll().map(({ node }) => traceIn(node.metadata)).find((found) => found !== undefined);
  if (trace !== undefined) {
    traces.set(scope, trace);
  }
  return trace;
}

function traceIn(metadata: readonly MetadataEntry[]): MetadataEntry | undefined {
  return metadata.find(({ type }) => type === CREATION);
}
