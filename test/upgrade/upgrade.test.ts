import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { breakingChanges, lostIds } from './breaking-changes';
import type { ExampleState } from './released-state';
import { CONTEXT, idsOf, stateOf } from './released-state';
import { readNotes, untold, untrue } from './upgrade-notes';
import { exampleNames, readJson, synthesizeExample, templatesIn } from '../testing/examples';

const RELEASED = join(__dirname, 'released');
const NOTES = readNotes(readFileSync(resolve(__dirname, '../../docs/upgrading.md'), 'utf8'));
const EXAMPLES = readdirSync(RELEASED).filter((file) => file !== 'ids.json').map((file) => file.replace('.json', ''));
const IDS = readJson(join(RELEASED, 'ids.json')) as string[];

const changes: string[] = lostIds(IDS, idsOf());

test('there is a released state to compare with', () => {
  expect(EXAMPLES.length).toBeGreaterThan(0);
  expect(IDS.length).toBeGreaterThan(0);
});

test.each(EXAMPLES)('an update of the example %s from the last release breaks only what docs/upgrading.md tells', (name) => {
  const before = readJson(join(RELEASED, `${name}.json`)) as ExampleState;
  const found = breakingChanges(name, before, exampleNames().includes(name) ? stateOf(templatesIn(synthesizeExample(name, CONTEXT))) : {});
  changes.push(...found);
  expect(untold(found, NOTES)).toEqual([]);
});

test('no rule and no warning of the last release is gone without an entry in docs/upgrading.md', () => {
  expect(untold(lostIds(IDS, idsOf()), NOTES)).toEqual([]);
});

test('every entry of docs/upgrading.md that is not released yet tells of a change that is there', () => {
  expect(untrue(NOTES, changes)).toEqual([]);
});
