import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import type { Declared } from './declared';
import type { Launch, RegistryFacts } from './ecs-service-facts';
import type { Property } from './property';
import type { NetworkMode, TaskDefinitionFacts } from './task-definition-facts';
import type { TemplateFacts } from './template-facts';

/** What runs tasks that others find: an ECS service, or a task set of a service that is deployed from outside of ECS. */
export interface TaskRunner extends Declared {
  readonly isTaskSet: boolean;
  readonly taskDefinition?: TaskDefinitionFacts;
  readonly registries: readonly RegistryFacts[];
  readonly isInServiceConnect?: boolean;
  readonly lattice: readonly Property[];
  readonly launch?: Launch;
  /** Whether the tasks surely run on Fargate. */
  readonly isOnFargate: boolean;
  /** That of the task definition; awsvpc on Fargate, which has no other. */
  readonly networkMode?: NetworkMode;
  readonly controller?: string;
  /** Where its tasks have their network in awsvpc mode; services and task sets write it differently. */
  readonly network: Property;
}

/** All that have to do with discovery: by a registry, Service Connect or VPC Lattice. Others are plain ECS. */
export function taskRunners(facts: TemplateFacts): readonly TaskRunner[] {
  return [...servicesOf(facts), ...taskSetsOf(facts)]
    .filter(({ registries, isInServiceConnect, lattice }) => registries.length > 0 || isInServiceConnect || lattice.length > 0);
}

function servicesOf({ ecsServices }: TemplateFacts): TaskRunner[] {
  return ecsServices.map((service) => runner(service, false, service.properties.at('VpcLatticeConfigurations').items));
}

function taskSetsOf(facts: TemplateFacts): TaskRunner[] {
  const tasks = new Map(facts.taskDefinitions.map((task) => [task.resource, task]));
  const names = new Map(facts.cloudMapServices.map((name) => [name.resource, name]));
  return facts.of('AWS::ECS::TaskSet').map(({ resource, properties }) => {
    const target = properties.at('TaskDefinition').resource;
    return runner({
      resource,
      properties,
      network: properties.at('NetworkConfiguration', 'AwsVpcConfiguration'),
      taskDefinition: target && tasks.get(target),
      registries: properties.at('ServiceRegistries').items.map((property) => ({ property, cloudMapService: cloudMapServiceOf(property, names) })),
      launch: properties.at('LaunchType').text as Launch | undefined,
      isInServiceConnect: false,
    }, true, []);
  });
}

function cloudMapServiceOf(registry: Property, names: ReadonlyMap<unknown, CloudMapServiceFacts>): CloudMapServiceFacts | undefined {
  return names.get(registry.at('RegistryArn').resource);
}

type Parts = Omit<TaskRunner, 'isTaskSet' | 'lattice' | 'isOnFargate' | 'networkMode'>;

function runner(parts: Parts, isTaskSet: boolean, lattice: readonly Property[]): TaskRunner {
  const { resource, properties, taskDefinition, registries, isInServiceConnect, launch, controller, network } = parts;
  const isOnFargate = launch === 'FARGATE' || (launch === undefined && taskDefinition?.isFargateOnly === true);
  const networkMode = isOnFargate ? 'awsvpc' : networkModeOf(taskDefinition);
  return {
    resource, properties, isTaskSet, taskDefinition, registries, isInServiceConnect, lattice, launch, isOnFargate, networkMode, controller, network,
  };
}

/** Where none is given it is bridge on Linux, and another one on Windows. */
function networkModeOf(task: TaskDefinitionFacts | undefined): NetworkMode | undefined {
  return task?.isWindows !== false && task?.properties.at('NetworkMode').isAbsent ? undefined : task?.networkMode;
}

/** The task definitions of those, each with one of them that uses it. */
export function discoveredTasks(facts: TemplateFacts): ReadonlyMap<TaskDefinitionFacts, TaskRunner> {
  const users = new Map<TaskDefinitionFacts, TaskRunner>();
  for (const user of facts.once(taskRunners)) {
    if (user.taskDefinition && !users.has(user.taskDefinition)) {
      users.set(user.taskDefinition, user);
    }
  }
  return users;
}
