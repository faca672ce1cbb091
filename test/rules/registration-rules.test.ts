import { textsOf } from './texts-of';
import type { RegistrationFacts } from '../../src/plan/registration-facts';
import { registrationRules } from '../../src/rules/registration-rules';

const WHOLE: RegistrationFacts = {
  service: 'Shop/Old', registeredElsewhere: false, adopted: false, discoveryProps: [], hasContainer: true, containerIsOfOtherTask: false, external: false,
};

const EXISTS = `[registration-exists] Shop/Old is registered already.
  why: An ECS service has at most one registration. This one was not made by cloudMapOptions, so what it is called is not known, \
and a second one is refused.
  fix: Take the other registration away: a second ServiceRegistration, associateCloudMapService(), or serviceRegistries of the CfnService. \
A DiscoverableService is registered by itself: connect to it.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html`;
const ADOPTED = (got: string) => `[adopted-registration] Shop/Old has cloudMapOptions, and ${got} given.
  why: A service with cloudMapOptions is adopted as it is: these props would change nothing.
  fix: Leave the props out, or change cloudMapOptions (name, namespace and record type cannot be changed once deployed).
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;
const WITHOUT_CONTAINER = `[service-without-container] The task definition of Shop/Old has no essential container.
  why: A task without an essential container does not start, so there is nothing to register and nowhere to write addresses.
  fix: Add the container to the task definition before the registration.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html`;
const OTHER_TASK = `[container-of-other-task] The container is not one of Shop/Old.
  why: ECS looks the container up by its name in the service's own task definition.
  fix: Give a container of service.taskDefinition.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html`;
const EXTERNAL = `[external-service] Shop/Old is an ExternalService.
  why: Tasks on ECS Anywhere run outside the VPC, and ECS does not register them.
  fix: Run the service on Fargate or EC2, or put it behind a load balancer and give that a name.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html`;

const texts = (facts: Partial<RegistrationFacts>) => textsOf(registrationRules, { ...WHOLE, ...facts });

test.each<[string, Partial<RegistrationFacts>]>([
  ['that is not registered', {}],
  ['that is not registered, with a name of its own', { discoveryProps: ['discoveryName'] }],
  ['that is adopted as it is', { adopted: true }],
])('a service %s can be registered', (_what, facts) => {
  expect(texts(facts)).toEqual([]);
});

test.each<[string, Partial<RegistrationFacts>, string]>([
  ['that is registered in another way', { registeredElsewhere: true }, EXISTS],
  ['that is adopted, with a name', { adopted: true, discoveryProps: ['discoveryName'] }, ADOPTED('discoveryName is')],
  ['that is adopted, with name and records', { adopted: true, discoveryProps: ['discoveryName', 'dnsRecords'] }, ADOPTED('discoveryName, dnsRecords are')],
  ['without a container', { hasContainer: false }, WITHOUT_CONTAINER],
  ['with the container of another task', { containerIsOfOtherTask: true }, OTHER_TASK],
  ['on ECS Anywhere', { external: true }, EXTERNAL],
])('a service %s is refused', (_what, facts, expected) => {
  expect(texts(facts)).toEqual([expected]);
});

test('all that is wrong is told at once', () => {
  expect(texts({ external: true, registeredElsewhere: true, containerIsOfOtherTask: true })).toEqual([EXISTS, OTHER_TASK, EXTERNAL]);
});
