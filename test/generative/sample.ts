import * as fc from 'fast-check';
import type { Combination } from './combination';
import { combinations } from './combination-choices';

/** So many combinations, the same for the same seed. Their index keeps their names apart. */
export function sample(seed: number, runs: number): Combination[] {
  return fc.sample(combinations, { seed, numRuns: runs }).map((combination, index) => ({ ...combination, index }));
}
