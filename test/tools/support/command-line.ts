import { ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');
export const COMMAND = join(ROOT, 'bin/cdk-discoverable-service');

/** The command line, at work. */
export interface Running {
  readonly child: ChildProcess;
  readonly dns: string;
  readonly api: string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** What it has printed until now. */
  stdout(): string;
  stderr(): string;
}

const children = new Set<ChildProcess>();

beforeAll(() => {
  if (!existsSync(join(ROOT, 'lib/cli/main.js'))) {
    throw new Error('the library is not compiled: npx projen compile');
  }
});

afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** Starts `simulate` without waiting for it. */
export function spawned(args: readonly string[], by: readonly string[] = []) {
  const [file, ...rest] = [...by, process.execPath, COMMAND, 'simulate', ...args];
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' } });
  const text = { stdout: '', stderr: '' };
  children.add(child);
  child.stdout.on('data', (data: Buffer) => text.stdout += data.toString());
  child.stderr.on('data', (data: Buffer) => text.stderr += data.toString());
  const ended = new Promise<number | string>((resolved) => child.on('close', (code, signal) => {
    children.delete(child);
    resolved(code ?? signal!);
  }));
  return { child, ended, stdout: () => text.stdout, stderr: () => text.stderr };
}

/** Starts `simulate`, and waits until it says that it is ready. */
export async function simulating(...args: readonly string[]): Promise<Running> {
  const running = spawned(args);
  const [, dns, api] = await until(() => /^ready dns=(\S+) api=(\S+)$/m.exec(running.stdout()) ?? undefined, () => running.stderr());
  return { ...running, dns, api };
}

/** Waits until something is there. */
export async function until<T>(find: () => T | undefined | Promise<T | undefined>, otherwise: () => string = () => '', patience = 15_000): Promise<T> {
  for (const start = Date.now(); Date.now() - start < patience;) {
    const found = await find();
    if (found !== undefined) {
      return found;
    }
    await new Promise((passed) => setTimeout(passed, 30));
  }
  throw new Error(`nothing after ${patience} ms. ${otherwise()}`);
}
