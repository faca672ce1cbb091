import { listOf, objectOf, textOf } from './json';
import type { JsonObject } from './json';
import { readOnce } from './read-once';

/** The construct path of a logical id in the (nested) stack at `stackPath`; undefined where the assembly does not tell. */
export type ConstructPaths = (stackPath: string, logicalId: string) => string | undefined;

/** The path of a nested stack, from the path of the resource that stands for it in its parent. */
export function nestedStackPath(resourcePath: string | undefined): string | undefined {
  return /^(.+)\.NestedStack\/[^/]+\.NestedStackResource$/.exec(resourcePath ?? '')?.[1];
}

/**
 * Reads the `aws:cdk:logicalId` entries of a stack's metadata.
 *
 * The entries of nested stacks stand among those of their parent, and one logical id can be in several templates:
 * the innermost nested stack that holds the path tells which template is meant.
 */
export function constructPaths(stackPath: string, metadata: () => JsonObject): ConstructPaths {
  const paths = readOnce(() => pathsByKey(stackPath, metadata()));
  return (path, logicalId) => paths().get(keyOf(path, logicalId));
}

function pathsByKey(stackPath: string, metadata: JsonObject): ReadonlyMap<string, string> {
  const named = Object.entries(metadata).flatMap(([path, entries]) => listOf(entries)
    .map(objectOf)
    .filter(({ type }) => type === 'aws:cdk:logicalId')
    .map(({ data }) => ({ path: path.replace(/^\//, ''), logicalId: textOf(data) })));
  const nestedPaths = named.flatMap(({ path }) => nestedStackPath(path) ?? []);
  return new Map(named.map(({ path, logicalId }) => {
    const holders = nestedPaths.filter((nestedPath) => path.startsWith(`${nestedPath}/`));
    const innermost = holders.reduce((a, b) => a.length > b.length ? a : b, stackPath);
    return [keyOf(innermost, logicalId), path];
  }));
}

function keyOf(stackPath: string, logicalId: string | undefined): string {
  return JSON.stringify([stackPath, logicalId]);
}
