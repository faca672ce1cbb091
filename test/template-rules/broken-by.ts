import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates } from '../../src/model/read-assembly';
import { TemplateFacts } from '../../src/model/template-facts';
import { rulesFor } from '../../src/template-rules/rule-groups';
import type { TemplateRule } from '../../src/template-rules/template-rule';

const directory = mkdtempSync(join(tmpdir(), 'template-rules-'));

afterAll(() => rmSync(directory, { recursive: true }));

let count = 0;

/** The facts of one template (YAML or JSON), or of several that are deployed beside each other. */
export function factsOf(template: string | readonly string[], parameters: Readonly<Record<string, string>> = {}): TemplateFacts {
  const files = [template].flat().map((text) => {
    const file = join(directory, `template-${count += 1}.yaml`);
    writeFileSync(file, text);
    return file;
  });
  return new TemplateFacts(readTemplates(files, { parameters: new Map(Object.entries(parameters)) }));
}

/**
 * What a template breaks of some rules, such as `some-rule at Backend, Properties/Name, with Other: One sentence.` Whatever breaks a rule has to have what its group says it is
 * about: the checks would skip it otherwise.
 */
export function brokenBy(
  rules: readonly TemplateRule[], template: string | readonly string[], parameters: Readonly<Record<string, string>> = {},
): string[] {
  const facts = factsOf(template, parameters);
  const judged = new Set(rulesFor(facts).map(({ id }) => id));
  const skipped = rules.filter(({ id, broken }) => !judged.has(id) && broken(facts).length > 0).map(({ id }) => id);
  expect(skipped).toEqual([]);
  return rules.flatMap(({ id, broken }) => broken(facts).map(({ got, at, property, beside = [] }) => [
    `${id} at ${at.logicalId}`,
    ...property ? [property.path] : [],
    ...beside.length > 0 ? [`with ${beside.map(({ logicalId }) => logicalId).join(' and ')}`] : [],
  ].join(', ') + `: ${got}`));
}
