import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Resource, StackOutput, SynthesizedStack } from './assembly';
import { nestedStackPath } from './construct-paths';
import type { ConstructPaths } from './construct-paths';
import { objectOf, textOf } from './json';
import type { JsonObject } from './json';
import { parseJsonOrYaml } from './parse-json-or-yaml';
import { UnusableInput } from './unusable-input';

/** What a template does not say itself. */
export interface TemplateSource {
  readonly directory: string;
  readonly file: string;
  readonly paths: ConstructPaths;
  /** Object key in the asset bucket to file in the directory. */
  readonly assetFiles: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Whether a parameter without a value has its default. */
  readonly takesDefaults: boolean;
  readonly stack: Pick<SynthesizedStack,
    'id' | 'name' | 'environment' | 'account' | 'region' | 'dependencies' | 'nestedIn' | 'isTagged' | 'notes'>;
}

/** The stack of a template, followed by the nested stacks below it. */
export function readTemplate(source: TemplateSource, above: readonly string[] = []): SynthesizedStack[] {
  const file = join(source.directory, source.file);
  if (above.includes(file)) {
    throw new UnusableInput(`${file} is nested in itself`);
  }
  const template = parseJsonOrYaml(file);
  const bodies = Object.entries(objectOf(template.Resources)).map(([logicalId, body]) => [logicalId, objectOf(body)] as const);
  const isReadable = !hasMacro(template);
  const resources = new Map<string, Resource>();
  for (const [logicalId, body] of isReadable ? bodies : []) {
    if (logicalId !== '' && typeof body.Type === 'string') {
      resources.set(logicalId, new TemplateResource(source, logicalId, body));
    }
  }
  const nestedBodies = bodies.filter(([, { Type }]) => Type === 'AWS::CloudFormation::Stack');
  const below = nestedBodies.map(([logicalId, body]) => readNestedStack(source, resources.get(logicalId), body, [...above, file]));
  return [{
    ...source.stack,
    file,
    resources,
    outputs: new Map(Object.entries(objectOf(template.Outputs)).map(([name, body]) => [name, readOutput(objectOf(body))])),
    parameters: new Map([...source.takesDefaults ? defaultsOf(template) : [], ...source.parameters]),
    parameterNames: new Set(Object.keys(objectOf(template.Parameters))),
    conditions: objectOf(template.Conditions),
    mappings: objectOf(template.Mappings),
    isWhole: isReadable && !includesParts(template) && below.every((stacks) => stacks.length > 0) && bodies.every(([, { Type }]) => typeof Type === 'string'),
    nested: new Map(below.flatMap(([nested]) => nested?.nestedIn ? [[nested.nestedIn.logicalId, nested.id]] : [])),
  }, ...below.flat()];
}

/** The default of a parameter of Systems Manager is the name of a value that stands elsewhere. */
function defaultsOf({ Parameters }: JsonObject): [string, unknown][] {
  return Object.entries(objectOf(Parameters)).map(([name, body]) => [name, objectOf(body)] as const)
    .flatMap(([name, { Type, Default }]): [string, unknown][] => Default === undefined || textOf(Type)?.startsWith('AWS::SSM::') ? [] : [[name, Default]]);
}

/** A macro that is not AWS's own may make anything of the whole template; AWS's own leave the resources of ECS discovery alone. */
function hasMacro({ Transform }: JsonObject): boolean {
  const names = Array.isArray(Transform) ? Transform : Transform === undefined ? [] : [Transform];
  return names.some((name) => !(textOf(name) ?? textOf(objectOf(name).Name) ?? '').startsWith('AWS::'));
}

/** What is included may make any resource. */
function includesParts({ Transform }: JsonObject): boolean {
  return [Transform ?? []].flat().some((name) => (textOf(name) ?? textOf(objectOf(name).Name)) === 'AWS::Include');
}

class TemplateResource implements Resource {
  public readonly stack: string;
  public readonly type: string;
  public readonly properties: JsonObject;
  public readonly condition?: string;

  public constructor(private readonly source: TemplateSource, public readonly logicalId: string, private readonly body: JsonObject) {
    this.stack = source.stack.id;
    this.type = textOf(body.Type) ?? '';
    this.properties = objectOf(body.Properties);
    this.condition = textOf(body.Condition);
  }

  /** Of a resource in which nothing is found, nobody asks for it. */
  public get path(): string | undefined {
    return textOf(objectOf(this.body.Metadata)['aws:cdk:path']) ?? this.source.paths(this.stack, this.logicalId);
  }

  public get dependsOn(): readonly string[] {
    return [this.body.DependsOn ?? []].flat().map(String);
  }
}

function readOutput(body: JsonObject): StackOutput {
  return { value: body.Value, exportName: objectOf(body.Export).Name };
}

function readNestedStack(source: TemplateSource, resource: Resource | undefined, body: JsonObject, above: readonly string[]): SynthesizedStack[] {
  const file = nestedTemplateFile(source, body);
  if (!resource || file === undefined) {
    return [];
  }
  const { stack, logicalId, path } = resource;
  const id = nestedStackPath(path) ?? `${stack}/${logicalId}`;
  const parameters = new Map(Object.entries(objectOf(resource.properties.Parameters)));
  const nested = { ...source.stack, id, name: undefined, dependencies: [], nestedIn: { stack, logicalId } };
  return readTemplate({ ...source, file, parameters, stack: nested }, above);
}

/** Asset metadata is only there when the CDK CLI ran the app; the asset manifest always is. A template that people wrote names a file beside it. */
function nestedTemplateFile(source: TemplateSource, body: JsonObject): string | undefined {
  const templateUrl = objectOf(body.Properties).TemplateURL;
  const url = JSON.stringify(templateUrl) ?? '';
  const asset = [...source.assetFiles].find(([objectKey]) => url.includes(objectKey));
  const beside = typeof templateUrl === 'string' && !/^[a-z0-9]+:/i.test(templateUrl)
    ? relative(source.directory, join(dirname(join(source.directory, source.file)), templateUrl)) : undefined;
  const file = textOf(objectOf(body.Metadata)['aws:asset:path']) ?? asset?.[1] ?? beside;
  return file !== undefined && existsSync(join(source.directory, file)) ? file : undefined;
}
