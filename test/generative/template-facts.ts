import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
export type Tree = { readonly [key: string]: Json };

export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  /** The path of its construct; empty where the CDK was not asked for paths. */
  readonly path: string;
  readonly props: Tree;
  readonly dependsOn: readonly string[];
}

/** All templates of an app. */
export interface Assembly {
  readonly resources: readonly Resource[];
  /** By stack and logical id. */
  readonly byId: ReadonlyMap<string, Resource>;
  /** What stacks give to each other, by the name of the export. */
  readonly exports: ReadonlyMap<string, { readonly stack: string; readonly value: Json }>;
}

export function tree(value: Json): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Tree : {};
}

export function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Templates by the name of their stack. */
export function assemblyOf(templates: ReadonlyMap<string, Tree>): Assembly {
  const resources: Resource[] = [];
  const exports = new Map<string, { stack: string; value: Json }>();
  for (const [stack, template] of templates) {
    for (const [id, resource] of Object.entries(tree(template.Resources))) {
      const { Type, Properties, Metadata, DependsOn } = tree(resource);
      const dependsOn = (typeof DependsOn === 'string' ? [DependsOn] : list(DependsOn)) as string[];
      resources.push({ id, stack, type: String(Type), path: String(tree(Metadata)['aws:cdk:path'] ?? ''), props: tree(Properties), dependsOn });
    }
    for (const { Export, Value } of Object.values(tree(template.Outputs)).map(tree)) {
      exports.set(JSON.stringify(tree(Export).Name), { stack, value: Value });
    }
  }
  return { resources, exports, byId: new Map(resources.map((resource) => [`${resource.stack}/${resource.id}`, resource])) };
}

export function readAssembly(directory: string): Assembly {
  const ending = '.template.json';
  const names = readdirSync(directory).filter((file) => file.endsWith(ending));
  return assemblyOf(new Map(names.map((file) => [file.slice(0, -ending.length), JSON.parse(readFileSync(join(directory, file), 'utf8')) as Tree])));
}

/** What a value of a template refers to: a resource, perhaps in another stack. */
export interface Reference { readonly resource: Resource; readonly attribute: string }

export function referenceOf(assembly: Assembly, stack: string, value: Json): Reference | undefined {
  const { Ref, 'Fn::GetAtt': getAtt, 'Fn::ImportValue': imported } = tree(value);
  if (imported !== undefined) {
    const found = assembly.exports.get(JSON.stringify(imported));
    return found && referenceOf(assembly, found.stack, found.value);
  }
  const [id, attribute] = typeof Ref === 'string' ? [Ref, 'Ref'] : (typeof getAtt === 'string' ? getAtt.split('.') : list(getAtt)).map(String);
  const resource = assembly.byId.get(`${stack}/${id}`);
  return resource && { resource, attribute };
}

/** A value that is the same for all who mean the same resource, or the same text. */
export function identityOf(assembly: Assembly, stack: string, value: Json): string {
  const reference = referenceOf(assembly, stack, value);
  return reference ? `${reference.resource.stack}/${reference.resource.id}` : JSON.stringify(value);
}

export function ofType(assembly: Assembly, type: string): readonly Resource[] {
  return assembly.resources.filter((resource) => resource.type === type);
}
