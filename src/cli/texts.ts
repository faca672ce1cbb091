import { WrongUsage } from './wrong-usage';
import { EVERY_TEMPLATE_RULE, TEMPLATE_RULES } from '../template-rules/all-template-rules';

export const HELP = `cdk-discoverable-service check <cdk.out | template ...>   judges service discovery in templates
  --json                     the report for programs (schema/check-report.schema.json in the package)
  --sarif                    the report for code scanning
  --parameter Name=Value     the value of a template's parameter; without it, what depends on the parameter passes
  --fail-on error|warning    what makes the exit code 1 (error)
  --config <file>            severities and acknowledgements (discovery-checks.json, where it is there)
  --baseline <file>          findings that were there before do not fail
  --write-baseline <file>    writes the findings of today as the baseline
cdk-discoverable-service check --list-rules               lists what is judged
cdk-discoverable-service explain <rule>                   tells why, what to do, and where AWS says so

Exit code: 0 nothing found that fails, 1 something found, 2 input that cannot be read or wrong usage.
`;

export function renderRuleList(): string {
  const width = Math.max(...EVERY_TEMPLATE_RULE.map(({ id }) => id.length));
  return [...TEMPLATE_RULES].map(([title, rules]) =>
    `${title}\n${rules.map(({ id, severity, why }) => `  ${id.padEnd(width)}  ${severity.padEnd(7)}  ${why}`).join('\n')}\n`).join('\n');
}

export function renderExplanation(ruleId: string): string {
  const rule = EVERY_TEMPLATE_RULE.find(({ id }) => id === ruleId);
  if (!rule) {
    throw new WrongUsage(`there is no rule "${ruleId}" for templates (see --list-rules; an error of a constructor says all there is)`);
  }
  const { id, severity, why, fix, link } = rule;
  return `${id} (${severity})\n  why: ${why}\n  fix: ${fix}\n  see: ${link}\n\n`
    + `Acknowledge it in code: Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::${id}', reason: '...' })\n`;
}
