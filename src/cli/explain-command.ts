import { argumentsOf, refuse } from './arguments';
import type { Command } from './command';
import { ALL_RULES } from '../rules/all-rules';
import { didYouMean } from '../shared/nearest';
import type { RuleText } from '../shared/rule';
import { RULE_PREFIX } from '../shared/rule';
import type { Warning } from '../shared/warnings';
import * as warnings from '../shared/warnings';
import { EVERY_TEMPLATE_RULE } from '../template-rules/all-template-rules';

/** All that one id stands for: a rule of the constructors, one over templates, and what constructs tell at synth. */
interface Explained {
  readonly constructorRule?: RuleText;
  readonly templateRule?: RuleText;
  readonly warning?: Warning;
}

/** As the CDK prints them: `cdk-discoverable-service::id` in its report, `Annotation::cdk-discoverable-service:id` for what constructs tell. */
const PREFIXES = /^(Annotation::)?(cdk-discoverable-service::?)?/;

const bareId = (id: string) => id.replace(PREFIXES, '');

function allExplained(): ReadonlyMap<string, Explained> {
  const all = new Map<string, Explained>();
  const add = (id: string, part: Explained) => all.set(id, { ...all.get(id), ...part });
  [...ALL_RULES.values()].flat().forEach((constructorRule) => add(constructorRule.id, { constructorRule }));
  EVERY_TEMPLATE_RULE.forEach((templateRule) => add(templateRule.id, { templateRule }));
  Object.values(warnings).forEach((warning) => add(bareId(warning.id), { warning }));
  return all;
}

function renderRule({ constructorRule, templateRule, warning }: Explained): string[] {
  const rule = constructorRule ?? templateRule;
  return [
    ...rule ? [`  why: ${rule.why}`, `  fix: ${rule.fix}`] : [],
    ...constructorRule && templateRule ? [`  in a template: ${templateRule.fix}`] : [],
    ...warning ? [`  ${rule ? 'at synth' : 'why'}: ${warning.text}`] : [],
    ...rule ? [`  see: ${rule.link}`] : [],
  ];
}

/** An information of a construct is no matter of the CDK's validations; what rules over templates find is. */
function renderAcknowledgement(id: string, { constructorRule, templateRule, warning }: Explained): string {
  const isFound = constructorRule !== undefined || templateRule !== undefined || !warning?.isInfo;
  return [
    ...isFound ? [`Validations.of(scope).acknowledge({ id: '${RULE_PREFIX}${id}', reason: '...' })`] : [],
    ...warning?.isInfo ? [`Annotations.of(scope).acknowledgeInfo('${warning.id}', '...')`] : [],
  ].join('\n  and at synth: ');
}

function renderExplanation(asked: string): string {
  const id = bareId(asked);
  const all = allExplained();
  const explained = all.get(id);
  if (!explained) {
    return refuse(`there is no rule "${asked}"${didYouMean(id, all.keys()) || ': docs/rules.md lists all of them'}`);
  }
  const { constructorRule, templateRule, warning } = explained;
  const severity = (constructorRule ?? templateRule)?.severity ?? (warning?.isInfo ? 'info' : 'warning');
  return `${[`${id} (${severity})`, ...renderRule(explained)].join('\n')}\n\nAcknowledge it in code: ${renderAcknowledgement(id, explained)}\n`;
}

export const EXPLAIN: Command = {
  help: 'cdk-discoverable-service explain <rule>                   tells why, what to do, and where AWS says so\n',
  run: (args, print) => {
    const { positionals } = argumentsOf(args, {});
    print(positionals.length === 1 ? renderExplanation(positionals[0]) : refuse('explain takes the id of one rule'));
    return 0;
  },
};
