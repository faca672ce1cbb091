import type { Finding } from './discovery-error';

/** The name of this library before the ids of its rules, where they stand beside those of others. */
export const RULE_PREFIX = 'cdk-discoverable-service::';

/** The metadata by which constructs of this library say which warnings they have told, or would have, and which do not hold for them. */
export const TOLD = 'cdk-discoverable-service:told';

/** The metadata by which an imported service says the name under which somebody else's tasks are found. */
export const IMPORTED = 'cdk-discoverable-service:imported';

/** `error`: AWS refuses it, or it cannot work. `warning`: it works, but not as meant. */
export type Severity = 'error' | 'warning';

/** What is told about a rule. */
export interface RuleText {
  /** Kebab-case; public contract from the first release. */
  readonly id: string;
  readonly severity: Severity;
  /** Why it fails at AWS, or what then happens. */
  readonly why: string;
  /** The way out. */
  readonly fix: string;
  /** Where AWS (or the measured source) says so. */
  readonly link: string;
}

/** A broken case whose reason, or way out, is not that of all the others. */
export interface SpecialCase extends Partial<Pick<RuleText, 'why' | 'fix'>> {
  readonly got: string;
}

/**
 * One fact about AWS that a configuration can break.
 *
 * The row is also the source of `docs/rules.md`: `why`, `fix` and `link` hold for every case of the rule but those that bring their own;
 * what is special about one case stands in what `broken` returns.
 */
export interface Rule<Facts> extends RuleText {
  /** What was got, one sentence a broken case; empty where the facts are whole, unknown, or not this rule's matter. */
  readonly broken: (facts: Facts) => ReadonlyArray<string | SpecialCase>;
}

/** A finding of a rule that is no row over facts: a question that has no answer. */
export function findingOf({ id, why, fix, link }: RuleText, got: string, special: Partial<Pick<RuleText, 'why' | 'fix'>> = {}): Finding {
  return { ruleId: id, got, why, fix, link, ...special };
}

/** All that the facts break, in the order of the rules. */
export function findingsOf<Facts>(rules: ReadonlyArray<Rule<Facts>>, facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    // Of each service, each rule is asked, and next to none is broken.
    for (const broken of rule.broken(facts)) {
      const { got, ...special } = specialOf(broken);
      findings.push(findingOf(rule, got, special));
    }
  }
  return findings;
}

/** A case with the words of its rule is one that brings none. */
export function specialOf(broken: string | SpecialCase): SpecialCase {
  return typeof broken === 'string' ? { got: broken } : broken;
}
