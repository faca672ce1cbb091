import type { Assembly, Resource } from './assembly';
import { resourcesOfType } from './assembly';
import { Property } from './property';

/**
 * A resource of an assembly, with its properties ready to be asked.
 *
 * Facts that have more of it name both, and are not spread from it: objects that are spread share no shape, and each question to one of thousands is looked up anew.
 */
export interface Declared {
  readonly resource: Resource;
  readonly properties: Property;
}

/** By the assembly, which is forgotten as a whole: a weak entry for each resource costs the garbage collector more. */
const known = new WeakMap<Assembly, Map<Resource, Declared>>();

export function declaredAs(assembly: Assembly, resource: Resource): Declared {
  const inAssembly = known.get(assembly) ?? new Map<Resource, Declared>();
  const declared = inAssembly.get(resource);
  if (declared) {
    return declared;
  }
  const made = { resource, properties: Property.of(assembly, resource) };
  known.set(assembly, inAssembly.set(resource, made));
  return made;
}

export function declaredOf(assembly: Assembly, ...types: readonly string[]): Declared[] {
  return resourcesOfType(assembly, ...types).map((resource) => declaredAs(assembly, resource));
}
