import { renderFinding } from '../../src/shared/discovery-error';
import type { Rule } from '../../src/shared/rule';
import { findingsOf } from '../../src/shared/rule';

/** All that facts break, each as the whole text that a user reads. */
export function textsOf<Facts>(rules: ReadonlyArray<Rule<Facts>>, facts: Facts): string[] {
  return findingsOf(rules, facts).map(renderFinding);
}
