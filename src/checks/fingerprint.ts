import { createHash } from 'node:crypto';
import type { TemplateFinding } from './template-finding';

/** What stays the same of a finding while the rest of the app changes: its rule and its place. */
export function fingerprintOf({ ruleId, at: { stack, logicalId, path }, property }: TemplateFinding): string {
  return createHash('sha256').update(JSON.stringify([ruleId, stack, path ?? logicalId, property])).digest('hex').slice(0, 32);
}
