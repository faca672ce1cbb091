import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from './assembly-fixture';
import { readTemplates } from '../../src/model/read-assembly';
import { resolveValue, textIn } from '../../src/model/resolve-value';

/** Reads the first of some files. */
function read(files: Record<string, string>, parameters: Record<string, string> = {}) {
  const directory = temporaryDirectory();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  const id = join(directory, Object.keys(files)[0]);
  const assembly = readTemplates([id], { parameters: new Map(Object.entries(parameters)) });
  return { assembly, id, stack: assembly.stacks.get(id)! };
}

const cluster = (more: string) => `  Cluster: { Type: AWS::ECS::Cluster, ${more} }\n`;

test.each([
  ['!Ref', '!Ref Cluster', { Ref: 'Cluster' }],
  ['!GetAtt', '!GetAtt Cluster.Arn', { 'Fn::GetAtt': 'Cluster.Arn' }],
  ['!GetAtt as a list', '!GetAtt [Cluster, Arn]', { 'Fn::GetAtt': ['Cluster', 'Arn'] }],
  ['!Sub with variables', '!Sub ["${A}", { A: 1 }]', { 'Fn::Sub': ['${A}', { A: 1 }] }],
  ['a tag in a tag', '!Join ["-", [a, !Ref Cluster, !If [Is, !Sub "${Cluster}", !Ref "AWS::NoValue"]]]', {
    'Fn::Join': ['-', ['a', { Ref: 'Cluster' }, { 'Fn::If': ['Is', { 'Fn::Sub': '${Cluster}' }, { Ref: 'AWS::NoValue' }] }]],
  }],
  ['!Transform', '!Transform { Name: AWS::Include, Parameters: { Location: x } }', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'x' } } }],
  ['!FindInMap', '!FindInMap [A, b, c]', { 'Fn::FindInMap': ['A', 'b', 'c'] }],
  ['!ImportValue', '!ImportValue shop', { 'Fn::ImportValue': 'shop' }],
  ['a date, which is text', '2012-10-17', '2012-10-17'],
  ['an alias', '[&a { B: 1 }, *a]', [{ B: 1 }, { B: 1 }]],
])('reads %s from YAML', (_, yaml, json) => {
  expect(read({ 't.yaml': `Resources:\n${cluster(`Properties: { P: ${yaml} }`)}` }).stack.resources.get('Cluster')?.properties.P).toEqual(json);
});

test('reads JSON, whatever the file is called, and with a byte order mark', () => {
  expect(read({ template: '\uFEFF{ "Resources": { "A": { "Type": "X" } } }' }).stack.resources.get('A')?.type).toBe('X');
});

test('reads a flow mapping of YAML that begins like JSON', () => {
  expect(read({ 't.yaml': '{ Resources: { A: { Type: X } } }' }).stack.resources.get('A')?.type).toBe('X');
});

test('leaves out what a condition that surely does not hold would make, and keeps the rest', () => {
  const { stack } = read({
    't.yaml': `
Parameters: { Stage: { Type: String } }
Conditions: { Never: !Equals [a, b], Always: !Not [!Condition Never], IsProd: !Equals [!Ref Stage, prod] }
Resources:
  A: { Type: X, Condition: Never }
  B: { Type: X, Condition: Always }
  C: { Type: X, Condition: IsProd }
  D: { Type: X, Condition: Missing }
`,
  }, { Stage: 'test' });

  expect([...stack.resources.keys()]).toEqual(['B', 'D']);
});

test('reads what a resource depends on, and its condition', () => {
  const { resources } = read({ 't.yaml': 'Resources:\n  A: { Type: X, DependsOn: B }\n  B: { Type: X, DependsOn: [C], Condition: IsProd }\n  C: { Type: X }\n' }).stack;

  expect([...resources.values()].map(({ dependsOn, condition }) => [dependsOn, condition])).toEqual([[['B'], undefined], [['C'], 'IsProd'], [[], undefined]]);
});

describe('a nested stack whose template is beside that of its parent', () => {
  const parent = `
Resources:
  Names:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./nested/names.yaml, Parameters: { Name: backend } }
`;
  const nested = `
Parameters: { Name: { Type: String }, Other: { Type: String, Default: x } }
Resources:
  Service: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: !Ref Name, Description: !Ref Other } }
Outputs: { Arn: { Value: !GetAtt Service.Arn } }
`;

  test('is read, with what its parent passes', () => {
    const { assembly, id, stack } = read({ 't.yaml': parent, 'nested/names.yaml': nested });

    expect(stack.isWhole).toBe(true);
    expect(textIn(assembly, `${id}/Names`, { Ref: 'Name' })).toBe('backend');
    expect(textIn(assembly, `${id}/Names`, { Ref: 'Other' })).toBeUndefined();
    expect(resolveValue(assembly, id, { 'Fn::GetAtt': ['Names', 'Outputs.Arn'] })).toEqual({
      kind: 'reference', stack: `${id}/Names`, logicalId: 'Service', attribute: 'Arn',
    });
  });

  test.each([
    ['is not there', { 't.yaml': parent }],
    ['is elsewhere', { 't.yaml': parent.replace('./nested', 'https://bucket.s3.amazonaws.com'), 'nested/names.yaml': nested }],
  ])('leaves its parent incomplete where it %s', (_, files) => {
    const { assembly, stack } = read(files);

    expect(stack.isWhole).toBe(false);
    expect(assembly.stacks.size).toBe(1);
  });
});

test.each([
  ['no transform', '', true, 1],
  ['a transform of AWS', 'Transform: AWS::Serverless-2016-10-31\n', true, 1],
  ['transforms of AWS', 'Transform: [AWS::LanguageExtensions, { Name: AWS::SecretsManager-2020-07-23 }]\n', true, 1],
  ['an included part', 'Transform: { Name: AWS::Include, Parameters: { Location: "s3://a/b" } }\n', false, 1],
  ['a macro', 'Transform: Ours\n', false, 0],
  ['a macro with parameters', 'Transform: [AWS::LanguageExtensions, { Name: Ours }]\n', false, 0],
])('a template with %s: whole %s', (_, transform, isWhole, resources) => {
  const { stack } = read({ 't.yaml': `${transform}Resources:\n  A: { Type: X }\n` });

  expect({ isWhole: stack.isWhole, resources: stack.resources.size }).toEqual({ isWhole, resources });
});

test.each([
  ['a loop over resources', '  Fn::ForEach::Services: [Name, [a, b], { "Service${Name}": { Type: X } }]'],
  ['an included part', '  Fn::Transform: { Name: AWS::Include }'],
])('%s makes resources that are not known', (_, part) => {
  const { stack } = read({ 't.yaml': `Transform: AWS::LanguageExtensions\nResources:\n  A: { Type: X }\n${part}\n` });

  expect({ isWhole: stack.isWhole, resources: [...stack.resources.keys()] }).toEqual({ isWhole: false, resources: ['A'] });
});

test('merges keys', () => {
  const { resources } = read({ 't.yaml': 'Base: &base { Type: X }\nResources:\n  A: { <<: *base, DependsOn: B }\n  B: { Type: Y }\n' }).stack;

  expect(resources.get('A')).toMatchObject({ type: 'X', dependsOn: ['B'] });
});

test('takes the last of two keys of one name, as JSON does', () => {
  expect(read({ 't.yaml': 'Resources:\n  A: { Type: X, Properties: { Name: a, Name: b } }\n' }).stack.resources.get('A')?.properties).toEqual({ Name: 'b' });
});
