import { eachRunner } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

const SHIFTING = ['BLUE_GREEN', 'LINEAR', 'CANARY'];

function outside({ resource, properties, registries, controller }: TaskRunner): Broken[] {
  return controller === 'EXTERNAL' && registries.length > 0 ? [{
    got: `${resource.logicalId} has the deployment controller EXTERNAL and a registry.`, at: resource, property: properties.at('ServiceRegistries'),
  }] : [];
}

function unableToConnect({ resource, properties, controller, isInServiceConnect }: TaskRunner): Broken[] {
  return isInServiceConnect && (controller === 'EXTERNAL' || controller === 'CODE_DEPLOY') ? [{
    got: `${resource.logicalId} has the deployment controller ${controller} and takes part in Service Connect.`,
    at: resource,
    property: properties.at('DeploymentController'),
  }] : [];
}

function unshifted({ resource, properties, registries, controller }: TaskRunner): Broken[] {
  const strategy = properties.at('DeploymentConfiguration', 'Strategy');
  const [what, property] = controller === 'CODE_DEPLOY' ? ['the deployment controller CODE_DEPLOY', properties.at('DeploymentController')]
    : SHIFTING.includes(strategy.text ?? '') ? [`the deployment strategy ${strategy.text}`, strategy] : [];
  const beside = registries.flatMap(({ cloudMapService }) => cloudMapService ? [cloudMapService.resource] : []);
  return registries.length > 0 && what !== undefined ? [{ got: `${resource.logicalId} has ${what} and a registry.`, at: resource, property, beside }] : [];
}

/** Blue and green are both there in full, so percentages say nothing of them. */
function withoutRoom({ resource, properties, controller, isTaskSet }: TaskRunner): Broken[] {
  const configuration = properties.at('DeploymentConfiguration');
  const [least, most, strategy] = [configuration.at('MinimumHealthyPercent'), configuration.at('MaximumPercent'), configuration.at('Strategy')];
  const rolls = controller === 'ECS' && !isTaskSet && (strategy.isAbsent || strategy.text === 'ROLLING');
  const replaces = properties.at('SchedulingStrategy').isAbsent || properties.at('SchedulingStrategy').text === 'REPLICA';
  const floor = least.isAbsent ? 100 : least.number;
  const ceiling = most.isAbsent ? 200 : most.number;
  return rolls && replaces && floor !== undefined && ceiling !== undefined && floor >= ceiling ? [{
    got: `Deployments of ${resource.logicalId} keep ${floor} percent of the tasks and may have ${ceiling}.`, at: resource, property: least.isAbsent ? most : least,
  }] : [];
}

/** Task sets are of services that are deployed from outside of ECS. */
function strangeTaskSets(facts: TemplateFacts): Broken[] {
  const services = new Map(facts.ecsServices.map((service) => [service.resource, service]));
  return facts.once(taskRunners).filter(({ isTaskSet }) => isTaskSet).flatMap(({ resource, properties }) => {
    const property = properties.at('Service');
    const service = property.resource && services.get(property.resource);
    return service?.controller === 'ECS' || service?.controller === 'CODE_DEPLOY' ? [{
      got: `${resource.logicalId} is a task set of ${service.resource.logicalId}, which has the deployment controller ${service.controller}.`,
      at: service.resource,
      property: service.properties.at('DeploymentController'),
      beside: [resource],
    }] : [];
  });
}

/** How services with discovery are deployed. */
export const deploymentRules: readonly TemplateRule[] = [
  {
    id: 'deployment-controller',
    severity: 'error',
    why: 'With an EXTERNAL deployment controller the registry belongs to the task sets, and CreateService refuses it for the service.',
    fix: 'Move ServiceRegistries to the AWS::ECS::TaskSet, or take DeploymentController out.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html',
    broken: eachRunner(outside),
  },
  {
    id: 'service-connect-controller',
    severity: 'error',
    why: 'Service Connect is for services that ECS deploys itself: it is refused with the deployment controllers CODE_DEPLOY and EXTERNAL.',
    fix: 'Set the Type of DeploymentController to ECS (DeploymentConfiguration has a Strategy that shifts traffic), or take ServiceConnectConfiguration out.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html',
    broken: eachRunner(unableToConnect),
  },
  {
    id: 'names-not-shifted',
    severity: 'warning',
    why: 'Such a deployment moves traffic at a load balancer, in Service Connect or in VPC Lattice only. Under its name in Cloud Map the service answers with new tasks as '
      + 'soon as they are healthy, and with old ones until they stop.',
    fix: 'Have callers use the load balancer or Service Connect, or set the Strategy of DeploymentConfiguration to ROLLING and the Type of DeploymentController to ECS.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html',
    broken: eachRunner(unshifted),
  },
  {
    id: 'deployment-percent',
    severity: 'error',
    why: 'With no room between the healthy tasks that are kept and those that may run, no task can be replaced: a deployment goes on until CloudFormation gives up.',
    fix: 'Set MaximumPercent of DeploymentConfiguration above MinimumHealthyPercent, such as 200 and 100.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
    broken: eachRunner(withoutRoom),
  },
  {
    id: 'task-set-controller',
    severity: 'error',
    why: 'CreateTaskSet takes services with the deployment controller EXTERNAL only.',
    fix: 'Set the Type of DeploymentController of the service to EXTERNAL, or give the registry to the service in place of a task set.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html',
    broken: strangeTaskSets,
  },
];
