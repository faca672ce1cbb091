import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fasterHalfOf } from '../benchmark/child';
import type { Results } from '../benchmark/ratios';
import { GOALS, ratiosOf, worsened } from '../benchmark/ratios';
import { tokensOf } from '../benchmark/user-code';

test('what is measured several times is the mean of the faster half, so that one slow or one lucky round is not the result', () => {
  expect(fasterHalfOf([9, 1, 100, 3])).toBe(2);
  expect(fasterHalfOf([9, 1, 4])).toBe(2.5);
  expect(fasterHalfOf([7])).toBe(7);
});

test('a ratio may be a tenth worse than the committed one, and no more', () => {
  expect(worsened({ bytes: 0.7, cpu: 0.9 }, { bytes: 0.769, cpu: 0.5 })).toEqual([]);
  expect(worsened({ bytes: 0.7, cpu: 0.9 }, { bytes: 0.771, cpu: 0.9 })).toEqual(['bytes: 0.771, and 0.700 is committed']);
});

test('a ratio that nobody has committed is told, and not passed', () => {
  expect(worsened({}, { bytes: 0.7 })).toEqual(['bytes: no ratio is committed; run "npm run benchmark"']);
});

test('a program for two services takes at most half of the words of the plain CDK behind a function of the user', () => {
  expect(tokensOf('discoverable-service') / tokensOf('plain-l2')).toBeLessThanOrEqual(0.5);
});

describe('the committed results', () => {
  const results = JSON.parse(readFileSync(join(__dirname, '../benchmark/results.json'), 'utf8')) as Results;

  test('have a ratio for each goal', () => {
    expect(Object.keys(results.ratios)).toEqual(expect.arrayContaining(Object.keys(GOALS)));
  });

  test('have ratios that follow from what was measured', () => {
    expect(results.ratios).toEqual(ratiosOf(results));
  });
});
