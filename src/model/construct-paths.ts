import { listOf, objectOf } from './json';
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
  const paths = readOnce(() => pathsByStack(stackPath, namedIn(metadata())));
  return (path, logicalId) => paths().get(path)?.get(logicalId);
}

type Named = readonly [path: string, logicalId: string];

function namedIn(metadata: JsonObject): Named[] {
  const named: Named[] = [];
  for (const key of Object.keys(metadata)) {
    for (const entry of listOf(metadata[key])) {
      const { type, data } = objectOf(entry);
      if (type === 'aws:cdk:logicalId' && typeof data === 'string') {
        named.push([key.replace(/^\//, ''), data]);
      }
    }
  }
  return named;
}

function pathsByStack(stackPath: string, named: readonly Named[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const nestedPaths = named.flatMap(([path]) => nestedStackPath(path) ?? []);
  const byStack = new Map([stackPath, ...nestedPaths].map((path) => [path, new Map<string, string>()]));
  for (const [path, logicalId] of named) {
    const holders = nestedPaths.filter((nestedPath) => path.startsWith(`${nestedPath}/`));
    const innermost = holders.reduce((a, b) => a.length > b.length ? a : b, stackPath);
    byStack.get(innermost)!.set(logicalId, path);
  }
  return byStack;
}
