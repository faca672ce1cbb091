import type { SynthesizedStack } from './assembly';
import { listOf, objectOf, textOf } from './json';
import type { Scope } from './scope';

/** The part of a scope that conditions need: they are asked while values are resolved. */
type ConditionScope = Pick<Scope, 'stack' | 'resolve'>;

const known = new WeakMap<SynthesizedStack, Map<string, boolean | undefined>>();

/** A condition that many others refer to is decided once. */
function named(scope: ConditionScope, name: string, trail: readonly unknown[]): boolean | undefined {
  const decided = known.get(scope.stack) ?? new Map<string, boolean | undefined>();
  known.set(scope.stack, decided);
  if (!decided.has(name)) {
    decided.set(name, undefined); // what a circle comes to
    decided.set(name, conditionIn(scope, scope.stack.conditions[name], trail));
  }
  return decided.get(name);
}

/** Whether a condition holds; undefined where that depends on what is not known. */
export function conditionIn(scope: ConditionScope, expression: unknown, trail: readonly unknown[] = []): boolean | undefined {
  if (trail.includes(expression)) {
    return undefined; // conditions in a circle
  }
  const [[name, argument] = ['', undefined]] = Object.entries(objectOf(expression));
  const partOf = (part: unknown) => conditionIn(scope, part, [...trail, expression]);
  const parts = () => listOf(argument).map(partOf);
  switch (name) {
    case 'Condition': return named(scope, textOf(argument) ?? '', [...trail, expression]);
    case 'Fn::Equals': return areEqual(scope, listOf(argument));
    case 'Fn::Not': return negated(parts()[0]);
    case 'Fn::And': return all(parts());
    case 'Fn::Or': return negated(all(parts().map(negated)));
    default: return undefined;
  }
}

function areEqual({ resolve }: ConditionScope, [one, other]: readonly unknown[]): boolean | undefined {
  const [a, b] = [resolve(one), resolve(other)];
  return a.kind === 'literal' && b.kind === 'literal' ? String(a.value) === String(b.value) : undefined;
}

function negated(holds: boolean | undefined): boolean | undefined {
  return holds === undefined ? undefined : !holds;
}

/** False where one surely is not, whatever the others are. */
function all(parts: ReadonlyArray<boolean | undefined>): boolean | undefined {
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
}
