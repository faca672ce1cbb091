import { join } from 'node:path';
import type { Resource, StackOutput, SynthesizedStack } from './assembly';
import { nestedStackPath } from './construct-paths';
import type { ConstructPaths } from './construct-paths';
import { objectOf, readJson, textOf } from './json';
import type { JsonObject } from './json';

/** What a template does not say itself. */
export interface TemplateSource {
  readonly directory: string;
  readonly file: string;
  readonly paths: ConstructPaths;
  /** Object key in the asset bucket to file in the directory. */
  readonly assetFiles: ReadonlyMap<string, string>;
  readonly stack: Pick<SynthesizedStack, 'id' | 'environment' | 'dependencies' | 'nestedIn'>;
}

/** The stack of a template, followed by the nested stacks below it. */
export function readTemplate(source: TemplateSource): SynthesizedStack[] {
  const template = readJson(join(source.directory, source.file));
  const resources = new Map(Object.entries(objectOf(template.Resources))
    .map(([logicalId, body]) => [logicalId, readResource(source, logicalId, objectOf(body))]));
  const below = Object.entries(objectOf(template.Resources))
    .filter(([, body]) => objectOf(body).Type === 'AWS::CloudFormation::Stack')
    .map(([logicalId, body]) => readNestedStack(source, resources.get(logicalId), objectOf(body)));
  return [{
    ...source.stack,
    resources,
    outputs: new Map(Object.entries(objectOf(template.Outputs)).map(([name, body]) => [name, readOutput(objectOf(body))])),
    nested: new Map(below.flatMap(([nested]) => nested?.nestedIn ? [[nested.nestedIn.logicalId, nested.id]] : [])),
  }, ...below.flat()];
}

function readResource(source: TemplateSource, logicalId: string, body: JsonObject): Resource {
  return {
    stack: source.stack.id,
    logicalId,
    type: textOf(body.Type) ?? '',
    properties: objectOf(body.Properties),
    path: textOf(objectOf(body.Metadata)['aws:cdk:path']) ?? source.paths(source.stack.id, logicalId),
  };
}

function readOutput(body: JsonObject): StackOutput {
  return { value: body.Value, exportName: objectOf(body.Export).Name };
}

function readNestedStack(source: TemplateSource, resource: Resource | undefined, body: JsonObject): SynthesizedStack[] {
  const file = nestedTemplateFile(source, body);
  if (!resource || !file?.endsWith('.json')) { // a template that people wrote themselves can be YAML
    return [];
  }
  const { stack, logicalId, path } = resource;
  const id = nestedStackPath(path) ?? `${stack}/${logicalId}`;
  return readTemplate({ ...source, file, stack: { ...source.stack, id, dependencies: [], nestedIn: { stack, logicalId } } });
}

/** Asset metadata is only there when the CDK CLI ran the app; the asset manifest always is. */
function nestedTemplateFile(source: TemplateSource, body: JsonObject): string | undefined {
  const url = JSON.stringify(objectOf(body.Properties).TemplateURL) ?? '';
  const asset = [...source.assetFiles].find(([objectKey]) => url.includes(objectKey));
  return textOf(objectOf(body.Metadata)['aws:asset:path']) ?? asset?.[1];
}
