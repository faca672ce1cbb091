import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const WIDEST = 120;

/** Words and signs of a program for two services, as the compiler sees them: imports in, comments out. */
export function tokensOf(program: string): number {
  const source = readFileSync(join(__dirname, `user-code/${program}.ts`), 'utf8');
  if (source.split('\n').some(({ length }) => length > WIDEST)) {
    throw new Error(`A line of ${program} has more than ${WIDEST} columns.`);
  }
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, source);
  let count = 0;
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    count += 1;
  }
  return count;
}
