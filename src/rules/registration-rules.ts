import type { RegistrationFacts } from '../plan/registration-facts';
import type { Rule } from '../shared/rule';

const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

/** What an ECS service that is there already must be, to be registered. */
export const registrationRules: ReadonlyArray<Rule<RegistrationFacts>> = [
  {
    id: 'registration-exists',
    severity: 'error',
    why: 'An ECS service has at most one registration. This one was not made by cloudMapOptions, so what it is called is not known, and a second one is refused.',
    fix: 'Take the other registration away: a second ServiceRegistration, associateCloudMapService(), or serviceRegistries of the CfnService. '
      + 'A DiscoverableService is registered by itself: connect to it.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    broken: ({ registeredElsewhere, service }) => registeredElsewhere ? [`${service} is registered already.`] : [],
  },
  {
    id: 'adopted-registration',
    severity: 'error',
    why: 'A service with cloudMapOptions is adopted as it is: these props would change nothing.',
    fix: 'Leave the props out, or change cloudMapOptions (name, namespace and record type cannot be changed once deployed).',
    link: ECS_DISCOVERY,
    broken: ({ adopted, discoveryProps, service }) => adopted && discoveryProps.length > 0
      ? [`${service} has cloudMapOptions, and ${discoveryProps.join(', ')} ${discoveryProps.length === 1 ? 'is' : 'are'} given.`] : [],
  },
  {
    id: 'service-without-container',
    severity: 'error',
    why: 'A task without an essential container does not start, so there is nothing to register and nowhere to write addresses.',
    fix: 'Add the container to the task definition before the registration.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
    broken: ({ hasContainer, service }) => hasContainer ? [] : [`The task definition of ${service} has no essential container.`],
  },
  {
    id: 'container-of-other-task',
    severity: 'error',
    why: 'ECS looks the container up by its name in the service\'s own task definition.',
    fix: 'Give a container of service.taskDefinition.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    broken: ({ containerIsOfOtherTask, service }) => containerIsOfOtherTask ? [`The container is not one of ${service}.`] : [],
  },
  {
    id: 'deployment-controller',
    severity: 'error',
    why: 'With an EXTERNAL deployment controller the registration belongs to the task sets, not to the service; with CODE_DEPLOY the name goes on answering '
      + 'with the old tasks, and the registration cannot be changed.',
    fix: 'Deploy the service with the ECS controller, or put it behind a load balancer and give that a name.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html',
    broken: ({ deploymentController, adopted, service }) => !adopted && deploymentController !== undefined && deploymentController !== 'ECS'
      ? [`${service} has the deployment controller ${deploymentController}.`] : [],
  },
  {
    id: 'external-service',
    severity: 'error',
    why: 'Tasks on ECS Anywhere run outside the VPC, and ECS does not register them.',
    fix: 'Run the service on Fargate or EC2, or put it behind a load balancer and give that a name.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html',
    broken: ({ external, service }) => external ? [`${service} is an ExternalService.`] : [],
  },
];
