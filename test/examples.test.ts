import { exampleNames, synthesizeExample, templatesIn } from './testing/examples';
import { judge } from '../src/checks/judge';
import { readAssembly } from '../src/model/read-assembly';

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

/** What the services and namespaces are warned of that some examples have without this library. */
const OF_PLAIN_PARTS: Readonly<Record<string, readonly string[]>> = {
  'existing-service': ['warning no-container-check at Shop/CatalogServiceTask/Resource', 'warning no-container-check at Shop/OrdersServiceTask/Resource'],
  'public-name-namespace': ['warning undelegated-namespace at Shop/PublicNames/Resource'],
};

describe.each(exampleNames())('the example %s', (name) => {
  test('deploys what its snapshot says', () => {
    expect(ofEachVersion(deployed(name))).toMatchSnapshot();
  });

  test('has no finding of the rules over templates but what is true of its plain CDK parts', () => {
    const { findings } = judge(readAssembly(synthesizeExample(name)));
    expect(findings.map(({ severity, ruleId, at }) => `${severity} ${ruleId} at ${at.path}`)).toEqual(OF_PLAIN_PARTS[name] ?? []);
  });
});
