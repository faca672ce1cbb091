import { readFileSync, statSync } from 'node:fs';
import { UnusableInput } from './unusable-input';

export interface JsonObject {
  readonly [key: string]: unknown;
}

/** The object a value is; empty where it is none, so that a template of any shape can be read. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : {};
}

/** The list a value is; empty where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Of the files that the CDK writes: the tree of a large app is tens of megabytes, and is not read. */
const LARGEST_FILE = 100_000_000;

/** The text of a file, unless it is larger than it can be for what it is. */
export function readText(file: string, largest = LARGEST_FILE): string {
  try {
    const { size } = statSync(file);
    if (size > largest) {
      throw new UnusableInput(`${file} has ${size} bytes, and more than ${largest} are not read`);
    }
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw error instanceof UnusableInput ? error
      : new UnusableInput(objectOf(error).code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read: ${messageOf(error)}`);
  }
}

export function readJson(file: string): JsonObject {
  const text = readText(file);
  try {
    return objectOf(JSON.parse(text));
  } catch (error) {
    throw new UnusableInput(`${file} cannot be read as JSON: ${messageOf(error)}`);
  }
}

export function messageOf(error: unknown): string {
  return textOf(objectOf(error).message) ?? String(error);
}
