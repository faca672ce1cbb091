import { spawn } from 'node:child_process';

export interface Outcome {
  readonly status: number | null;
  /** What was printed, stdout and stderr as they came. */
  readonly output: string;
}

/** What a command needs of this process's environment: nothing of jest, of npm scripts, of the clone and of an AWS account. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|AWS_|NODE_(?!EXTRA_CA)|JEST_|TS_|CDK_|PROJEN|INIT_CWD|CONSUMERS_)/.test(name));
  return { ...Object.fromEntries(kept), CI: 'true', FORCE_COLOR: '0', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
}

/** Runs a command to its end, as a user in that folder does. It has no input: with a socket as one, which pipes of Node.js are, bash reads ~/.bashrc. */
export function run(folder: string, file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolved, rejected) => {
    const child = spawn(file, args, { cwd: folder, env: { ...environment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => output += data.toString());
    child.stderr.on('data', (data: Buffer) => output += data.toString());
    child.on('error', rejected);
    child.on('close', (status) => resolved({ status, output }));
  });
}

/** Runs a command that must succeed, and gives what it printed. */
export async function succeed(folder: string, file: string, args: readonly string[]): Promise<string> {
  const { status, output } = await run(folder, file, args);
  if (status !== 0) {
    throw new Error(`${file} ${args.join(' ')} ended with ${status}:\n${output}`);
  }
  return output;
}
