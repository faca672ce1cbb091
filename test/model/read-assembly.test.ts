import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, NestedStack, Stack, Stage, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { FROM_CLI, handWritten, synthesized, temporaryDirectory, written } from './assembly-fixture';
import type { Assembly } from '../../src/model/assembly';
import { readAssembly } from '../../src/model/read-assembly';
import { resolveValue } from '../../src/model/resolve-value';

function httpNamespace(scope: Stack, name: string) {
  return new cloudmap.HttpNamespace(scope, 'Ns', { name });
}

/** Namespaces by name: the stack they were found in, and their construct path. */
function found({ stacks }: Assembly) {
  return Object.fromEntries([...stacks].flatMap(([id, { resources }]) => [...resources.values()]
    .filter(({ type }) => type === 'AWS::ServiceDiscovery::HttpNamespace')
    .map(({ path, properties }) => [properties.Name, [id, path]])));
}

/** The same construct id, so the same logical id, in a stack and in the stacks nested in it. */
function nestedThreeDeep(app: App) {
  const outer = new Stack(app, 'Outer');
  httpNamespace(outer, 'in-outer');
  const middle = new NestedStack(outer, 'Middle');
  httpNamespace(middle, 'in-middle');
  httpNamespace(new NestedStack(middle, 'Inner'), 'in-inner');
}

const THREE_DEEP = {
  'in-outer': ['Outer', 'Outer/Ns/Resource'],
  'in-middle': ['Outer/Middle', 'Outer/Middle/Ns/Resource'],
  'in-inner': ['Outer/Middle/Inner', 'Outer/Middle/Inner/Ns/Resource'],
};

test('tells which stacks are deployed before a stack, leaving out what is no stack', () => {
  const { stacks } = synthesized((app) => {
    const { namespaceArn } = httpNamespace(new Stack(app, 'First'), 'a');
    new CfnOutput(new Stack(app, 'Second'), 'Arn', { value: namespaceArn });
  });

  expect(stacks.get('Second')?.dependencies).toEqual(['First']);
  expect(stacks.get('First')?.dependencies).toEqual([]);
});

test('names the stacks of stages by their construct path, and their dependencies too', () => {
  const assembly = synthesized((app) => {
    for (const stageName of ['Beta', 'Prod']) {
      const stage = new Stage(app, stageName);
      const { namespaceArn } = httpNamespace(new Stack(stage, 'First'), `in-${stageName}`);
      new CfnOutput(new Stack(stage, 'Second'), 'Arn', { value: namespaceArn });
    }
  });

  expect(found(assembly)).toEqual({
    'in-Beta': ['Beta/First', 'Beta/First/Ns/Resource'],
    'in-Prod': ['Prod/First', 'Prod/First/Ns/Resource'],
  });
  expect(assembly.stacks.get('Prod/Second')?.dependencies).toEqual(['Prod/First']);
});

test('reads stacks nested in nested stacks, as the CDK CLI has them written', () => {
  expect(found(synthesized(nestedThreeDeep, FROM_CLI))).toEqual(THREE_DEEP);
});

test('reads the same where the app ran without the CLI, so that resources carry no metadata', () => {
  expect(found(synthesized(nestedThreeDeep))).toEqual(THREE_DEEP);
});

test('reads construct paths from a manifest that holds the metadata itself', () => {
  const assembly = readAssembly(written({
    'manifest.json': {
      version: '1.0.0',
      artifacts: {
        Old: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Old.json' },
          metadata: { '/Old/Ns/Resource': [{ type: 'aws:cdk:logicalId', data: 'Ns1234' }] },
        },
      },
    },
    'Old.json': { Resources: { Ns1234: { Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: 'old' } } } },
  }));

  expect(found(assembly)).toEqual({ old: ['Old', 'Old/Ns/Resource'] });
});

test('reads the construct path in the resource itself where the manifest tells none', () => {
  const assembly = handWritten({
    Stack: {
      Resources: {
        Ns: { Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: 'shop' }, Metadata: { 'aws:cdk:path': 'Stack/Ns/Resource' } },
      },
    },
  });

  expect(found(assembly)).toEqual({ shop: ['Stack', 'Stack/Ns/Resource'] });
});

test('leaves out a nested stack whose template is YAML', () => {
  const Nested = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'asset.1234.yaml' } };
  const assembly = handWritten({ Parent: { Resources: { Nested } } });

  expect([...assembly.stacks.keys()]).toEqual(['Parent']);
});

test('leaves out a nested stack whose template is elsewhere, and does not know its outputs', () => {
  const assembly = handWritten({
    Parent: {
      Resources: {
        Elsewhere: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/template.json' } },
      },
    },
  });

  expect([...assembly.stacks.keys()]).toEqual(['Parent']);
  expect(resolveValue(assembly, 'Parent', { 'Fn::GetAtt': ['Elsewhere', 'Outputs.GroupId'] })).toEqual({ kind: 'unknown' });
});

test('says which directory is not a cloud assembly', () => {
  const empty = temporaryDirectory();

  expect(() => readAssembly(empty)).toThrow(`${empty} is not a cloud assembly: it has no manifest.json`);
});

test('says which file is not JSON', () => {
  const directory = written({
    'manifest.json': { artifacts: { Broken: { type: 'aws:cloudformation:stack', properties: { templateFile: 'a.json' } } } },
  });
  writeFileSync(join(directory, 'a.json'), '{ "Resources": ');

  expect(() => readAssembly(directory)).toThrow(`${directory}/a.json cannot be read as JSON`);
});

describe('metadata that is no JSON', () => {
  const directory = () => {
    const folder = written({
      'manifest.json': {
        artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.json' }, additionalMetadataFile: 'Shop.metadata.json' } },
      },
      'Shop.json': { Resources: { Ns: { Type: 'AWS::ServiceDiscovery::HttpNamespace', Properties: { Name: 'shop' } } } },
    });
    writeFileSync(join(folder, 'Shop.metadata.json'), '{ "/Shop": ');
    return folder;
  };
  const REFUSAL = 'Shop.metadata.json cannot be read as JSON';

  test('is refused at once, whatever is found', () => {
    expect(() => readAssembly(directory())).toThrow(REFUSAL);
  });

  test('is not read of an assembly that the CDK has just written, until something is asked of it', () => {
    const { stacks } = readAssembly(directory(), { isFresh: true, acknowledgements: () => { throw new Error('asked'); } });
    const { resources, notes } = stacks.get('Shop')!;

    expect([...resources.values()].map(({ type }) => type)).toEqual(['AWS::ServiceDiscovery::HttpNamespace']);
    expect(() => resources.get('Ns')!.path).toThrow(REFUSAL);
    expect(() => notes()).toThrow(REFUSAL);
  });
});
