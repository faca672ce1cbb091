import type { Assembly, Resource } from './assembly';
import { resourcesOfType } from './assembly';
import { Property } from './property';

/** A resource of an assembly, with its properties ready to be asked. */
export interface Declared {
  readonly resource: Resource;
  readonly properties: Property;
}

const known = new WeakMap<Resource, Declared>();

export function declaredAs(assembly: Assembly, resource: Resource): Declared {
  const declared = known.get(resource) ?? { resource, properties: Property.of(assembly, resource) };
  known.set(resource, declared);
  return declared;
}

export function declaredOf(assembly: Assembly, ...types: readonly string[]): Declared[] {
  return resourcesOfType(assembly, ...types).map((resource) => declaredAs(assembly, resource));
}
