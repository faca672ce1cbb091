import type { Assembly, ResourceId, SynthesizedStack } from './assembly';
import { listOf, objectOf, textOf } from './json';

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

/** An attribute of a resource; `Ref` stands for what `Ref` returns. */
export interface Reference extends ResourceId {
  readonly kind: 'reference';
  readonly attribute: string;
}

export interface Unknown {
  readonly kind: 'unknown';
}

/** What an expression in a template comes to, as far as that can be told before the deployment. */
export type Value = Literal | Reference | Unknown;

const UNKNOWN: Unknown = { kind: 'unknown' };

/** Attributes that return a property as it was given. */
const ECHOED_PROPERTY = new Map([['AWS::ServiceDiscovery::Service.Name', 'Name']]);

interface Scope {
  readonly assembly: Assembly;
  readonly stack: SynthesizedStack;
  /** What is being resolved: templates that import in a circle cannot be deployed, but must not hang the reader. */
  readonly trail: readonly string[];
}

/** Resolves an expression in the template of a stack. What is not known stays unknown: it is never guessed. */
export function resolveValue(assembly: Assembly, stackId: string, expression: unknown): Value {
  return resolveIn({ assembly, trail: [] }, stackId, expression);
}

export function textIn(assembly: Assembly, stackId: string, expression: unknown): string | undefined {
  const value = resolveValue(assembly, stackId, expression);
  return value.kind === 'literal' ? String(value.value) : undefined;
}

/** A number, which templates also write as text. */
export function numberIn(assembly: Assembly, stackId: string, expression: unknown): number | undefined {
  const text = textIn(assembly, stackId, expression);
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined;
}

function resolveIn({ assembly, trail }: Omit<Scope, 'stack'>, stackId: string, expression: unknown): Value {
  const stack = assembly.stacks.get(stackId);
  return stack ? resolve({ assembly, stack, trail }, expression) : UNKNOWN;
}

function resolve(scope: Scope, expression: unknown): Value {
  if (typeof expression === 'string' || typeof expression === 'number' || typeof expression === 'boolean') {
    return { kind: 'literal', value: expression };
  }
  const [[name, argument] = ['', undefined], ...others] = Object.entries(objectOf(expression));
  const step = `${scope.stack.id} ${JSON.stringify(expression)}`;
  if (others.length > 0 || scope.trail.includes(step)) {
    return UNKNOWN;
  }
  const deeper = { ...scope, trail: [...scope.trail, step] };
  switch (name) {
    case 'Ref': return resolveRef(deeper, textOf(argument) ?? '');
    case 'Fn::GetAtt': return resolveGetAtt(deeper, typeof argument === 'string' ? argument.split(/\.(.*)/) : listOf(argument));
    case 'Fn::ImportValue': return resolveImport(deeper, resolve(deeper, argument));
    case 'Fn::Join': return resolveJoin(deeper, listOf(argument));
    default: return UNKNOWN;
  }
}

/** A parameter has a value only where a parent passes one: that of a stack of its own is the deployer's choice. */
function resolveRef(scope: Scope, name: string): Value {
  const { id, resources, nestedIn } = scope.stack;
  if (resources.has(name)) {
    return { kind: 'reference', stack: id, logicalId: name, attribute: 'Ref' };
  }
  if (!nestedIn) {
    return UNKNOWN;
  }
  const nestedStack = scope.assembly.stacks.get(nestedIn.stack)?.resources.get(nestedIn.logicalId);
  return resolveIn(scope, nestedIn.stack, objectOf(nestedStack?.properties.Parameters)[name]);
}

function resolveGetAtt(scope: Scope, [logicalId, attribute]: readonly unknown[]): Value {
  const resource = scope.stack.resources.get(textOf(logicalId) ?? '');
  if (!resource || typeof attribute !== 'string') {
    return UNKNOWN;
  }
  if (resource.type === 'AWS::CloudFormation::Stack') {
    const nestedId = scope.stack.nested.get(resource.logicalId) ?? '';
    const output = scope.assembly.stacks.get(nestedId)?.outputs.get(attribute.replace(/^Outputs\./, ''));
    return resolveIn(scope, nestedId, output?.value);
  }
  const echoed = ECHOED_PROPERTY.get(`${resource.type}.${attribute}`);
  const value = echoed === undefined ? UNKNOWN : resolve(scope, resource.properties[echoed]);
  return value.kind === 'unknown' ? { kind: 'reference', stack: scope.stack.id, logicalId: resource.logicalId, attribute } : value;
}

/** An export that two stacks of one environment claim is not resolved: only one of them can have been deployed. */
function resolveImport(scope: Scope, name: Value): Value {
  if (name.kind !== 'literal') {
    return UNKNOWN;
  }
  const exporters = [...scope.assembly.stacks.values()]
    .filter(({ environment }) => environment === scope.stack.environment)
    .flatMap((stack) => [...stack.outputs.values()].map((output) => ({ stack, output })))
    .filter(({ stack, output }) => {
      const exported = resolve({ ...scope, stack }, output.exportName);
      return exported.kind === 'literal' && exported.value === name.value;
    });
  return exporters.length === 1 ? resolve({ ...scope, stack: exporters[0].stack }, exporters[0].output.value) : UNKNOWN;
}

function resolveJoin(scope: Scope, [separator, parts]: readonly unknown[]): Value {
  const values = listOf(parts).map((part) => resolve(scope, part));
  const literals = values.flatMap((value) => value.kind === 'literal' ? [String(value.value)] : []);
  const whole = Array.isArray(parts) && literals.length === values.length;
  return whole ? { kind: 'literal', value: literals.join(textOf(separator) ?? '') } : UNKNOWN;
}
