import type { Assembly, StackOutput } from './assembly';

export interface Exporter {
  readonly stack: string;
  readonly output: StackOutput;
}

/** Resolves an expression in a stack. */
type TextIn = (stack: string, expression: unknown) => string | undefined;

/** By environment and name. */
type Index = ReadonlyMap<string, ReadonlyMap<string, readonly Exporter[]>>;

const indexes = new WeakMap<Assembly, Index>();

/** The outputs that are exported by a name in an environment. */
export function exportersOf(assembly: Assembly, environment: string, name: string, textIn: TextIn): readonly Exporter[] {
  const known = indexes.get(assembly);
  if (known) {
    return known.get(environment)?.get(name) ?? [];
  }
  // An export's name that imports another one finds none while the index is being made, so that circles end.
  indexes.set(assembly, new Map());
  const index = indexOf(assembly, textIn);
  indexes.set(assembly, index);
  return index.get(environment)?.get(name) ?? [];
}

function indexOf(assembly: Assembly, textIn: TextIn): Index {
  const index = new Map<string, Map<string, Exporter[]>>();
  for (const { id: stack, environment, outputs } of assembly.stacks.values()) {
    const byName = index.get(environment) ?? new Map<string, Exporter[]>();
    index.set(environment, byName);
    for (const output of outputs.values()) {
      const name = output.exportName === undefined ? undefined : textIn(stack, output.exportName);
      if (name !== undefined) {
        byName.set(name, [...byName.get(name) ?? [], { stack, output }]);
      }
    }
  }
  return index;
}
