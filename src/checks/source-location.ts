import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Assembly, Resource } from '../model/assembly';

export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}

/** `what (file:line:column)` or `at file:line:column`. */
const FRAME = /\(?([^\s()]+):(\d+):\d+\)?$/;

/**
 * Where a person changes a resource: the line of the program that made it, where the assembly tells it, else its line in the template.
 */
export function sourceOf({ stacks }: Assembly, { stack: stackId, logicalId, path }: Resource): SourceLocation {
  const stack = stacks.get(stackId);
  const frames = scopesUpwards(path).map((scope) => stack?.notes().traces.get(scope)).find((trace) => trace !== undefined) ?? [];
  const [inProgram] = frames.flatMap((frame) => {
    const [, file, line] = FRAME.exec(frame) ?? [];
    return file === undefined || /node_modules|^node:/.test(file) ? [] : [{ file: asUri(file), line: Number(line) }];
  });
  return inProgram ?? { file: asUri(stack?.file ?? ''), line: lineIn(stack?.file, logicalId) };
}

function scopesUpwards(path = ''): string[] {
  const ids = path.split('/');
  return ids.map((_, index) => ids.slice(0, ids.length - index).join('/'));
}

/** Relative to where the command runs, as reports of code scanning want it. */
function asUri(file: string): string {
  const fromHere = relative(process.cwd(), file.replace(/^file:\/\//, ''));
  return (fromHere.startsWith('..') ? file : fromHere).split(sep).join('/');
}

const texts = new Map<string, readonly string[]>();

function lineIn(file: string | undefined, logicalId: string): number {
  if (file === undefined) {
    return 1;
  }
  const lines = texts.get(file) ?? readFileSync(file, 'utf8').split('\n');
  texts.set(file, lines);
  const resources = Math.max(lines.findIndex((line) => /^\s*["']?Resources["']?\s*:/.test(line)), 0);
  const keys = [`${logicalId}:`, `"${logicalId}":`, `'${logicalId}':`];
  const line = lines.findIndex((text, index) => index >= resources && keys.some((key) => text.trimStart().startsWith(key)));
  return (line < 0 ? resources : line) + 1;
}
