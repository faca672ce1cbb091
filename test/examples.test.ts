import { judge } from '../src/checks/judge';
import { readAssembly } from '../src/model/read-assembly';
import { exampleNames, synthesizeExample, templatesIn } from './testing/examples';

/**
 * What differs between versions of the CDK and says nothing about the system: the hash of an asset, the runtime of the CDK's own functions, and what
 * routes wait for.
 */
function ofEachVersion(templates: unknown): unknown {
  const text = JSON.stringify(templates).replace(/[0-9a-f]{64}/g, '<hash>').replace(/"nodejs\d+\.x"/g, '"<runtime>"');
  return JSON.parse(text, (_key, value: { Type?: string } | undefined) =>
    value?.Type === 'AWS::EC2::Route' ? { ...value, DependsOn: undefined } : value) as unknown;
}

/** What a deployment of the example would make: the parameter and the rule of the bootstrap version say nothing about it. */
function deployed(name: string): unknown {
  return Object.fromEntries(Object.entries(templatesIn(synthesizeExample(name)))
    .map(([file, { Resources, Outputs }]) => [file, { Resources, Outputs }]));
}

describe.each(exampleNames())('the example %s', (name) => {
  test('deploys what its snapshot says', () => {
    expect(ofEachVersion(deployed(name))).toMatchSnapshot();
  });

  test('has no finding of the rules over templates', () => {
    const { findings } = judge(readAssembly(synthesizeExample(name)));
    expect(findings.map(({ ruleId, at, got }) => `${ruleId} at ${at.path}: ${got}`)).toEqual([]);
  });
});
