import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL } from './promises';
import { assemblyDirectory, exampleNames } from '../../scripts/examples';

test('each example promises something, and is deployed', () => {
  expect(Object.keys(ALL).sort()).toEqual(exampleNames());
});

const RECORDED = JSON.parse(readFileSync(join(__dirname, 'emulator/cloud/recorded.json'), 'utf8')) as Record<string, { readonly attributes?: Record<string, string> }>;
const templates = () => exampleNames().map(assemblyDirectory).flatMap((directory) => readdirSync(directory).filter((file) => file.endsWith('.template.json'))
  .map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as { readonly Resources: Record<string, { readonly Type: string }> }));

test('what is only written down is in an example, and each of its attributes is asked for', () => {
  const used: Record<string, Set<string>> = {};
  for (const template of templates()) {
    const { Resources } = template;
    Object.values(Resources).forEach(({ Type }) => used[Type] ??= new Set());
    for (const [, id, attribute] of JSON.stringify(template).matchAll(/"Fn::GetAtt":\["(\w+)","([\w.]+)"\]/g)) {
      used[Resources[id].Type].add(attribute);
    }
  }
  const isUsed = (type: string, attributes: object) => type in used && Object.keys(attributes).every((name) => used[type].has(name));
  const unused = Object.entries(RECORDED).filter(([type, { attributes = {} }]) => !isUsed(type, attributes));

  expect(unused).toEqual([]);
});
