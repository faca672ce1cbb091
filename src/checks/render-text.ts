import type { Judgement, TemplateFinding } from './template-finding';
import type { Resource } from '../model/assembly';

/** How a person finds a resource again. */
function nameOf({ logicalId, path }: Resource): string {
  return path === undefined ? logicalId : `${path} (${logicalId})`;
}

function findingAsText({ ruleId, severity, got, why, fix, link, at, property, beside }: TemplateFinding): string {
  return [
    `${severity} [${ruleId}] ${nameOf(at)}${property === '' ? '' : ` at ${property}`}`,
    `  ${got}`,
    ...beside.length > 0 ? [`  with: ${beside.map(nameOf).join(', ')}`] : [],
    `  why: ${why}`,
    `  fix: ${fix}`,
    `  see: ${link}`,
  ].join('\n');
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** The report for people: stack by stack, with the totals last. */
export function renderText({ findings, acknowledged }: Judgement): string {
  const stacks = [...new Set(findings.map(({ at }) => at.stack))];
  const parts = stacks.map((stack) => [`== ${stack}`, ...findings.filter(({ at }) => at.stack === stack).map(findingAsText)].join('\n\n'));
  const silent = acknowledged.map(({ ruleId, at, reason, acknowledgedBy }) => `acknowledged [${ruleId}] ${nameOf(at)} (${acknowledgedBy}): ${reason}`);
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const totals = `${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}, ${acknowledged.length} acknowledged`;
  return [...parts, ...silent.length > 0 ? [silent.join('\n')] : [], totals].join('\n\n') + '\n';
}
