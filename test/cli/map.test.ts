import { readFileSync } from 'node:fs';
import { fileOf, runs } from './command-line';
import { FRONTEND_BACKEND, service } from '../map/fixture';

const TEMPLATE = fileOf('map.json', JSON.stringify({ Parameters: { Name: { Type: 'String' } }, Resources: FRONTEND_BACKEND }));
const NEWER = fileOf('newer.json', JSON.stringify({ Resources: { ...FRONTEND_BACKEND, ...service('Worker') } }));

test.each([
  ['no path', ['map'], 'map takes the directory of an assembly (cdk.out) or templates'],
  ['a format that is none', ['map', TEMPLATE, '--format', 'png'], '--format is "png", and can be mermaid, dot, json, svg, html'],
  ['one version to compare', ['map', '--diff', TEMPLATE], 'map --diff takes two assemblies or templates: the old one and the new one'],
  ['three versions to compare', ['map', '--diff', TEMPLATE, NEWER, NEWER], 'map --diff takes two assemblies or templates: the old one and the new one'],
])('%s is wrong usage', (_, args, problem) => {
  expect(runs(...args)).toEqual({ stdout: '', stderr: `cdk-discoverable-service: ${problem} (see --help)\n`, exitCode: 2 });
});

test.each([
  ['a file that is not there', ['map', 'no-such-file.json'], 'no-such-file.json does not exist'],
  ['a place that cannot be written to', ['map', TEMPLATE, '--output', '/no/such/place.svg'], '/no/such/place.svg cannot be written: ENOENT'],
  ['what is no template', ['map', fileOf('none.json', '{}')], 'none.json is no CloudFormation template: it has no map of Resources'],
])('%s is one line, and exit code 2', (_, args, problem) => {
  const { stdout, stderr, exitCode } = runs(...args);

  expect([stdout, exitCode]).toEqual(['', 2]);
  expect(stderr).toContain(problem);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test.each([
  ['mermaid', /^flowchart LR\n/],
  ['dot', /^digraph services \{\n/],
  ['json', /^\{\n {2}"version": 1,\n/],
  ['svg', /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /],
  ['html', /^<!DOCTYPE html>\n/],
])('prints %s, and nothing else', (format, beginning) => {
  expect(runs('map', TEMPLATE, '--format', format)).toEqual({ stdout: expect.stringMatching(beginning), stderr: '', exitCode: 0 });
});

test('Mermaid is what is printed where no format is asked for', () => {
  expect(runs('map', TEMPLATE).stdout).toBe(runs('map', TEMPLATE, '--format', 'mermaid').stdout);
});

test('writes to a file what it would print', () => {
  const file = fileOf('map.svg', '');

  expect(runs('map', TEMPLATE, '--format', 'svg', '--output', file)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  expect(readFileSync(file, 'utf8')).toBe(runs('map', TEMPLATE, '--format', 'svg').stdout);
});

test('compares two versions, also where their files are called otherwise', () => {
  const { nodes } = JSON.parse(runs('map', '--diff', TEMPLATE, NEWER, '--format', 'json').stdout) as { readonly nodes: ReadonlyArray<{ readonly id: string; readonly change: string }> };

  expect(nodes.map(({ id, change }) => `${change} ${id}`)).toEqual(['kept Backend', 'kept Frontend', 'added Worker']);
});
