import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../src/checks/judge';
import { readTemplates } from '../../src/model/read-assembly';
import { ALL_RULES } from '../../src/rules/all-rules';
import { EVERY_TEMPLATE_RULE } from '../../src/template-rules/all-template-rules';
import type { TemplateRule } from '../../src/template-rules/template-rule';

const SOURCE = join(__dirname, '../../src/template-rules');
const RIGHT = join(__dirname, 'right');

const textsIn = (folder: string, end: string) => readdirSync(folder).filter((file) => file.endsWith(end)).map((file) => readFileSync(join(folder, file), 'utf8'));

const TESTS = textsIn(__dirname, '.test.ts').join('\n');

/** The rules of constructors, by their ids. */
const TWINS = new Map([...ALL_RULES.values()].flat().map((rule) => [rule.id, rule]));

function isRule(value: unknown): value is TemplateRule {
  return typeof value === 'object' && value !== null && 'id' in value && 'broken' in value;
}

test('the list holds each rule that a file has, once', () => {
  const written = readdirSync(SOURCE).flatMap((file) => Object.values(jest.requireActual<Record<string, unknown>>(join(SOURCE, file)))
    .flatMap((value) => Array.isArray(value) ? value as unknown[] : []).filter(isRule));
  const ids = EVERY_TEMPLATE_RULE.map(({ id }) => id).sort();

  expect(ids).toEqual([...new Set(written)].map(({ id }) => id).sort());
  expect([...new Set(ids)]).toEqual(ids);
});

describe.each(EVERY_TEMPLATE_RULE.map((rule) => [rule.id, rule] as const))('the rule %s', (id, { severity, why, fix, link }) => {
  test('has an id in kebab-case, and is an error or a warning', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(['error', 'warning']).toContain(severity);
  });

  test.each([['why', why], ['fix', fix]])('says %s in whole sentences', (_, text) => {
    expect(text).toMatch(/^\S[^\n]*\.$/);
    expect(text).not.toMatch(/ {2}|undefined|\[object/);
  });

  test('has a link that a browser can open', () => {
    expect(new URL(link).protocol).toBe('https:');
  });

  test('is as severe as the rule of that name that constructors have', () => {
    expect(TWINS.get(id)?.severity ?? severity).toBe(severity);
  });

  test('is named in a test by its id', () => {
    expect(new RegExp(`\\b${id}\\b`).test(TESTS)).toBe(true);
  });
});

const rightTemplates = existsSync(RIGHT) ? readdirSync(RIGHT).filter((file) => /\.(yaml|json)$/.test(file)).sort() : [];

test('there are right templates', () => {
  expect(rightTemplates.length).toBeGreaterThan(3);
});

test.each(rightTemplates)('the right template %s gets no error', (file) => {
  const { findings } = judge(readTemplates([join(RIGHT, file)]));

  expect(findings.filter(({ severity }) => severity === 'error').map(({ ruleId, at, got }) => `${ruleId} at ${at.logicalId}: ${got}`)).toEqual([]);
});
