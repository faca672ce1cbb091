import type { TemplateRule } from './template-rule';
import type { TemplateFacts } from '../model/template-facts';

/** Whether a template has what rules are about. Without it none of them can be broken. */
export type Subject = (facts: TemplateFacts) => boolean;

/** Rules that stand in one file, which is loaded where templates have what they are about: most templates have little of it. */
export interface RuleGroup {
  readonly isAbout: Subject;
  readonly rules: () => readonly TemplateRule[];
}

export function group(isAbout: Subject, rules: RuleGroup['rules']): RuleGroup {
  return { isAbout, rules };
}

/** Resources of any of some types. */
export function has(...types: readonly string[]): Subject {
  return (facts) => facts.of(...types).length > 0;
}

export function both(one: Subject, other: Subject): Subject {
  return (facts) => one(facts) && other(facts);
}

export function either(one: Subject, other: Subject): Subject {
  return (facts) => one(facts) || other(facts);
}
