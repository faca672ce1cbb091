import type { JsonObject } from './json';
import { messageOf, objectOf, readText } from './json';
import { UnusableInput } from './unusable-input';

/** CloudFormation refuses templates of more than 1 MB: what is far larger is no template, and is not parsed. */
export const LARGEST_TEMPLATE = 5_000_000;

/** A template (or another file that people write) in JSON or YAML, whatever it is called. */
export function parseJsonOrYaml(file: string): JsonObject {
  const text = readText(file, LARGEST_TEMPLATE);
  return objectOf(/^\s*\{/.test(text) ? parseJson(file, text) : parseYaml(file, text));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A flow mapping of YAML begins like JSON.
    return looksLikeYaml(text) ? parseYaml(file, text) : refuse(file, 'JSON', error);
  }
}

function looksLikeYaml(text: string): boolean {
  return /^\s*\{\s*[A-Za-z]/.test(text);
}

function parseYaml(file: string, text: string): unknown {
  /* eslint-disable @typescript-eslint/no-require-imports -- loaded where it is needed: the templates of the CDK are JSON */
  const { parseDocument } = require('yaml') as typeof import('yaml');
  const { CLOUDFORMATION_TAGS } = require('./yaml-tags') as typeof import('./yaml-tags');
  /* eslint-enable @typescript-eslint/no-require-imports */
  try {
    const document = parseDocument(text, { customTags: CLOUDFORMATION_TAGS, merge: true, uniqueKeys: false, logLevel: 'error' });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) {
      throw problem;
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (isCircular(value)) {
      throw new Error('an alias stands in what it is an alias of');
    }
    return value;
  } catch (error) {
    return refuse(file, 'YAML', error);
  }
}

/** Aliases may share parts, and may lead back to what they are part of. */
function isCircular(value: unknown, above = new Set<unknown>(), done = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || done.has(value)) {
    return false;
  }
  if (above.has(value)) {
    return true;
  }
  above.add(value);
  const found = Object.values(value).some((part) => isCircular(part, above, done));
  above.delete(value);
  done.add(value);
  return found;
}

function refuse(file: string, format: string, error: unknown): never {
  throw new UnusableInput(`${file} cannot be read as ${format}: ${messageOf(error).split('\n')[0].replace(/:$/, '')}`);
}
