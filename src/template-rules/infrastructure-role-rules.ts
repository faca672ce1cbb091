import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { Property } from '../model/property';
import { connectedServices } from '../model/service-connect-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

/** Where a service names a role for ECS itself. */
function rolesOf(facts: TemplateFacts): Array<{ readonly service: Resource; readonly role: Property }> {
  return [
    ...facts.once(connectedServices).flatMap(({ service: { resource }, ports }) =>
      ports.map(({ property }) => ({ service: resource, role: property.at('Tls', 'RoleArn') }))),
    ...facts.once(taskRunners).flatMap(({ resource, lattice }) => lattice.map((property) => ({ service: resource, role: property.at('RoleArn') }))),
  ];
}

/** The services that may assume a role; undefined where others than services may, or that is not known. */
function trusted(statements: Property): readonly string[] | undefined {
  const services = statements.items.map((statement) => statement.at('Principal')).flatMap((principal) => {
    const list = principal.at('Service');
    const isPlain = principal.keys.length === 1 && list.items.length > 0 && list.isWholeList;
    return isPlain ? list.items.map(({ text }) => text) : [undefined];
  });
  return statements.isWholeList && services.length > 0 && !services.includes(undefined) ? services.flatMap((service) => service ?? []) : undefined;
}

function strangers(facts: TemplateFacts): Broken[] {
  const users = new Map(rolesOf(facts).map(({ service, role }) => [role.resource, service]));
  return facts.of('AWS::IAM::Role').flatMap(({ resource, properties }) => {
    const user = users.get(resource);
    const statements = properties.at('AssumeRolePolicyDocument', 'Statement');
    const services = user ? trusted(statements) : undefined;
    return user && services && !services.some((service) => service.startsWith('ecs.')) ? [{
      got: `${user.logicalId} gives ECS the role ${resource.logicalId}, which ${services.join(' and ')} may assume.`, at: resource, property: statements, beside: [user],
    }] : [];
  });
}

/** Roles with which ECS itself works for a service. */
export const infrastructureRoleRules: readonly TemplateRule[] = [
  {
    id: 'infrastructure-role-trust',
    severity: 'error',
    why: 'ECS itself assumes the role, not the tasks: certificates are not issued, and targets not registered, with a role that only others may assume.',
    fix: 'Let the service ecs.amazonaws.com assume the role in its AssumeRolePolicyDocument.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html',
    broken: strangers,
  },
];
