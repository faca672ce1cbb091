import { execFile, execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

export const ROOT = resolve(__dirname, '../../..');

/** How a tool is asked whether it works, and what brings it. */
const TOOLS: Readonly<Record<string, readonly [question: readonly string[], broughtBy: string]>> = {
  python3: [['-c', 'import ensurepip, venv'], 'apt-get install -y --no-install-recommends python3-venv'],
  javac: [['-version'], 'apt-get install -y --no-install-recommends openjdk-17-jdk-headless'],
  mvn: [['--version'], 'apt-get install -y --no-install-recommends maven'],
  go: [['version'], 'Go 1.25 or newer, as https://go.dev/doc/install says'],
};

export function works(tool: string, question: readonly string[] = ['--version']): boolean {
  try {
    execFileSync(tool, [...question], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Fails, with what to do, where a toolchain is missing: no language is left out in silence. */
export function assertToolchains(): void {
  const missing = Object.entries(TOOLS).filter(([tool, [question]]) => !works(tool, question));
  if (missing.length > 0) {
    throw new Error(missing.map(([tool, [, broughtBy]]) => `${tool} is missing: ${broughtBy}`).join('\n'));
  }
}

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command line to its end, however it ends, and prints how long it took. */
export async function ran(step: string, command: string, { cwd, env }: Surroundings): Promise<Outcome> {
  const start = Date.now();
  const options = { cwd, env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...env }, maxBuffer: 64_000_000 };
  // Not bash: with a socket as its input, which pipes of Node.js are, it reads ~/.bashrc, which may set the PATH anew.
  const { code, output } = await promisify(execFile)('sh', ['-c', command], options).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code?: unknown; stdout?: string; stderr?: string }) => (
      { code: typeof error.code === 'number' ? error.code : -1, output: `${error.stdout ?? ''}${error.stderr ?? String(error)}` }),
  );
  process.stdout.write(`  ${step}: ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  return { code, output: stripVTControlCharacters(output) };
}

/** Runs a command line that must succeed. */
export async function done(step: string, command: string, surroundings: Surroundings): Promise<string> {
  const { code, output } = await ran(step, command, surroundings);
  if (code !== 0) {
    throw new Error(`${step} failed (exit ${code}):\n${output.slice(-6000)}`);
  }
  return output;
}
