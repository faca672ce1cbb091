import { ALL_RULES } from '../../src/rules/all-rules';
import * as warnings from '../../src/shared/warnings';
import { EVERY_TEMPLATE_RULE } from '../../src/template-rules/all-template-rules';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** Resources by logical id, of each stack of an example. */
export type ExampleState = Readonly<Record<string, Readonly<Record<string, Resource>>>>;

/** Without it, a template does not say which construct a resource comes from. */
export const CONTEXT = { 'aws:cdk:enable-path-metadata': true };

/** What an update would compare: asset hashes and the runtime of the CDK's own functions change with no change of the library. */
export function stateOf(templates: Readonly<Record<string, { readonly Resources?: unknown }>>): ExampleState {
  const resources = Object.entries(templates).map(([file, { Resources }]) => [file.replace('.template.json', ''), Resources ?? {}]);
  const text = JSON.stringify(Object.fromEntries(resources)).replace(/[0-9a-f]{64}/g, '<hash>').replace(/"nodejs\d+\.x"/g, '"<runtime>"');
  return JSON.parse(text, (_key, value: { Type?: unknown; Metadata?: Record<string, unknown>; Properties?: unknown } | null) =>
    typeof value?.Type === 'string' && (value.Properties ?? value.Metadata) ? compact(value as Resource) : value) as ExampleState;
}

function compact({ Type, Properties, Metadata }: Resource): Resource {
  return { Type, Properties, Metadata: Metadata && { 'aws:cdk:path': Metadata['aws:cdk:path'] } };
}

/** Ids that users write down to acknowledge what they mean. */
export function idsOf(): string[] {
  // A rule of the same id is often asked of templates too: each of both may vanish alone.
  const rules = [...ALL_RULES.values()].flat().map(({ id }) => `rule ${id}`);
  const inTemplates = EVERY_TEMPLATE_RULE.map(({ id }) => `template-rule ${id}`);
  return [...new Set([...rules, ...inTemplates, ...Object.values(warnings).map(({ id }) => `warning ${id}`)])].sort();
}

/** One resource a line, so that a change of one is a change of one line. */
export function renderState(state: ExampleState): string {
  const stacks = Object.entries(state).map(([stack, resources]) => {
    const lines = Object.entries(resources).map(([id, resource]) => `${JSON.stringify(id)}:${JSON.stringify(resource)}`);
    return `${JSON.stringify(stack)}:{\n${lines.join(',\n')}\n}`;
  });
  return `{\n${stacks.join(',\n')}\n}\n`;
}
