import type { Broken, TemplateRule } from './template-rule';
import type { TemplateFacts } from '../model/template-facts';
import type { Rule } from '../shared/rule';
import { specialOf } from '../shared/rule';

/** One place of a template, with what a rule asks about it. */
export interface Case<Facts> extends Omit<Broken, 'got'> {
  readonly facts: Facts;
}

interface TwinOptions<Facts> {
  readonly id: string;
  /** The way out in terms of templates. */
  readonly fix: string;
  readonly cases: (facts: TemplateFacts) => ReadonlyArray<Case<Facts>>;
}

/** A rule of the constructors, asked of templates: one predicate over facts from two sources. */
export function twin<Facts>(rules: ReadonlyArray<Rule<Facts>>, { id, fix, cases }: TwinOptions<Facts>): TemplateRule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) {
    throw new Error(`There is no rule ${id}.`);
  }
  const broken = (facts: TemplateFacts): Broken[] =>
    cases(facts).flatMap(({ facts: asked, ...place }) => rule.broken(asked).map(specialOf).map(({ got }) => ({ got, ...place })));
  return { ...rule, fix, broken };
}
