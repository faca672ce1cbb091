import { didYouMean, nearest } from '../../src/shared/nearest';

const WORDS = ['check', 'explain', 'map', 'simulate'];

test.each([
  ['a letter that is changed', 'chexk', 'check'],
  ['a letter that is left out', 'explin', 'explain'],
  ['a letter too many', 'simmulate', 'simulate'],
  ['two letters in the wrong order', 'amp', 'map'],
  ['capital letters', 'CHECK', 'check'],
  ['the word itself', 'map', 'map'],
  ['a third of the letters', 'expIian', 'explain'],
])('%s: the word is near', (_what, given, expected) => {
  expect(nearest(given, WORDS)).toBe(expected);
});

test.each(['', 'x', 'destroy', 'mopa', 'cheddar'])('no word is near to "%s"', (given) => {
  expect(nearest(given, WORDS)).toBeUndefined();
});

test('of several words the nearest one is taken, and of equal ones the first', () => {
  expect(nearest('pors', ['ports', 'port', 'pots'])).toBe('ports');
  expect(nearest('--fail-no', ['--fail-at', '--fail-on'])).toBe('--fail-on');
});

test('the end of a message names it, and is empty where there is none', () => {
  expect([didYouMean('chekc', WORDS), didYouMean('destroy', WORDS)]).toEqual(['; did you mean check?', '']);
});
