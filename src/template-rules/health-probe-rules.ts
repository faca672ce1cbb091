import { describeContainer } from './describe-container';
import { brokenIn } from './judge-each';
import type { Broken, TemplateRule } from './template-rule';
import { portsOf } from '../model/mapped-ports';
import type { Property } from '../model/property';
import type { TaskDefinitionFacts } from '../model/task-definition-facts';
import { discoveredTasks } from '../model/task-runner-facts';
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
  return [...facts.once(discoveredTasks).keys()].flatMap((task) => task.containers.flatMap((container, index) => {
    const check = container.property.at('HealthCheck');
    return check.isThere ? [{ task, check, container: describeContainer(container, index) }] : [];
  }));
}

function outOfRange(facts: TemplateFacts, key: keyof typeof RANGES): Broken[] {
  const [least, most] = RANGES[key];
  return brokenIn(facts.once(containerChecks), ({ task: { resource }, check, container }) => {
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

const API = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html';

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

/** Health checks of containers, which have to pass once before a task is healthy. */
export const healthProbeRules: readonly TemplateRule[] = [
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
    broken: (facts) => brokenIn(facts.once(containerChecks), wrongForm),
  },
  {
    id: 'health-probe-words',
    severity: 'warning',
    why: 'After CMD each word of the command is a string of its own, and after CMD-SHELL the whole line is one string. Otherwise something else runs than was meant, and the '
      + 'check most likely never passes.',
    fix: 'Set Command to a list such as [CMD, curl, -f, "http://localhost:8080/"] or [CMD-SHELL, "curl -f http://localhost:8080/ || exit 1"].',
    link: API,
    broken: (facts) => brokenIn(facts.once(containerChecks), neverPasses),
  },
  {
    id: 'health-probe-unmapped-port',
    severity: 'warning',
    why: 'No container of the task says that it listens on the port that the check asks. Where nobody does, the check never passes, and ECS replaces the tasks without end.',
    fix: 'Ask a port that the container maps, or add the port mapping.',
    link: API,
    broken: (facts) => brokenIn(facts.once(containerChecks), unmappedPort),
  },
];
