import type { Assembly } from './assembly';
import { exportersOf } from './exports';
import type { Exporter } from './exports';
import { resolveIntrinsic } from './intrinsic-functions';
import { objectOf } from './json';
import type { Scope } from './scope';
import type { Value } from './value';
import { ABSENT, UNKNOWN, literalOf, numberOf } from './value';

/** Deeper than any template is; a longer way is a circle that makes new expressions at each step. */
const LONGEST_TRAIL = 200;

const NO_TRAIL: readonly unknown[] = [];

/** References to what is looked up when the stack is deployed. */
const DYNAMIC = '{{resolve:';

export function textIn(assembly: Assembly, stackId: string, expression: unknown): string | undefined {
  return literalOf(resolveValue(assembly, stackId, expression));
}

/** A number, which templates also write as text. */
export function numberIn(assembly: Assembly, stackId: string, expression: unknown): number | undefined {
  return numberOf(textIn(assembly, stackId, expression));
}

/** Where an expression of a stack stands, for questions that are not about values, such as whether a condition holds. */
export function scopeIn(assembly: Assembly, stackId: string): Scope | undefined {
  return scopeAt(assembly, stackId, []);
}

/**
 * Resolves an expression in the template of a stack. What is not known stays unknown: it is never guessed.
 *
 * @param trail the expressions that are being resolved: templates that import in a circle cannot be deployed, but must not hang the reader
 */
export function resolveValue(assembly: Assembly, stackId: string, expression: unknown, trail: readonly unknown[] = NO_TRAIL): Value {
  switch (typeof expression) {
    case 'undefined': return ABSENT;
    case 'string': return expression.includes(DYNAMIC) ? UNKNOWN : { kind: 'literal', value: expression };
    case 'number':
    case 'boolean': return { kind: 'literal', value: expression };
    default: break;
  }
  if (expression === null || !assembly.stacks.has(stackId) || trail.length > LONGEST_TRAIL || trail.includes(expression)) {
    return UNKNOWN;
  }
  if (Array.isArray(expression)) {
    return { kind: 'structure', stack: stackId, body: expression };
  }
  const body = objectOf(expression);
  const keys = Object.keys(body);
  if (!keys.some(isFunction)) {
    return { kind: 'structure', stack: stackId, body };
  }
  const scope = keys.length === 1 ? scopeAt(assembly, stackId, [...trail, expression]) : undefined;
  return scope ? resolveIntrinsic(scope, keys[0], body[keys[0]]) : UNKNOWN;
}

function isFunction(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function scopeAt(assembly: Assembly, stackId: string, trail: readonly unknown[]): Scope | undefined {
  const stack = assembly.stacks.get(stackId);
  return stack && {
    assembly,
    stack,
    resolve: (expression, otherStack = stackId) => resolveValue(assembly, otherStack, expression, trail),
    exportersOf: (name) => exporters(assembly, stack.environment, name),
  };
}

function exporters(assembly: Assembly, environment: string, name: string): readonly Exporter[] {
  return exportersOf(assembly, environment, name, (stackId, expression) => textIn(assembly, stackId, expression));
}
