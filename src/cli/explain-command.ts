import { argumentsOf, refuse } from './arguments';
import type { Command } from './command';
import { EVERY_TEMPLATE_RULE } from '../template-rules/all-template-rules';

function renderExplanation(ruleId: string): string {
  const rule = EVERY_TEMPLATE_RULE.find(({ id }) => id === ruleId);
  if (!rule) {
    return refuse(`there is no rule "${ruleId}" for templates (see --list-rules; an error of a constructor says all there is)`);
  }
  const { id, severity, why, fix, link } = rule;
  return `${id} (${severity})\n  why: ${why}\n  fix: ${fix}\n  see: ${link}\n\n`
    + `Acknowledge it in code: Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::${id}', reason: '...' })\n`;
}

export const EXPLAIN: Command = {
  help: 'cdk-discoverable-service explain <rule>                   tells why, what to do, and where AWS says so\n',
  run: (args, print) => {
    const { positionals } = argumentsOf(args, {});
    print(positionals.length === 1 ? renderExplanation(positionals[0]) : refuse('explain takes the id of one rule'));
    return 0;
  },
};
