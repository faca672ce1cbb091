import { createHash } from 'node:crypto';
import { relative, resolve } from 'node:path';
import type { TemplateFinding } from './template-finding';

/**
 * What stays the same of a finding while the rest of the app changes: its rule, its place and what was got.
 *
 * A template is the same file however its path is spelled, and entries of a list move when others are added.
 */
export function fingerprintOf({ ruleId, at: { stack, logicalId, path }, property, got }: TemplateFinding): string {
  const place = [relative(process.cwd(), resolve(stack)), path ?? logicalId, property.replace(/\/\d+(?=\/|$)/g, '')];
  return createHash('sha256').update(JSON.stringify([ruleId, ...place, got])).digest('hex').slice(0, 32);
}
