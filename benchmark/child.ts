import { spawnSync } from 'node:child_process';

/** Runs a program in a fresh process, and gives what it printed last. Nothing of this process's environment changes how the CDK works. */
export function measured<T>(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): T {
  const { PATH, HOME, TMPDIR } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: folder, env: { PATH, HOME, TMPDIR, ...environment }, encoding: 'utf8', maxBuffer: 2 ** 26,
  });
  if (status !== 0) {
    throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  }
  return JSON.parse(stdout.trim().split('\n').pop()!) as T;
}

export function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/**
 * The mean of the faster half. Whatever else a machine does only adds, so slow rounds tell about the machine; and the one fastest round is a matter of luck: with six
 * rounds, ratios of the least moved twice as much from one measurement to the next as ratios of this mean.
 */
export function fasterHalfOf(numbers: readonly number[]): number {
  const faster = [...numbers].sort((a, b) => a - b).slice(0, Math.ceil(numbers.length / 2));
  return faster.reduce((sum, number) => sum + number, 0) / faster.length;
}
