import { join } from 'node:path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import type { Stack } from 'aws-cdk-lib';
import { App } from 'aws-cdk-lib';
import { judge } from '../../src/checks/judge';
import { readAssembly } from '../../src/model/read-assembly';
import { readJson } from '../testing/examples';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

export interface Stage {
  /** Of the one stack of the stage. */
  readonly resources: Record<string, Resource>;
  readonly template: Record<string, unknown>;
  readonly outdir: string;
}

/** What CloudFormation makes of functions whose arguments are all known: it compares values, and the difference tool compares texts. */
function evaluated(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template), (_key, value: Record<string, unknown>) => {
    const { 'Fn::Sub': text, 'Fn::Join': joined } = value ?? {};
    const [separator, parts] = (joined ?? []) as [string?, unknown[]?];
    if (typeof text === 'string' && !text.includes('${')) {
      return text;
    }
    return parts?.every((part) => typeof part === 'string') ? parts.join(separator) : value;
  });
}

/** Runs a program of a guide as the CDK CLI would. */
export function stage(program: (app: App) => Stack): Stage {
  const app = new App();
  const { templateFile } = program(app);
  const outdir = app.synth().directory;
  const template = evaluated(readJson(join(outdir, templateFile))) as { Resources: Record<string, Resource> };
  return { template, resources: template.Resources, outdir };
}

/** What is there in one stage and is another thing, or none, in the next: `logical id: type, impact`. What is updated in place is left out. */
export function lost(before: Stage, after: Stage): string[] {
  const found: string[] = [];
  fullDiff(before.template, after.template).resources.forEachDifference((id, { resourceType, changeImpact, isAddition }) => {
    const stays = [ResourceImpact.WILL_UPDATE, ResourceImpact.NO_CHANGE].includes(changeImpact);
    if (!isAddition && !stays) {
      found.push(`${id}: ${resourceType}, ${changeImpact}`);
    }
  });
  return found.sort();
}

/** The types of what is lost, each once: for a stage that may lose what has no name. */
export function typesLost(before: Stage, after: Stage): string[] {
  return [...new Set(lost(before, after).map((line) => line.replace(/^[^:]*: /, '')))].sort();
}

function ofType({ resources }: Stage, type: string): Array<[string, Record<string, any>]> {
  return Object.entries(resources).flatMap(([id, { Type, Properties = {} }]) => Type === type ? [[id, Properties]] : []);
}

/** What no update of a Cloud Map service can change, although CloudFormation would try. */
export function fixedOfNames(of: Stage): unknown {
  return Object.fromEntries(ofType(of, 'AWS::ServiceDiscovery::Service').map(([id, { Name, DnsConfig, HealthCheckCustomConfig }]) => {
    const types = DnsConfig.DnsRecords.map(({ Type }: { Type: string }) => Type).sort();
    return [id, { Name, HealthCheckCustomConfig, RoutingPolicy: DnsConfig.RoutingPolicy, types }];
  }));
}

const RULES = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

function rulesOf(of: Stage): Map<string, string> {
  return new Map(RULES.flatMap((type) => ofType(of, type).map(([id, { Description, ...rule }]): [string, string] => [
    JSON.stringify([type, Object.entries(rule).sort()]), id,
  ])));
}

/** Rules that a stage makes anew while the stage before still has the same one: EC2 refuses the second. */
export function rulesMadeTwice(before: Stage, after: Stage): string[] {
  const there = rulesOf(before);
  return [...rulesOf(after)].filter(([rule, id]) => there.has(rule) && there.get(rule) !== id).map(([, id]) => id);
}

export function errorsOfChecks({ outdir }: Stage): string[] {
  return judge(readAssembly(outdir)).findings.filter(({ severity }) => severity === 'error').map(({ ruleId, at }) => `${ruleId} at ${at.path}`);
}

/** The variables of all containers whose name matches. */
export function environment(of: Stage, name: RegExp): Record<string, unknown> {
  const containers = ofType(of, 'AWS::ECS::TaskDefinition').flatMap(([, { ContainerDefinitions }]) => ContainerDefinitions);
  const variables = containers.flatMap(({ Environment = [] }) => Environment as Array<{ Name: string; Value: unknown }>);
  return Object.fromEntries(variables.filter(({ Name }) => name.test(Name)).map(({ Name, Value }) => [Name, Value]));
}
