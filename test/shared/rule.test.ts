import type { Rule } from '../../src/shared/rule';
import { findingOf, findingsOf } from '../../src/shared/rule';

const row = (id: string, broken: (size: number) => string[]): Rule<number> => ({
  id, severity: 'error', why: `why ${id}`, fix: `fix ${id}`, link: `https://${id}`, broken,
});

test('facts that break nothing give no findings', () => {
  expect(findingsOf([row('a', () => [])], 1)).toEqual([]);
});

test('findings stand in the order of the rules, and a rule that is broken twice is found twice', () => {
  const rules = [row('b', (size) => [`got ${size}`, `got ${size + 1}`]), row('c', () => []), row('a', () => ['got a'])];

  expect(findingsOf(rules, 7)).toEqual([
    { ruleId: 'b', got: 'got 7', why: 'why b', fix: 'fix b', link: 'https://b' },
    { ruleId: 'b', got: 'got 8', why: 'why b', fix: 'fix b', link: 'https://b' },
    { ruleId: 'a', got: 'got a', why: 'why a', fix: 'fix a', link: 'https://a' },
  ]);
});

test('a question without an answer is a finding with the words of its rule, or with special ones', () => {
  const text = { id: 'no-answer', severity: 'error' as const, why: 'why', fix: 'fix', link: 'https://link' };

  expect(findingOf(text, 'got')).toEqual({ ruleId: 'no-answer', got: 'got', why: 'why', fix: 'fix', link: 'https://link' });
  expect(findingOf(text, 'got', { why: 'because', fix: 'so' })).toEqual({ ruleId: 'no-answer', got: 'got', why: 'because', fix: 'so', link: 'https://link' });
});
