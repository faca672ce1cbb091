import { describeContainer } from './describe-container';
import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { TaskDefinitionFacts } from '../model/task-definition-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

/** The names, with the services behind each and the tasks of these, where all of that is known. */
function registered(facts: TemplateFacts): ReadonlyMap<CloudMapServiceFacts, readonly TaskRunner[]> {
  const runners = new Map<CloudMapServiceFacts, TaskRunner[]>();
  for (const runner of facts.once(taskRunners)) {
    for (const { cloudMapService } of runner.registries) {
      if (cloudMapService) {
        runners.set(cloudMapService, [...runners.get(cloudMapService) ?? [], runner]);
      }
    }
  }
  return runners;
}

function withoutCheck(facts: TemplateFacts): Broken[] {
  return [...facts.once(registered)].filter(([name]) => name.properties.at('HealthCheckCustomConfig').isThere)
    .flatMap(([name, runners]) => runners.flatMap(({ resource, taskDefinition: task }) => {
      const checked = task?.containers.filter(({ property }) => !property.at('HealthCheck').isAbsent) ?? [];
      return task?.hasAllContainers && task.containers.length > 0 && checked.every(({ isEssential }) => isEssential === false) ? [{
        got: checked.length === 0 ? `No container of ${task.resource.logicalId} has a health check.`
          : `In ${task.resource.logicalId}, only containers that are not essential have a health check.`,
        at: task.resource,
        property: task.properties.at('ContainerDefinitions'),
        beside: [resource, name.resource],
      }] : [];
    }));
}

/** The tasks whose health Cloud Map is told, with the services and names that they are registered by. */
function toldTasks(facts: TemplateFacts): ReadonlyMap<TaskDefinitionFacts, readonly Resource[]> {
  const tasks = new Map<TaskDefinitionFacts, Resource[]>();
  for (const [name, runners] of facts.once(registered)) {
    const told = name.properties.at('HealthCheckCustomConfig').isThere ? runners : [];
    for (const { resource, taskDefinition } of told) {
      if (taskDefinition) {
        tasks.set(taskDefinition, [...tasks.get(taskDefinition) ?? [], resource, name.resource]);
      }
    }
  }
  return tasks;
}

/** Essential containers beside one with a check. */
function uncheckedSidecars(facts: TemplateFacts): Broken[] {
  return [...facts.once(toldTasks)].flatMap(([task, beside]) => {
    const essential = [...task.containers.entries()].filter(([, { isEssential }]) => isEssential);
    const unchecked = essential.filter(([, { property }]) => property.at('HealthCheck').isAbsent);
    return unchecked.length < essential.length ? unchecked.map(([index, container]) => ({
      got: `${describeContainer(container, index)} of ${task.resource.logicalId} is essential and has no health check, beside one that has.`,
      at: task.resource,
      property: container.property,
      beside,
    })) : [];
  });
}

function untold(facts: TemplateFacts): Broken[] {
  return [...facts.once(registered)]
    .filter(([{ properties }]) => properties.at('HealthCheckCustomConfig').isAbsent && properties.at('HealthCheckConfig').isAbsent)
    .flatMap(([name, runners]) => {
      const checking = runners.find(({ taskDefinition: task }) => task?.containers.some(({ property, isEssential }) => isEssential && property.at('HealthCheck').isThere));
      return checking?.taskDefinition === undefined ? [] : [{
        got: `${checking.taskDefinition.resource.logicalId} has a container health check, and ${name.resource.logicalId} has no HealthCheckCustomConfig.`,
        at: name.resource,
        beside: [checking.resource, checking.taskDefinition.resource],
      }];
    });
}

const DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

/** How ECS comes to know whether a task is healthy, which it tells Cloud Map. */
export const containerCheckRules: readonly TemplateRule[] = [
  {
    id: 'no-container-check',
    severity: 'warning',
    why: 'ECS tells Cloud Map the health of a task by the health checks of its essential containers in the task definition. Without one a task is answered as soon as its '
      + 'container runs, whether it works or not.',
    fix: 'Give an essential container a HealthCheck, such as Command [CMD-SHELL, "curl -f http://localhost:8080/ || exit 1"].',
    link: DISCOVERY,
    broken: withoutCheck,
  },
  {
    id: 'sidecar-without-check',
    severity: 'warning',
    why: 'A task is HEALTHY to ECS where each of its essential containers has passed its health check. One without a health check stays UNKNOWN, and so does the task, even where '
      + 'the other checks pass.',
    fix: 'Set Essential of the container to false, or give it a HealthCheck.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html',
    broken: uncheckedSidecars,
  },
  {
    id: 'container-check-untold',
    severity: 'warning',
    why: 'ECS tells Cloud Map the result of container health checks where the name has HealthCheckCustomConfig. Without it the tasks count as healthy from the start. It '
      + 'cannot be added later without a new Cloud Map service.',
    fix: 'Give the AWS::ServiceDiscovery::Service a HealthCheckCustomConfig with FailureThreshold 1.',
    link: DISCOVERY,
    broken: untold,
  },
];
