import { join } from 'node:path';
import { check } from './check';
import { readCommand } from './options';
import { HELP, renderExplanation, renderRuleList } from './texts';
import { WrongUsage } from './wrong-usage';
import { messageOf, readJson } from '../model/json';
import { UnusableInput } from '../model/unusable-input';

function version(): string {
  return String(readJson(join(__dirname, '../../package.json')).version);
}

/** Carries out a command line, and returns the exit code. */
export function run(args: readonly string[], print: (text: string) => void): number {
  const command = readCommand(args);
  switch (command.kind) {
    case 'help': print(HELP); return args.length === 0 ? 2 : 0;
    case 'version': print(`${version()}\n`); return 0;
    case 'list-rules': print(renderRuleList()); return 0;
    case 'explain': print(renderExplanation(command.ruleId)); return 0;
    case 'check': {
      const { report, exitCode } = check(command.options, version());
      print(report);
      return exitCode;
    }
  }
}

/** The same for a terminal: what goes wrong is one line, and never a stack trace. */
export function main(args: readonly string[]): void {
  try {
    process.exitCode = run(args, (text) => process.stdout.write(text));
  } catch (error) {
    const isDeep = error instanceof RangeError;
    const hint = error instanceof WrongUsage ? ' (see --help)' : error instanceof UnusableInput || isDeep ? '' : ' (this is a bug: please report it)';
    process.stderr.write(`cdk-discoverable-service: ${isDeep ? 'a template is nested too deeply to be read' : messageOf(error).split('\n')[0]}${hint}\n`);
    process.exitCode = 2;
  }
}
