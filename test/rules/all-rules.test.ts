import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '../../src/rules/all-rules';
import type { RuleText } from '../../src/shared/rule';

const TEST = join(__dirname, '..');
const SOURCE = join(TEST, '../src');

function filesIn(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(end)).map((file) => join(folder, file));
}

const textOf = (file: string) => readFileSync(file, 'utf8');

/** The files that hold rules. */
const RULE_FILES = filesIn(SOURCE, '.ts').filter((file) => /: (ReadonlyArray<Rule<|RuleText = )/.test(textOf(file)));

function isRule(value: unknown): value is RuleText {
  return typeof value === 'object' && value !== null && 'id' in value && 'severity' in value && 'why' in value;
}

/** Each rule that a file exports, by itself or in a list; one that two lists share is there once. */
const RULES = [...new Set(RULE_FILES
  .flatMap((file) => Object.values(jest.requireActual<Record<string, unknown>>(file)))
  .flatMap((value) => Array.isArray(value) ? value as unknown[] : [value])
  .filter(isRule))];

const TESTS = filesIn(TEST, '.test.ts').filter((file) => file !== __filename).map(textOf).join('\n');

test('there are rules to judge', () => {
  expect(RULES.length).toBeGreaterThan(40);
});

test('each rule that is written in the sources can be reached from outside its file', () => {
  const written = RULE_FILES.flatMap((file) => [...textOf(file).matchAll(/^ +id: '([^']*)',$/gm)].map(([, id]) => id));

  expect([...written].sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('no rule is written where it is thrown', () => {
  expect(filesIn(SOURCE, '.ts').filter((file) => /ruleId: '/.test(textOf(file)))).toEqual([]);
});

test('the list of all rules, which docs/rules.md is made of, holds each of them once', () => {
  expect([...ALL_RULES.values()].flat().map(({ id }) => id).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('ids are unique', () => {
  expect(RULES.map(({ id }) => id).filter((id, index, ids) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('the rule %s', (id, { severity, why, fix, link }) => {
  test('has an id in kebab-case', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('is an error or a warning', () => {
    expect(['error', 'warning']).toContain(severity);
  });

  test.each([['why', why], ['fix', fix]])('says %s in whole sentences', (_what, text) => {
    expect(text).toMatch(/^\S[^\n]*\.$/);
    expect(text).not.toMatch(/ {2}|undefined|\[object/);
  });

  test('has a link that a browser can open', () => {
    expect(link).toMatch(/^https:\/\/\S+$/);
    expect(new URL(link).protocol).toBe('https:');
  });

  test('is named in a test by its id', () => {
    expect(TESTS).toMatch(new RegExp(`[\\['"]${id}[\\]'"]`));
  });
});
