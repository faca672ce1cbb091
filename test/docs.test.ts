import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRules } from '../scripts/render-rules';

test('docs/rules.md says what the rules say (else run "npx projen docs:rules")', () => {
  expect(readFileSync(join(__dirname, '../docs/rules.md'), 'utf8')).toBe(renderRules());
});
