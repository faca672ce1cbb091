import { askedFaults, stackNameFor } from './check-asked';
import { callerFaults } from './check-calls';
import type { Fault } from './check-cloud-map';
import { cloudMapFaults } from './check-cloud-map';
import { ecsFaults } from './check-ecs';
import { healthCheckFaults } from './check-health';
import type { Combination } from './combination';
import type { Assembly } from './template-facts';

export interface Mistake { readonly combination: Combination; readonly what: string }

/** Checks templates, as JSON, against the facts and against what was asked for. */
export function faultsOf(assembly: Assembly, combinations: readonly Combination[]): Fault[] {
  return [
    ...cloudMapFaults(assembly),
    ...ecsFaults(assembly),
    ...healthCheckFaults(assembly),
    ...combinations.flatMap((combination) => {
      const asked = askedFaults(assembly, combination);
      // Without the resources that were asked for there is nothing to look at.
      return asked.length > 0 ? asked : callerFaults(assembly, combination);
    }),
  ];
}

/** What is wrong in a stack that combinations share is put down to the first of them. */
export function checkCombinations(assembly: Assembly, combinations: readonly Combination[]): Mistake[] {
  const byStack = new Map(combinations.flatMap((combination) => ['', 'Caller'].map((end) => [`${stackNameFor(combination)}${end}`, combination])));
  return faultsOf(assembly, combinations).map(({ stack, what }) => ({ combination: byStack.get(stack) ?? combinations[0], what }));
}
