import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Tools, and what brings them. */
const BROUGHT_BY = {
  dig: 'apt-get install -y --no-install-recommends bind9-dnsutils',
  curl: 'apt-get install -y --no-install-recommends curl',
  getent: 'apt-get install -y --no-install-recommends libc-bin',
  ip: 'apt-get install -y --no-install-recommends iproute2',
  unshare: 'apt-get install -y --no-install-recommends util-linux',
  runuser: 'apt-get install -y --no-install-recommends util-linux',
  aws: 'pip install awscli',
  chromium: 'apt-get install -y --no-install-recommends chromium fonts-dejavu-core',
  dot: 'apt-get install -y --no-install-recommends graphviz',
  python3: 'apt-get install -y --no-install-recommends python3',
};

export type Tool = keyof typeof BROUGHT_BY;

/** Fails all tests of a file, with what to do, where a tool is missing: it is never left out in silence. */
export function needs(...tools: readonly Tool[]): void {
  beforeAll(() => {
    for (const tool of tools) {
      try {
        execFileSync('sh', ['-c', `command -v ${tool}`]);
      } catch {
        throw new Error(`${tool} is missing: ${BROUGHT_BY[tool]}`);
      }
    }
  });
}

/** Fails all tests of a file for anyone but root, who alone may make a network namespace everywhere. */
export function needsRoot(): void {
  beforeAll(() => {
    if (process.getuid?.() !== 0) {
      throw new Error('this needs root: sudo npx projen test:tools');
    }
  });
}

/** What a tool did. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a tool to its end, however it ends. */
export async function ran(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, timeout = 30_000): Promise<Outcome> {
  try {
    const { stdout, stderr } = await promisify(execFile)(file, [...args], { env: { ...process.env, ...env }, timeout });
    return { stdout, stderr, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout?: string; stderr?: string; code?: number };
    return { stdout: stdout ?? '', stderr: stderr ?? String(error), code: typeof code === 'number' ? code : -1 };
  }
}
