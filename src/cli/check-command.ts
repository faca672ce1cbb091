import { check } from './check';
import { readCheck } from './check-options';
import type { Command } from './command';
import { packageVersion } from '../checks/package-version';
import { EVERY_TEMPLATE_RULE, TEMPLATE_RULES } from '../template-rules/all-template-rules';

export function renderRuleList(): string {
  const width = Math.max(...EVERY_TEMPLATE_RULE.map(({ id }) => id.length));
  return [...TEMPLATE_RULES].map(([title, rules]) =>
    `${title}\n${rules.map(({ id, severity, why }) => `  ${id.padEnd(width)}  ${severity.padEnd(7)}  ${why}`).join('\n')}\n`).join('\n');
}

export const CHECK: Command = {
  help: `cdk-discoverable-service check [cdk.out | template ...]   judges service discovery in templates; cdk.out where none is given
  --json                     the report for programs (schema/check-report.schema.json in the package)
  --sarif                    the report for code scanning
  --parameter Name=Value     the value of a template's parameter; without it, what depends on the parameter passes
  --fail-on error|warning    what makes the exit code 1 (error)
  --config <file>            severities and acknowledgements (discovery-checks.json, where it is there)
  --baseline <file>          findings that were there before do not fail
  --write-baseline <file>    writes the findings of today as the baseline
cdk-discoverable-service check --list-rules               lists what is judged
`,
  run: (args, print) => {
    const options = readCheck(args);
    if (options === 'list-rules') {
      print(renderRuleList());
      return 0;
    }
    if (options.isAssumed) {
      process.stderr.write(`cdk-discoverable-service: no path is given, so ${options.paths.join()} of the current folder is checked\n`);
    }
    const { report, exitCode } = check(options, packageVersion());
    print(report);
    return exitCode;
  },
};
