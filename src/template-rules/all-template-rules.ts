import { nameRules } from './name-rules';
import type { TemplateRule } from './template-rule';

/** All that is judged in templates, by what it is about. */
export const TEMPLATE_RULES: ReadonlyMap<string, readonly TemplateRule[]> = new Map<string, readonly TemplateRule[]>([
  ['Names', nameRules],
]);

/** The same in one list. */
export const EVERY_TEMPLATE_RULE: readonly TemplateRule[] = [...TEMPLATE_RULES.values()].flat();
