import type { Judgement, TemplateFinding } from './template-finding';
import type { Acknowledgement, Assembly } from '../model/assembly';
import { TemplateFacts } from '../model/template-facts';
import { EVERY_TEMPLATE_RULE } from '../template-rules/all-template-rules';
import type { Broken, TemplateRule } from '../template-rules/template-rule';

/** Judges the templates of an assembly by all rules. */
export function judge(assembly: Assembly, rules: readonly TemplateRule[] = EVERY_TEMPLATE_RULE): Judgement {
  const notes = notesOf(assembly);
  const findings = findingsIn(assembly, rules).filter((finding) => !notes.isTold(finding));
  const judged = findings.map((finding) => ({ finding, acknowledgement: notes.acknowledgementOf(finding) }));
  return {
    findings: judged.flatMap(({ finding, acknowledgement }) => acknowledgement ? [] : [finding]),
    acknowledged: judged.flatMap(({ finding, acknowledgement }) =>
      acknowledgement ? [{ ...finding, reason: acknowledgement.reason, acknowledgedBy: 'code' as const }] : []),
  };
}

/** In the order of the stacks and of the resources in them, so that one report is like the next. */
function findingsIn(assembly: Assembly, rules: readonly TemplateRule[]): TemplateFinding[] {
  const facts = new TemplateFacts(assembly);
  const resources = [...assembly.stacks.values()].flatMap((stack) => [...stack.resources.values()]);
  const places = new Map(resources.map((resource, index) => [resource, index]));
  return rules
    .flatMap((rule) => rule.broken(facts).map((broken) => findingOf(rule, broken)))
    .sort((a, b) => places.get(a.at)! - places.get(b.at)!);
}

function findingOf({ id, severity, why, fix, link }: TemplateRule, { got, at, property, beside = [] }: Broken): TemplateFinding {
  const others = [...new Set(beside)].filter((other) => other !== at);
  return { ruleId: id, severity, got, why, fix, link, at, property: property?.path ?? '', beside: others };
}

/** What was written down beside constructs, over all stacks: a nested stack's notes stand with those of its parent. */
function notesOf({ stacks }: Assembly) {
  const acknowledgements = [...stacks.values()].flatMap((stack) => stack.acknowledgements);
  const told = new Map([...stacks.values()].flatMap((stack) => [...stack.told]));
  return {
    acknowledgementOf: ({ ruleId, at }: TemplateFinding): Acknowledgement | undefined =>
      acknowledgements.find((acknowledgement) => acknowledgement.ruleId === ruleId && isAt(acknowledgement.path, at.path)),
    /** A warning that a construct tells by itself is acknowledged there, too; told again, it would stay. */
    isTold: ({ ruleId, severity, at }: TemplateFinding): boolean =>
      severity === 'warning' && scopesOf(at.path ?? '').some((path) => told.get(path)?.includes(ruleId)),
  };
}

function isAt(path: string, resourcePath: string | undefined): boolean {
  return path === '' || resourcePath === path || (resourcePath?.startsWith(`${path}/`) ?? false);
}

/** `a/b/c`, `a/b` and `a`. */
function scopesOf(path: string): string[] {
  const ids = path.split('/');
  return ids.map((_, index) => ids.slice(0, index + 1).join('/'));
}
