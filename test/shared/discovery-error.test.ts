import type { Finding } from '../../src/shared/discovery-error';
import { DiscoveryError, refuse, refuseOne, renderFinding } from '../../src/shared/discovery-error';
import { messageOf } from '../testing/shop';

const SALT: Finding = { ruleId: 'too-salty', got: 'The soup has 9 g.', why: 'Nobody eats it.', fix: 'Add water.', link: 'https://example.org/salt' };
const HEAT: Finding = { ruleId: 'too-hot', got: 'The soup has 99 degrees.', why: 'It burns.', fix: 'Wait.', link: 'https://example.org/heat' };

const SALT_TEXT = `[too-salty] The soup has 9 g.
  why: Nobody eats it.
  fix: Add water.
  see: https://example.org/salt`;
const HEAT_TEXT = `[too-hot] The soup has 99 degrees.
  why: It burns.
  fix: Wait.
  see: https://example.org/heat`;

test('a finding reads: id and what was got, then why, fix and link', () => {
  expect(renderFinding(SALT)).toBe(SALT_TEXT);
});

test('one finding is one problem', () => {
  expect(messageOf(() => refuse('Kitchen/Soup', [SALT]))).toBe(`Kitchen/Soup: 1 problem\n\n${SALT_TEXT}\n`);
});

test('several findings come in one error, in their order, with an empty line between', () => {
  expect(messageOf(() => refuse('Kitchen/Soup', [SALT, HEAT]))).toBe(`Kitchen/Soup: 2 problems\n\n${SALT_TEXT}\n\n${HEAT_TEXT}\n`);
});

test('nothing is thrown where nothing is wrong', () => {
  expect(() => refuse('Kitchen/Soup', [])).not.toThrow();
});

test('a single finding can be thrown by itself', () => {
  expect(messageOf(() => refuseOne('Kitchen/Soup', HEAT))).toBe(`Kitchen/Soup: 1 problem\n\n${HEAT_TEXT}\n`);
});

test('the error tells what it is about and which rules were broken, for programs', () => {
  const error = new DiscoveryError('Kitchen/Soup', [HEAT, SALT]);

  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('DiscoveryError');
  expect(error.subject).toBe('Kitchen/Soup');
  expect(error.ruleIds).toEqual(['too-hot', 'too-salty']);
  expect(error.findings).toEqual([HEAT, SALT]);
});
