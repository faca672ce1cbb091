import { execFileSync, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** How a shell text ended. */
export interface Ending {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stderr: string;
}

/** Absolute path of a program of this machine, where it has it. */
export function programOf(name: string): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}

/** What a program prints for help, on whichever output. */
export function helpOf(program: string, ...args: string[]): string {
  return execFileSync('/bin/sh', ['-c', '"$@" 2>&1 || true', 'sh', program, ...args], { encoding: 'utf8' });
}

const root = mkdtempSync(join(tmpdir(), 'health-probe-'));
let folders = 0;

/** A folder that holds only these names, each a link to a program. */
export function folderOf(links: Record<string, string>): string {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  Object.entries(links).forEach(([name, program]) => symlinkSync(program, join(folder, name)));
  return folder;
}

/** A shell script with that text. */
export function scriptOf(text: string): string {
  const script = join(folderOf({}), 'script');
  writeFileSync(script, `#!/bin/sh\n${text}\n`);
  chmodSync(script, 0o755);
  return script;
}

export function removeFolders(): void {
  rmSync(root, { recursive: true });
}

/** The shells that stand behind /bin/sh in images, as far as this machine has them, each once. */
export function shells(): string[][] {
  const [dash, bash, busybox] = ['dash', 'bash', 'busybox'].map(programOf);
  const others = [...dash ? [[dash]] : [], ...bash ? [[bash, '--posix']] : [], ...busybox ? [[busybox, 'sh']] : []];
  return [['/bin/sh'], ...others.filter(([shell]) => realpathSync(shell) !== realpathSync('/bin/sh'))];
}

/** Runs a shell text with nothing on the PATH but what the folder holds. */
export function run([shell, ...args]: string[], text: string, folder: string, env: Record<string, string> = {}): Promise<Ending> {
  // Without input, as in a container; from a socket, Bash would take itself for a remote shell and read .bashrc.
  const child = spawn(shell, [...args, '-c', text], { cwd: root, env: { ...env, PATH: folder }, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}

/**
 * Folders that each hold one tool, named by the last word: of `busybox wget`, that is `wget`. Images with bash have `timeout`, too.
 * Tools without a program are left out.
 */
export function oneByOne(programs: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(programs).flatMap(([tool, program]) =>
    program ? [[tool, folderOf({ [tool.split(' ').pop()!]: program, ...tool === 'bash' ? { timeout: programOf('timeout')! } : {} })]] : []));
}

/** The exit code by tool and shell; all at once, as each run is a process. */
export async function exitCodes(tools: Record<string, string>, text: string, env?: Record<string, string>): Promise<Record<string, number | null>> {
  const runs = Object.entries(tools).flatMap(([tool, folder]) =>
    shells().map(async (shell) => [`${tool} by ${shell.join(' ')}`, (await run(shell, text, folder, env)).code] as const));
  return Object.fromEntries(await Promise.all(runs));
}

/** The same exit code for each tool and shell. */
export function everyTool(tools: Record<string, string>, code: number): Record<string, number> {
  return Object.fromEntries(Object.keys(tools).flatMap((tool) => shells().map((shell) => [`${tool} by ${shell.join(' ')}`, code])));
}
