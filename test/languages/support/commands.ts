import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Outcome } from '../../testing/command';
import { run } from '../../testing/command';

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

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command line to its end, however it ends, and prints how long it took. */
export async function ran(step: string, command: string, { cwd, env }: Surroundings): Promise<Outcome> {
  const start = Date.now();
  const { status, output } = await run(cwd, 'sh', ['-c', command], env);
  process.stdout.write(`  ${step}: ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
  return { status, output: stripVTControlCharacters(output) };
}

/** Runs a command line that must succeed. */
export async function done(step: string, command: string, surroundings: Surroundings): Promise<string> {
  const { status, output } = await ran(step, command, surroundings);
  if (status !== 0) {
    throw new Error(`${step} failed (exit ${status}):\n${output.slice(-6000)}`);
  }
  return output;
}
