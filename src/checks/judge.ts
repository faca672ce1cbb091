import type { Judgement, TemplateFinding } from './template-finding';
import type { Acknowledgement, Assembly, SynthesizedStack } from '../model/assembly';
import { TemplateFacts } from '../model/template-facts';
import { rulesFor } from '../template-rules/rule-groups';
import type { Broken, TemplateRule } from '../template-rules/template-rule';

/**
 * Judges the templates of an assembly by all rules.
 *
 * @param atSynth whether the CDK tells what constructs have told, too, so that it would be told twice
 */
export function judge(assembly: Assembly, atSynth = false): Judgement {
  const found = findingsIn(assembly);
  if (found.length === 0) {
    return { findings: [], acknowledged: [] };
  }
  const notes = notesOf(assembly, found, atSynth);
  const findings = found
    .filter((finding) => !notes.isSettled(finding) || notes.acknowledgementOf(finding) !== undefined);
  const judged = findings.map((finding) => ({ finding, acknowledgement: notes.acknowledgementOf(finding) }));
  return {
    findings: judged.flatMap(({ finding, acknowledgement }) => acknowledgement ? [] : [finding]),
    acknowledged: judged.flatMap(({ finding, acknowledgement }) =>
      acknowledgement ? [{ ...finding, reason: acknowledgement.reason, acknowledgedBy: 'code' as const }] : []),
  };
}

/** In the order of the stacks and of the resources in them, so that one report is like the next. */
function findingsIn(assembly: Assembly): TemplateFinding[] {
  const facts = new TemplateFacts(assembly);
  const found = rulesFor(facts).flatMap((rule) => rule.broken(facts).map((broken) => findingOf(rule, broken)));
  if (found.length < 2) {
    return found;
  }
  const resources = [...assembly.stacks.values()].flatMap((stack) => [...stack.resources.values()]);
  const places = new Map(resources.map((resource, index) => [resource, index]));
  return found.sort((a, b) => places.get(a.at)! - places.get(b.at)!);
}

function findingOf({ id, severity, why, fix, link }: TemplateRule, { got, at, property, beside = [] }: Broken): TemplateFinding {
  const others = [...new Set(beside)].filter((other) => other !== at);
  return { ruleId: id, severity, got, why, fix, link, at, property: property?.path ?? '', beside: others };
}

/** What was written down beside constructs: a nested stack's notes stand with those of its parent. */
function notesOf(assembly: Assembly, found: readonly TemplateFinding[], atSynth: boolean) {
  const notes = stacksAround(assembly, found).map((stack) => stack.notes());
  const acknowledgements = notes.flatMap((note) => note.acknowledgements);
  const told = new Map(notes.flatMap((note) => [...note.told]));
  const standing = new Map(notes.flatMap((note) => [...note.standing]));
  return {
    acknowledgementOf: ({ ruleId, at }: TemplateFinding): Acknowledgement | undefined =>
      acknowledgements.find((acknowledgement) => acknowledgement.ruleId === ruleId && isAt(acknowledgement.path, at.path)),
    /** What a construct has told and what does not stand any more was acknowledged there, which leaves no other trace. */
    isSettled: ({ ruleId, severity, at }: TemplateFinding): boolean => {
      const isIn = (ids: ReadonlyMap<string, readonly string[]>) => scopesOf(at.path ?? '').some((path) => ids.get(path)?.includes(ruleId));
      return severity === 'warning' && isIn(told) && (atSynth || !isIn(standing));
    },
  };
}

/**
 * The stacks in which something was found, and those around them: notes of others say nothing about it, and reading them costs more than most rules. The first one
 * is among them because its notes end with what was acknowledged above all stacks, which goes before what the next ones say.
 */
function stacksAround({ stacks }: Assembly, found: readonly TemplateFinding[]): SynthesizedStack[] {
  const around = new Set(found.flatMap(({ at }) => [at.stack, ...scopesOf(at.path ?? '')]));
  return [...stacks.values()].filter(({ id }, index) => index === 0 || around.has(id));
}

function isAt(path: string, resourcePath: string | undefined): boolean {
  return path === '' || resourcePath === path || (resourcePath?.startsWith(`${path}/`) ?? false);
}

/** `a/b/c`, `a/b` and `a`. */
function scopesOf(path: string): string[] {
  const ids = path.split('/');
  return ids.map((_, index) => ids.slice(0, index + 1).join('/'));
}
