import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import type { App } from 'aws-cdk-lib';
import { Shop } from '../testing/shop';

/** What tests read from synthesized templates. Logical ids are told without the hash at their end. */

export interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: unknown };
  readonly DependsOn?: string | string[];
}

export interface TemplateJson { readonly Resources: { readonly [id: string]: Resource } }

/** A shop whose app invokes aspects in the way of new apps, or in the old one. */
export function shopWith(aspectStabilization: boolean): Shop {
  const before = process.env.CDK_CONTEXT_JSON;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:aspectStabilization': aspectStabilization, 'cdk-discoverable-service:checks': false });
  try {
    return new Shop();
  } finally {
    if (before === undefined) {
      delete process.env.CDK_CONTEXT_JSON;
    } else {
      process.env.CDK_CONTEXT_JSON = before;
    }
  }
}

/** All templates of an app by file name, those of nested stacks too. */
export function templatesOf(app: App): { readonly [file: string]: TemplateJson } {
  const { directory } = app.synth();
  return Object.fromEntries(readdirSync(directory).filter((file) => file.endsWith('.template.json')).sort()
    .map((file) => [file, JSON.parse(readFileSync(join(directory, file), 'utf8')) as TemplateJson]));
}

export function templateOf({ app, stack: { artifactId } }: Pick<Shop, 'app' | 'stack'>): TemplateJson {
  return templatesOf(app)[`${artifactId}.template.json`];
}

export function resourcesOf(template: TemplateJson, type: string): Array<[string, Resource]> {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type).sort(([a], [b]) => a < b ? -1 : 1);
}

/** `BackendSecurityGroup` for a reference within the stack; the export or parameter for one to another stack; or the text. */
export function nameOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const [inner] = Object.values(value as object) as unknown[];
  return withoutHash(String([inner].flat()[0]));
}

export function withoutHash(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}

/** Every rule between groups as `in: group < source tcp 80-80`, or `out: group > destination tcp 80-80`, inline ones left out. */
export function rulesOf(template: TemplateJson): string[] {
  const ports = ({ IpProtocol, FromPort, ToPort }: { readonly [name: string]: unknown }) => `${String(IpProtocol)} ${String(FromPort)}-${String(ToPort)}`;
  return [
    ...resourcesOf(template, 'AWS::EC2::SecurityGroupIngress').map(([, { Properties: rule = {} }]) =>
      `in: ${nameOf(rule.GroupId)} < ${nameOf(rule.SourceSecurityGroupId)} ${ports(rule)}`),
    ...resourcesOf(template, 'AWS::EC2::SecurityGroupEgress').map(([, { Properties: rule = {} }]) =>
      `out: ${nameOf(rule.GroupId)} > ${nameOf(rule.DestinationSecurityGroupId)} ${ports(rule)}`),
  ].sort();
}

/** What the ECS service of a construct waits for: services by their construct id, rules as `rule`. */
export function waitsOf(template: TemplateJson, id: string): string[] {
  const [, { DependsOn: names }] = serviceOf(template, id);
  return [names ?? []].flat().flatMap((name) => {
    const { Type: type } = template.Resources[name];
    if (type.startsWith('AWS::EC2::SecurityGroup') && type.endsWith('gress')) {
      return ['rule'];
    }
    return type === 'AWS::ECS::Service' ? [withoutHash(name).replace(/Service$/, '')] : [];
  }).sort();
}

export function serviceOf(template: TemplateJson, id: string): [string, Resource] {
  const found = resourcesOf(template, 'AWS::ECS::Service').filter(([name]) => withoutHash(name) === `${id}Service`);
  if (found.length !== 1) {
    throw new Error(`${found.length} services ${id}`);
  }
  return found[0];
}

interface Container { readonly Name: string; readonly Environment?: ReadonlyArray<{ readonly Name: string; readonly Value: unknown }> }

/** The variables of the container `app` of a construct's task definition. */
export function variablesOf(template: TemplateJson, id: string): { readonly [name: string]: unknown } {
  const found = resourcesOf(template, 'AWS::ECS::TaskDefinition').filter(([name]) => withoutHash(name) === `${id}TaskDef`);
  if (found.length !== 1) {
    throw new Error(`${found.length} task definitions ${id}`);
  }
  const containers = found[0][1].Properties?.ContainerDefinitions as Container[];
  const { Environment: variables = [] } = containers.find(({ Name }) => Name === 'app')!;
  return Object.fromEntries(variables.map(({ Name, Value }) => [Name, Value]));
}
