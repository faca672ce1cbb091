import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, runs } from './command-line';
import { temporaryDirectory, written } from '../model/assembly-fixture';

/** One line on stderr, nothing on stdout, exit code 2. */
function refused(path: string): string {
  const { stdout, stderr, exitCode } = runs('check', path, '--json');
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  expect(stderr).toMatch(/^cdk-discoverable-service: [^\n]+\n$/);
  expect(stderr).not.toMatch(/this is a bug/);
  return stderr.replace(/^cdk-discoverable-service: /, '').trim();
}

const ALIAS_BOMB = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...[...'bcdefghi'].map((name, index) =>
  `${name}: &${name} [${Array(10).fill(`*${String.fromCharCode(97 + index)}`).join(', ')}]`), 'Resources: { A: { Type: X, Properties: { All: *i } } }'].join('\n');

test.each([
  ['a file that is not there', 'missing.yaml', 'missing.yaml does not exist'],
  ['truncated JSON', fileOf('truncated.json', '{ "Resources": { "A": '), 'cannot be read as JSON'],
  ['broken YAML', fileOf('broken.yaml', 'Resources:\n  A: [\n'), 'cannot be read as YAML'],
  ['a tag that CloudFormation does not have', fileOf('tag.yaml', 'Resources:\n  A: { Type: X, Properties: { B: !Reference C } }\n'), 'Unresolved tag: !Reference'],
  ['an alias bomb', fileOf('bomb.yaml', ALIAS_BOMB), 'cannot be read as YAML'],
  ['an alias to nothing', fileOf('alias.yaml', 'Resources: { A: *nothing }'), 'cannot be read as YAML'],
  ['an alias to itself', fileOf('circle.yaml', 'Resources: &a { A: *a }'), 'cannot be read as YAML'],
  ['two documents', fileOf('two.yaml', 'Resources: { A: { Type: X } }\n---\nResources: { A: { Type: X } }\n'), 'cannot be read as YAML'],
  ['an empty file', fileOf('empty.yaml', ''), 'is no CloudFormation template: it has no map of Resources'],
  ['text', fileOf('text.txt', 'hello'), 'is no CloudFormation template: it has no map of Resources'],
  ['binary data', fileOf('binary.yaml', Buffer.from([0, 1, 2, 255, 254])), ''],
  ['a list', fileOf('list.json', '[1, 2]'), 'is no CloudFormation template: it has no map of Resources'],
  ['a template of another kind', fileOf('deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec: { replicas: 2 }\n'), 'has no map of Resources'],
  ['a template whose Resources are a list', fileOf('resources.json', '{ "Resources": [ { "Type": "X" } ] }'), 'has no map of Resources'],
  ['a template without resources', fileOf('none.json', '{ "Resources": {} }'), 'has no map of Resources'],
  ['a file that is too large', fileOf('large.json', `{ "Resources": "${'x'.repeat(5_000_000)}" }`), 'and more than 5000000 are not read'],
  ['nesting deeper than the parser goes', fileOf('deep.yaml', `Resources: ${'['.repeat(50_000)}`), 'cannot be read as YAML'],
  ['JSON that is nested too deeply', fileOf('deep.json', `{ "Resources": { "A": { "Type": "AWS::ServiceDiscovery::Service", "Properties": { "Name": ${'{"Fn::Join":["",['.repeat(3000)}"a"${']]}'.repeat(3000)} } } } }`),
    'a template is nested too deeply to be read'],
  ['a directory without an assembly', temporaryDirectory(), 'is not a cloud assembly: it has no manifest.json'],
])('%s is refused in one line', (_, path, problem) => {
  expect(refused(path)).toContain(problem);
});

const stackOf = (templateFile: string) => ({ artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile } } } });

test.each([
  ['a manifest that is no JSON', { 'manifest.json': 'x' }, (directory: string) => writeFileSync(join(directory, 'manifest.json'), '{'), 'manifest.json cannot be read as JSON'],
  ['a template that is missing', { 'manifest.json': stackOf('Shop.json') }, () => undefined, 'Shop.json does not exist'],
  ['a template that is truncated', { 'manifest.json': stackOf('Shop.json') }, (directory: string) => writeFileSync(join(directory, 'Shop.json'), '{ "Res'), 'Shop.json cannot be read as JSON'],
  ['an assembly in itself', {
    'manifest.json': { artifacts: { Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } },
  }, () => undefined, 'is an assembly in itself'],
  ['a stack that is nested in itself', {
    'manifest.json': stackOf('Shop.json'),
    'Shop.json': { Resources: { Again: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './Shop.json' } } } },
  }, () => undefined, 'Shop.json is nested in itself'],
])('an assembly with %s is refused in one line', (_, files, spoil, problem) => {
  const directory = written(files);
  spoil(directory);

  expect(refused(directory)).toContain(problem);
});

test('a template in a directory of the name of a file is refused in one line', () => {
  const directory = join(temporaryDirectory(), 'template.yaml');
  mkdirSync(directory);

  expect(refused(directory)).toContain('is not a cloud assembly');
});

test('a rule that throws is called a bug, in one line', () => {
  jest.spyOn(JSON, 'stringify').mockImplementation(() => {
    throw new Error('of a kind nobody thought of\nat somewhere');
  });
  const { stderr, exitCode } = runs('check', fileOf('right.yaml', 'Resources: { A: { Type: X } }'), '--json');
  jest.restoreAllMocks();

  expect({ stderr, exitCode }).toEqual({ stderr: 'cdk-discoverable-service: of a kind nobody thought of (this is a bug: please report it)\n', exitCode: 2 });
});
