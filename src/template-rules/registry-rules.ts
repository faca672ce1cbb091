import { brokenIn, eachRunner } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { Property } from '../model/property';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

const SERVICE = 'AWS::ServiceDiscovery::Service';
const ARN = /^arn:[^:]+:servicediscovery:([^:]*):([^:]*):service\/./;

/** Types of which no attribute holds the ARN of a Cloud Map service. Others, such as a custom resource, may return anything. */
const OTHERS = /^AWS::(ServiceDiscovery|ECS|ElasticLoadBalancingV2|Route53|EC2|IAM|Logs|VpcLattice)::/;

/** What is given in place of the ARN, in words. */
function wrongArn(arn: Property): string | undefined {
  const { reference, resource, text } = arn;
  if (arn.isAbsent) {
    return 'no RegistryArn';
  }
  if (reference && resource && OTHERS.test(resource.type) && !(resource.type === SERVICE && reference.attribute === 'Arn')) {
    return `the ${reference.attribute === 'Ref' ? 'Ref' : `attribute ${reference.attribute}`} of ${resource.logicalId}, a ${resource.type}`;
  }
  return text !== undefined && !ARN.test(text) ? `"${text}"` : undefined;
}

function besides(...resources: ReadonlyArray<Resource | undefined>): Resource[] {
  return resources.filter((resource) => resource !== undefined);
}

function wrongArns({ resource, registries }: TaskRunner): Broken[] {
  return brokenIn(registries, ({ property }) => {
    const arn = property.at('RegistryArn');
    const wrong = wrongArn(arn);
    return wrong === undefined ? [] : [{
      got: `A registry of ${resource.logicalId} has ${wrong}.`, at: resource, property: arn, beside: besides(arn.resource),
    }];
  });
}

/** An ARN says where its service is; what is made in another stack of the app is read from its reference instead. */
function elsewhere({ assembly }: TemplateFacts, { resource, registries }: TaskRunner): Broken[] {
  const stack = assembly.stacks.get(resource.stack);
  return brokenIn(registries, ({ property }) => {
    const arn = property.at('RegistryArn');
    const [, region, account] = ARN.exec(arn.text ?? '') ?? [];
    const differ = (one: string | undefined, other: string | undefined) => one !== undefined && other !== undefined && one !== '' && one !== other;
    return differ(account, stack?.account) || differ(region, stack?.region)
      ? [{ got: `${resource.logicalId} registers its tasks in account ${account}, Region ${region}, with "${arn.text}".`, at: resource, property: arn }] : [];
  });
}

/** The role that ECS makes for itself is the one that it uses anyway. */
function ownRole({ resource, properties, registries }: TaskRunner): Broken[] {
  const role = properties.at('Role');
  const isOther = role.resource?.type === 'AWS::IAM::Role' || (role.text !== undefined && !role.text.includes('AWSServiceRoleForECS'));
  return registries.length > 0 && isOther
    ? [{ got: `${resource.logicalId} has a registry and a Role of its own.`, at: resource, property: role, beside: besides(role.resource) }] : [];
}

const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';

/** What a registry points at. */
export const registryRules: readonly TemplateRule[] = [
  {
    id: 'registry-arn',
    severity: 'error',
    why: 'ECS registers tasks in a Cloud Map service, which it takes by its ARN: neither by its ID or name, nor in a namespace. CreateService fails with '
      + '"The format of the supplied service registry ARN is invalid".',
    fix: 'Set RegistryArn to !GetAtt of the Arn of an AWS::ServiceDiscovery::Service.',
    link: `${API}API_ServiceRegistry.html`,
    broken: eachRunner(wrongArns),
  },
  {
    id: 'registration-exists',
    severity: 'error',
    why: 'An ECS service has at most one registry, and CreateService refuses a second one.',
    fix: 'Keep one entry of ServiceRegistries. For a second name, run a second service, or use Service Connect beside the registry.',
    link: `${API}API_CreateService.html`,
    broken: (facts) => facts.once(taskRunners).filter(({ registries }) => registries.length > 1).map(({ resource, properties, registries }) => ({
      got: `${resource.logicalId} has ${registries.length} registries.`,
      at: resource,
      property: properties.at('ServiceRegistries'),
      beside: besides(...registries.map(({ cloudMapService }) => cloudMapService?.resource)),
    })),
  },
  {
    id: 'registry-elsewhere',
    severity: 'error',
    why: 'ECS registers tasks in Cloud Map services of its own account and Region only.',
    fix: 'Make the Cloud Map service in the account and Region of the ECS service, and give its Arn. Service Connect takes a namespace that is shared by another account.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: (facts) => brokenIn(facts.once(taskRunners), (runner) => elsewhere(facts, runner)),
  },
  {
    id: 'service-role-with-registry',
    severity: 'error',
    why: 'For a service with service discovery ECS uses its service-linked role AWSServiceRoleForECS, and CreateService refuses any other.',
    fix: 'Take Role out of the AWS::ECS::Service.',
    link: `${API}API_CreateService.html`,
    broken: eachRunner(ownRole),
  },
];
