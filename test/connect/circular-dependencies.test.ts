import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { artifactGraph, circleIn, circlesInAssembly, danglingDependencies, resourceGraph } from './circular-dependencies';

const template = (Resources: object) => ({ Resources });
const using = (value: unknown) => ({ Type: 'T', Properties: { Deep: [{ Value: value }] } });

test.each<[string, object, string[]]>([
  ['nothing', {}, []],
  ['a chain', { A: using({ Ref: 'B' }), B: using({ 'Fn::GetAtt': ['C', 'Arn'] }), C: using('x') }, []],
  ['a diamond', { A: { DependsOn: ['B', 'C'] }, B: { DependsOn: 'D' }, C: { DependsOn: 'D' }, D: {} }, []],
  ['two references', { A: using({ Ref: 'B' }), B: using({ Ref: 'A' }) }, ['A', 'B', 'A']],
  ['a reference and a DependsOn', { A: using({ 'Fn::GetAtt': ['B', 'Arn'] }), B: { DependsOn: 'A' } }, ['A', 'B', 'A']],
  ['lists in DependsOn', { A: { DependsOn: ['C', 'B'] }, B: { DependsOn: ['A'] }, C: {} }, ['A', 'B', 'A']],
  ['GetAtt as text', { A: using({ 'Fn::GetAtt': 'B.Arn' }), B: { DependsOn: 'A' } }, ['A', 'B', 'A']],
  ['Sub', { A: using({ 'Fn::Sub': 'x ${B} y' }), B: using({ 'Fn::Sub': '${A.Arn}' }) }, ['A', 'B', 'A']],
  ['Sub with variables', { A: using({ 'Fn::Sub': ['${v}', { v: { Ref: 'B' } }] }), B: { DependsOn: 'A' } }, ['A', 'B', 'A']],
  ['the name of a variable of Sub', { A: using({ 'Fn::Sub': ['${B}', { B: 'text' }] }), B: { DependsOn: 'A' } }, []],
  ['a literal in Sub', { A: using({ 'Fn::Sub': '${!B}' }), B: { DependsOn: 'A' } }, []],
  ['both branches of If', { A: using({ 'Fn::If': ['c', 'x', { Ref: 'B' }] }), B: { DependsOn: 'A' } }, ['A', 'B', 'A']],
  ['itself', { A: using({ Ref: 'A' }) }, ['A', 'A']],
  ['a circle of three behind a chain', { Z: { DependsOn: 'A' }, A: { DependsOn: 'B' }, B: { DependsOn: 'C' }, C: { DependsOn: 'A' } }, ['A', 'B', 'C', 'A']],
  ['a parameter', { A: using({ Ref: 'AWS::Region' }), B: using({ Ref: 'SomeParameter' }) }, []],
])('%s in a template', (_what, resources, circle) => {
  expect(circleIn(resourceGraph(template(resources)))).toEqual(circle);
});

test('a DependsOn or a reference whose resource is not there is found', () => {
  const resources = { A: { DependsOn: ['B', 'Gone'] }, B: using([{ Ref: 'AWS::Region' }, { Ref: 'Given' }, { Ref: 'Lost' }]) };
  expect(danglingDependencies({ Resources: resources, Parameters: { Given: {} } })).toEqual(['A > Gone', 'B > Lost']);
});

test('stacks that wait for each other are found in the manifest', () => {
  const stack = (...dependencies: string[]) => ({ type: 'aws:cloudformation:stack', dependencies });
  expect(circleIn(artifactGraph({ artifacts: { A: stack('B'), B: stack('C'), C: stack() } }))).toEqual([]);
  expect(circleIn(artifactGraph({ artifacts: { A: stack('B'), B: stack('C'), C: stack('A') } }))).toEqual(['A', 'B', 'C', 'A']);
});

test('every template of an assembly is read, those of nested stacks and stages too', () => {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-of-test-'));
  const write = (name: string, content: object) => writeFileSync(join(directory, name), JSON.stringify(content));
  try {
    mkdirSync(join(directory, 'assembly-Stage'));
    mkdirSync(join(directory, 'asset.1234'));
    write('manifest.json', { artifacts: { 'A': { dependencies: ['A.assets'] }, 'A.assets': {} } });
    write('A.template.json', template({ A: {} }));
    write('ANested.nested.template.json', template({ N: using({ Ref: 'N' }) }));
    write('assembly-Stage/B.template.json', template({ B: { DependsOn: 'C' }, C: { DependsOn: 'B' } }));
    write('asset.1234/C.template.json', template({ C: using({ Ref: 'C' }) }));
    expect(circlesInAssembly(directory).sort()).toEqual(['ANested.nested.template.json: N > N', 'B.template.json: B > C > B']);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
