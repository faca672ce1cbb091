import type { Resource, TemplateJson } from '../connect/reading';
import { nameOf, resourcesOf, withoutHash } from '../connect/reading';

/** What tests read of roles, policies and task definitions. Logical ids are told without the hash at their end. */

export interface Statement { readonly Action: string | string[]; readonly Resource: unknown }
interface PolicyDocument { readonly Statement: Statement[] }

export const SHARED = 'DiscoveryExecutionRole';

/** The roles of services by their names, those of the cluster and the VPC left out. */
export function rolesIn(template: TemplateJson): string[] {
  return resourcesOf(template, 'AWS::IAM::Role').map(([id]) => withoutHash(id));
}

function taskDefinition(template: TemplateJson, id: string): Resource {
  return resourcesOf(template, 'AWS::ECS::TaskDefinition').find(([name]) => withoutHash(name) === `${id}TaskDef`)![1];
}

/** The roles that a service's task definition names. */
export function rolesOf(template: TemplateJson, id: string): { readonly task?: string; readonly execution?: string } {
  const { TaskRoleArn: task, ExecutionRoleArn: execution } = taskDefinition(template, id).Properties!;
  return { ...task === undefined ? {} : { task: nameOf(task) }, ...execution === undefined ? {} : { execution: nameOf(execution) } };
}

/** All documents of a role: inline ones, policies that are attached to it, and managed ones that it names. */
export function documentsOf(template: TemplateJson, role: string): { readonly inline: PolicyDocument[]; readonly managed: PolicyDocument[] } {
  const [id, { Properties: { Policies = [], ManagedPolicyArns = [] } = {} }] = resourcesOf(template, 'AWS::IAM::Role')
    .find(([name]) => withoutHash(name) === role)!;
  const attached = resourcesOf(template, 'AWS::IAM::Policy').map(([, { Properties }]) => Properties!)
    .filter(({ Roles = [] }) => JSON.stringify(Roles).includes(`"${id}"`));
  const managed = (ManagedPolicyArns as Array<{ Ref?: string }>)
    .flatMap(({ Ref: policy }) => policy === undefined ? [] : [template.Resources[policy].Properties!]);
  return { inline: [...(Policies as object[]).map(documentOf), ...attached.map(documentOf)], managed: managed.map(documentOf) };
}

function documentOf({ PolicyDocument: document }: { readonly PolicyDocument?: unknown }): PolicyDocument {
  return document as PolicyDocument;
}

/** Every right of a role as `action resource`, sorted. */
export function rightsOf(template: TemplateJson, role: string): string[] {
  const { inline, managed } = documentsOf(template, role);
  return [...inline, ...managed].flatMap(({ Statement: statements }) => statements).flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${typeof resource === 'string' ? resource : nameOf(resource)}`))).sort();
}

/** The log groups that a role may write to. */
export function logGroupsOf(template: TemplateJson, role: string): string[] {
  return rightsOf(template, role).filter((right) => right.startsWith('logs:PutLogEvents ')).map((right) => right.split(' ')[1]);
}
