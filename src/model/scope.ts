import type { Assembly, SynthesizedStack } from './assembly';
import type { Exporter } from './exports';
import type { Value } from './value';

/** Where an expression stands. */
export interface Scope {
  readonly assembly: Assembly;
  readonly stack: SynthesizedStack;
  /** Resolves a part of the expression, or one of another stack that it leads to. */
  readonly resolve: (expression: unknown, stackId?: string) => Value;
  readonly exportersOf: (name: string) => readonly Exporter[];
}
