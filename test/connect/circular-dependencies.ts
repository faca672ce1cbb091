import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/**
 * Finds what CloudFormation refuses as "Circular dependency between resources", and circles of stacks: the CDK does not look at `DependsOn`.
 *
 * Works on JSON alone and shares nothing with src, so that it can judge it.
 */

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

interface Json { readonly [key: string]: unknown }

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One circle of each template and of the stacks of a cloud assembly and those within it: `Shop.template.json: A > B > A`. */
export function circlesInAssembly(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = join(directory, entry.name);
    if (entry.isDirectory()) {
      return entry.name.startsWith('assembly-') ? circlesInAssembly(file) : [];
    }
    const graph = entry.name.endsWith('.template.json') ? resourceGraph(JSON.parse(readFileSync(file, 'utf8')))
      : entry.name === 'manifest.json' ? artifactGraph(JSON.parse(readFileSync(file, 'utf8')))
        : new Map<string, Set<string>>();
    const circle = circleIn(graph);
    return circle.length === 0 ? [] : [`${entry.name}: ${circle.join(' > ')}`];
  });
}

/** What each resource of a template is deployed after. */
export function resourceGraph(template: unknown): Graph {
  const resources = isObject(template) && isObject(template.Resources) ? template.Resources : {};
  return new Map(Object.entries(resources).map(([id, resource]) => {
    const named = [...referencesIn(resource), ...isObject(resource) ? dependsOn(resource) : []];
    return [id, new Set(named.filter((name) => name in resources))];
  }));
}

/** `DependsOn` of resources that are not there, which CloudFormation refuses as "Unresolved resource dependencies". */
export function danglingDependencies(template: unknown): string[] {
  const resources = isObject(template) && isObject(template.Resources) ? template.Resources : {};
  const known = new Set([...Object.keys(resources), ...isObject(template) && isObject(template.Parameters) ? Object.keys(template.Parameters) : []]);
  return Object.entries(resources).flatMap(([id, resource]) =>
    [...isObject(resource) ? dependsOn(resource) : [], ...referencesIn(resource).filter((name) => !name.startsWith('AWS::'))]
      .filter((name) => !known.has(name)).map((name) => `${id} > ${name}`));
}

/** What each stack of a manifest is deployed after. */
export function artifactGraph(manifest: unknown): Graph {
  const artifacts = isObject(manifest) && isObject(manifest.artifacts) ? manifest.artifacts : {};
  return new Map(Object.entries(artifacts).map(([id, artifact]) =>
    [id, new Set(isObject(artifact) && Array.isArray(artifact.dependencies) ? artifact.dependencies.map(String) : [])]));
}

/** One circle, its first node again at its end; empty where there is none. */
export function circleIn(graph: Graph): string[] {
  const left = new Map([...graph].map(([id, targets]) => [id, [...targets].filter((target) => graph.has(target))]));
  let ready: string[];
  do {
    ready = [...left].filter(([, targets]) => !targets.some((target) => left.has(target))).map(([id]) => id);
    ready.forEach((id) => left.delete(id));
  } while (ready.length > 0);
  // Each node that is left waits for another one that is left, so the walk comes back to where it was.
  const walk: string[] = [];
  let [at] = [...left.keys()].sort();
  while (at !== undefined && !walk.includes(at)) {
    walk.push(at);
    at = left.get(at)!.find((target) => left.has(target))!;
  }
  return at === undefined ? [] : [...walk.slice(walk.indexOf(at)), at];
}

function dependsOn({ DependsOn: names }: Json): string[] {
  return names === undefined ? [] : [names].flat().map(String);
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (!isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    switch (key) {
      case 'Ref': return typeof inner === 'string' ? [inner] : referencesIn(inner);
      case 'Fn::GetAtt': return typeof inner === 'string' ? [inner.split('.')[0]] : [...[inner].flat().slice(0, 1).map(String), ...referencesIn(inner)];
      case 'Fn::Sub': return inSubstitution(inner);
      default: return referencesIn(inner);
    }
  });
}

/** `"${A} ${B.Arn} ${!Literal}"`, or the same with a map of variables of its own. */
function inSubstitution(value: unknown): string[] {
  const [text, variables] = [value].flat() as unknown[];
  const own = isObject(variables) ? variables : {};
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name.trim());
  return [...names.filter((name) => !(name in own)).map((name) => name.split('.')[0]), ...referencesIn(own)];
}
