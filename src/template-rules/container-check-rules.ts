import type { Broken, TemplateRule } from './template-rule';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { Property } from '../model/property';
import type { TaskDefinitionFacts } from '../model/task-definition-facts';
import { discoveredTasks, portsOf, taskRunners } from '../model/task-runner-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

/** What ECS takes, from the first number to the last. */
const RANGES = {
  Interval: [5, 300],
  Timeout: [2, 60],
  Retries: [1, 10],
  StartPeriod: [0, 300],
} as const;

interface ContainerCheck {
  readonly task: TaskDefinitionFacts;
  readonly check: Property;
  readonly container: string;
}

function containerChecks(facts: TemplateFacts): readonly ContainerCheck[] {
  return [...facts.once(discoveredTasks).keys()].flatMap((task) => task.containers.flatMap(({ property, name }, index) => {
    const check = property.at('HealthCheck');
    return check.isThere ? [{ task, check, container: name === undefined ? `Container ${index}` : `Container "${name}"` }] : [];
  }));
}

function outOfRange(facts: TemplateFacts, key: keyof typeof RANGES): Broken[] {
  const [least, most] = RANGES[key];
  return facts.once(containerChecks).flatMap(({ task: { resource }, check, container }) => {
    const property = check.at(key);
    const { number } = property;
    return number !== undefined && !(Number.isInteger(number) && number >= least && number <= most)
      ? [{ got: `${container} of ${resource.logicalId} has a health check with ${key} ${number}.`, at: resource, property }] : [];
  });
}

/** One text in place of the list is a list of it, and none of the two forms. */
function wrongForm({ task: { resource }, check, container }: ContainerCheck): Broken[] {
  const command = check.at('Command');
  const [form, ...rest] = command.items.map(({ text }) => text);
  const isKnown = command.isWholeList && (command.items.length === 0 || form !== undefined);
  const isRight = form === 'NONE' || ((form === 'CMD' || form === 'CMD-SHELL') && rest.length > 0);
  return isKnown && !isRight ? [{
    got: form === undefined ? `${container} of ${resource.logicalId} has a health check without a Command.`
      : `${container} of ${resource.logicalId} has a health check with the Command ${[form, ...rest].join(' ')}.`,
    at: resource,
    property: command,
  }] : [];
}

/** A shell line after CMD is taken for the name of a program; of several strings after CMD-SHELL the first is the line. */
function neverPasses({ task: { resource }, check, container }: ContainerCheck): Broken[] {
  const command = check.at('Command');
  const [form, first = '', ...rest] = command.items.map(({ text }) => text);
  const isLine = /\s(-|\|\||&&|https?:)/.test(first);
  const isBroken = (form === 'CMD' && rest.length === 0 && isLine) || (form === 'CMD-SHELL' && rest.length > 0 && !/\s/.test(first));
  return command.isWholeList && first !== '' && isBroken ? [{
    got: `${container} of ${resource.logicalId} has a health check that runs "${first}" and nothing else.`, at: resource, property: command,
  }] : [];
}

/** Whatever is asked on the task itself; a container may listen on a port that is not mapped. */
function unmappedPort({ task, check, container }: ContainerCheck): Broken[] {
  const command = check.at('Command');
  const ports = portsOf(task) ?? [];
  const asked = command.items.flatMap(({ text }) => [...(text ?? '').matchAll(/\b(?:localhost|127\.0\.0\.1):(\d+)\b/g)]).map(([, port]) => Number(port));
  const missing = asked.find((port) => !ports.includes(port));
  return ports.length > 0 && missing !== undefined ? [{
    got: `${container} of ${task.resource.logicalId} has a health check that asks port ${missing}, and the task maps ${ports.join(', ')}.`,
    at: task.resource,
    property: command,
  }] : [];
}

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

const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html';
const DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

function rangeRule(key: keyof typeof RANGES, id: string, what: string): TemplateRule {
  const [least, most] = RANGES[key];
  return {
    id,
    severity: 'error',
    why: `ECS takes ${what} from ${least} to ${most}, and refuses any other task definition.`,
    fix: `Set ${key} of the HealthCheck to a whole number from ${least} to ${most}.`,
    link: API,
    broken: (facts) => outOfRange(facts, key),
  };
}

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
    id: 'container-check-untold',
    severity: 'warning',
    why: 'ECS tells Cloud Map the result of container health checks where the name has HealthCheckCustomConfig. Without it the tasks count as healthy from the start. It '
      + 'cannot be added later without a new Cloud Map service.',
    fix: 'Give the AWS::ServiceDiscovery::Service a HealthCheckCustomConfig with FailureThreshold 1.',
    link: DISCOVERY,
    broken: untold,
  },
  rangeRule('Interval', 'health-probe-interval', 'an interval in seconds'),
  rangeRule('Timeout', 'health-probe-timeout', 'a timeout in seconds'),
  rangeRule('Retries', 'health-probe-retries', 'a number of retries'),
  rangeRule('StartPeriod', 'health-probe-start-period', 'a start period in seconds'),
  {
    id: 'health-probe-command',
    severity: 'error',
    why: 'ECS takes two forms. After CMD come a program and its arguments, run without a shell. After CMD-SHELL comes one string, run by the shell of the container. '
      + 'Docker runs nothing else as a health check, so the task never becomes healthy.',
    fix: 'Set Command to a list such as [CMD, /bin/check, --fast] or [CMD-SHELL, "test -f /tmp/ready"].',
    link: API,
    broken: (facts) => facts.once(containerChecks).flatMap(wrongForm),
  },
  {
    id: 'health-probe-words',
    severity: 'warning',
    why: 'After CMD each word of the command is a string of its own, and after CMD-SHELL the whole line is one string. Otherwise something else runs than was meant, and the '
      + 'check most likely never passes.',
    fix: 'Set Command to a list such as [CMD, curl, -f, "http://localhost:8080/"] or [CMD-SHELL, "curl -f http://localhost:8080/ || exit 1"].',
    link: API,
    broken: (facts) => facts.once(containerChecks).flatMap(neverPasses),
  },
  {
    id: 'health-probe-unmapped-port',
    severity: 'warning',
    why: 'No container of the task says that it listens on the port that the check asks. Where nobody does, the check never passes, and ECS replaces the tasks without end.',
    fix: 'Ask a port that the container maps, or add the port mapping.',
    link: API,
    broken: (facts) => facts.once(containerChecks).flatMap(unmappedPort),
  },
];
