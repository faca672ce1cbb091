import { refuse } from './arguments';
import { CHECK, renderRuleList } from './check-command';
import type { Command } from './command';
import { EXPLAIN } from './explain-command';
import { MAP } from './map-command';
import { SIMULATE } from './simulate-command';
import { WrongUsage } from './wrong-usage';
import { packageVersion } from '../checks/package-version';
import { messageOf } from '../model/json';
import { UnusableInput } from '../model/unusable-input';
import { didYouMean } from '../shared/nearest';

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['check', CHECK],
  ['explain', EXPLAIN],
  ['map', MAP],
  ['simulate', SIMULATE],
]);

const HELP = `${[...COMMANDS.values()].map(({ help }) => help).join('')}
Exit code: 0 nothing found that fails, 1 something found, 2 input that cannot be read or wrong usage.
`;

type ExitCode = number | Promise<number>;

/** Carries out a command line, and returns the exit code. */
export function run([name, ...rest]: readonly string[], print: (text: string) => void): ExitCode {
  switch (name) {
    case undefined: print(HELP); return 2;
    case '-h':
    case '--help': print(HELP); return 0;
    case '--version': print(`${packageVersion()}\n`); return 0;
    case '--list-rules': print(renderRuleList()); return 0;
    default: return runCommand(name, rest, print);
  }
}

function runCommand(name: string, args: readonly string[], print: (text: string) => void): ExitCode {
  const command = COMMANDS.get(name) ?? refuse(`there is no command "${name}"${didYouMean(name, COMMANDS.keys())}`);
  if (args.some((arg) => arg === '-h' || arg === '--help')) {
    print(command.help);
    return 0;
  }
  return command.run(args, print);
}

/** What goes wrong is one line, and never a stack trace. */
function tell(error: unknown): void {
  const isDeep = error instanceof RangeError && /call stack/.test(error.message);
  const hint = error instanceof WrongUsage ? ' (see --help)' : error instanceof UnusableInput || isDeep ? '' : ' (this is a bug: please report it)';
  process.stderr.write(`cdk-discoverable-service: ${isDeep ? 'a template is nested too deeply to be read' : messageOf(error).split('\n')[0]}${hint}\n`);
  process.exitCode = 2;
}

/** The same for a terminal. Whoever reads the output may stop before its end (`| head`): then there is nobody to write for. */
export function main(args: readonly string[]): void {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      process.exitCode ??= error.code === 'EPIPE' ? 0 : 2;
    });
  }
  try {
    const exitCode = run(args, (text) => process.stdout.write(text));
    if (typeof exitCode === 'number') {
      process.exitCode = exitCode;
    } else {
      exitCode.then((code) => process.exitCode = code, tell);
    }
  } catch (error) {
    tell(error);
  }
}
