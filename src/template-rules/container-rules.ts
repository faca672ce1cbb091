import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import type { Property } from '../model/property';
import type { ContainerFacts, TaskDefinitionFacts } from '../model/task-definition-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import { discoveredTasks } from '../model/task-runner-facts';

function each(judge: (task: TaskDefinitionFacts, user: TaskRunner) => readonly Broken[]): TemplateRule['broken'] {
  return (facts) => brokenIn(facts.once(discoveredTasks), ([task, user]) => judge(task, user));
}

function namesTwice({ resource, containers }: TaskDefinitionFacts): Broken[] {
  return containers.filter(({ name }, index) => name !== undefined && containers.findIndex((other) => other.name === name) < index)
    .map(({ name, property }) => ({ got: `Two containers of ${resource.logicalId} are named "${name}".`, at: resource, property: property.at('Name') }));
}

/** Fargate stops a task two minutes after it was asked to stop, whatever the container wants. */
function longStops({ resource, containers, isFargateOnly }: TaskDefinitionFacts, { launch }: TaskRunner): Broken[] {
  return launch === 'FARGATE' || isFargateOnly ? containers.map(({ property }) => property.at('StopTimeout'))
    .filter(({ number }) => number !== undefined && number > 120)
    .map((property) => ({ got: `A container of ${resource.logicalId} has the StopTimeout ${property.number}.`, at: resource, property })) : [];
}

/** What a container waits for, with the container that is meant. */
function dependenciesOf({ property }: ContainerFacts, containers: readonly ContainerFacts[]) {
  return property.at('DependsOn').items.map((dependency) => {
    const name = dependency.at('ContainerName').text;
    return { dependency, name, condition: dependency.at('Condition').text, other: containers.find((container) => container.name === name) };
  });
}

const isChecked = (check: Property) => !check.isAbsent && check.at('Command').items[0]?.text !== 'NONE';

function waitsInVain({ resource, containers, hasAllContainers }: TaskDefinitionFacts): Broken[] {
  const areNamed = hasAllContainers && containers.every(({ name }) => name !== undefined);
  return containers.flatMap((container) => dependenciesOf(container, containers).flatMap(({ dependency, name, condition, other }) => {
    const fault = name !== undefined && areNamed && !other ? `the task has no container "${name}"`
      : condition === 'HEALTHY' && other && !isChecked(other.property.at('HealthCheck')) ? `"${name}" has no HealthCheck`
        : name !== undefined && name === container.name ? 'that is the container itself' : undefined;
    return fault === undefined ? [] : [{
      got: `Container "${container.name ?? '?'}" of ${resource.logicalId} waits for "${name}" to be ${condition ?? 'there'}, and ${fault}.`, at: resource, property: dependency,
    }];
  }));
}

const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/';

/** The containers of tasks that are found. */
export const containerRules: readonly TemplateRule[] = [
  {
    id: 'container-name-twice',
    severity: 'error',
    why: 'A task knows its containers by their names, and so do registries and load balancers: ECS refuses a task definition with two of one name.',
    fix: 'Give each container a Name of its own.',
    link: `${API}API_ContainerDefinition.html`,
    broken: each(namesTwice),
  },
  {
    id: 'stop-timeout',
    severity: 'error',
    why: 'On Fargate a container has at most 120 seconds between the stop signal and the end: ECS refuses a longer StopTimeout.',
    fix: 'Set StopTimeout to 120 or less.',
    link: `${API}API_ContainerDefinition.html`,
    broken: each(longStops),
  },
  {
    id: 'container-dependency',
    severity: 'error',
    why: 'A container waits for another one of its task; for HEALTHY, for the health check of that container. ECS refuses a task definition in which nothing could ever be what is '
      + 'waited for.',
    fix: 'Name a container of the task in DependsOn; for the condition HEALTHY give that container a HealthCheck.',
    link: `${API}API_ContainerDependency.html`,
    broken: each(waitsInVain),
  },
];
