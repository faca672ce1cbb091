import type { Assembly, StackOutput } from './assembly';

export interface Exporter {
  readonly stack: string;
  readonly output: StackOutput;
}

/** Resolves an expression in a stack. */
type TextIn = (stack: string, expression: unknown) => string | undefined;

const indexes = new WeakMap<Assembly, ReadonlyMap<string, readonly Exporter[]>>();

/** The outputs that are exported by a name in an environment. */
export function exportersOf(assembly: Assembly, environment: string, name: string, textIn: TextIn): readonly Exporter[] {
  const known = indexes.get(assembly);
  if (known) {
    return known.get(keyOf(environment, name)) ?? [];
  }
  // An export's name that imports another one finds none while the index is being made, so that circles end.
  indexes.set(assembly, new Map());
  const index = indexOf(assembly, textIn);
  indexes.set(assembly, index);
  return index.get(keyOf(environment, name)) ?? [];
}

function indexOf(assembly: Assembly, textIn: TextIn): Map<string, Exporter[]> {
  const index = new Map<string, Exporter[]>();
  for (const { id: stack, environment, outputs } of assembly.stacks.values()) {
    for (const output of outputs.values()) {
      const name = output.exportName === undefined ? undefined : textIn(stack, output.exportName);
      if (name !== undefined) {
        const key = keyOf(environment, name);
        index.set(key, [...index.get(key) ?? [], { stack, output }]);
      }
    }
  }
  return index;
}

function keyOf(environment: string, name: string): string {
  return JSON.stringify([environment, name]);
}
