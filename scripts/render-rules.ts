import { ALL_RULES } from '../src/rules/all-rules';
import type { RuleText } from '../src/shared/rule';
import * as warnings from '../src/shared/warnings';
import { EVERY_TEMPLATE_RULE, TEMPLATE_RULES } from '../src/template-rules/all-template-rules';

const HEAD = `<!-- Made from the rule tables in src/. To change it, change the table and run "npx projen docs:rules". -->

# Rules

What this library refuses, and why. All broken rules of one construct come in one error, thrown before anything is defined; what spans constructs
is found when the app is synthesized. A value that is not known yet (a token, a parameter) passes every rule.

Rules with **In a template** are also asked of the templates of the whole app, and of templates that were made without this library:
[checks.md](checks.md) tells how.
`;

/** `<region>` is text, not a tag. */
function escaped(text: string): string {
  return text.replace(/</g, '&lt;');
}

const inTemplates = new Map(EVERY_TEMPLATE_RULE.map((rule) => [rule.id, rule]));

function renderRule({ id, severity, why, fix, link }: RuleText): string {
  const twin = inTemplates.get(id);
  return [
    `### ${id}`, `*${severity}.* ${escaped(why)}`, `**Do:** ${escaped(fix)}`, ...twin ? [`**In a template:** ${escaped(twin.fix)}`] : [], `Source: <${link}>\n`,
  ].join('\n\n');
}

function renderTemplateRule({ id, severity, why, fix, link }: RuleText): string {
  return `### ${id}\n\n*${severity}.* ${escaped(why)}\n\n**In a template:** ${escaped(fix)}\n\nSource: <${link}>\n`;
}

/** Those that no constructor asks. */
function renderTemplateRules(): string[] {
  const asked = new Set([...ALL_RULES.values()].flat().map(({ id }) => id));
  return [...TEMPLATE_RULES].map(([title, rules]) => [title, rules.filter(({ id }) => !asked.has(id))] as const)
    .filter(([, rules]) => rules.length > 0)
    .map(([title, rules]) => `## In templates: ${title}\n\n${rules.map(renderTemplateRule).join('\n')}`);
}

/** What is only worth knowing is acknowledged by a method of its own. */
function acknowledge({ isInfo }: warnings.Warning): string {
  return isInfo ? 'acknowledgeInfo' : 'acknowledgeWarning';
}

function renderWarnings(): string {
  const byId = Object.values(warnings).sort((a, b) => a.id < b.id ? -1 : 1);
  const all = byId.map((warning) =>
    `### ${warning.id}\n\n${warning.text}\n\nAcknowledge it with \`Annotations.of(stack).${acknowledge(warning)}('${warning.id}', 'why')\`.\n`);
  return `## Warnings\n\n${all.join('\n')}`;
}

/** docs/rules.md, from the rules themselves. */
export function renderRules(): string {
  const rooms = [...ALL_RULES].map(([title, rules]) => `## ${title}\n\n${rules.map(renderRule).join('\n')}`);
  return [HEAD, ...rooms, ...renderTemplateRules(), renderWarnings()].join('\n');
}
