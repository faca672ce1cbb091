import { RULE_GROUPS } from './rule-groups';
import type { TemplateRule } from './template-rule';

/** All that is judged in templates, by what it is about. */
export const TEMPLATE_RULES: ReadonlyMap<string, readonly TemplateRule[]> = new Map(
  [...RULE_GROUPS].map(([title, groups]) => [title, groups.flatMap(({ rules }) => rules())]));

/** The same in one list. */
export const EVERY_TEMPLATE_RULE: readonly TemplateRule[] = [...TEMPLATE_RULES.values()].flat();
