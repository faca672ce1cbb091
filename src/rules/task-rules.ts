import type { TaskFacts } from '../plan/task-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** CPU units to the memory in MiB that Fargate has with them: from, to, step. */
const FARGATE_SIZES: ReadonlyMap<number, readonly [number, number, number]> = new Map([
  [256, [512, 2048, 512]],
  [512, [1024, 4096, 1024]],
  [1024, [2048, 8192, 1024]],
  [2048, [4096, 16384, 1024]],
  [4096, [8192, 30720, 1024]],
  [8192, [16384, 61440, 4096]],
  [16384, [32768, 122880, 8192]],
]);

const TASK_SIZE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size';
const CONTAINER = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html';

function sizeFaults({ cpu, memoryLimitMiB: memory }: TaskFacts): string[] {
  if (!known(cpu)) {
    return [];
  }
  const size = FARGATE_SIZES.get(cpu);
  if (size === undefined) {
    return [`cpu is ${cpu}. Fargate has ${[...FARGATE_SIZES.keys()].join(', ')}; 1024 units are one vCPU.`];
  }
  if (!known(memory)) {
    return [];
  }
  const [least, most, step] = size;
  // 256 CPU units come with 512, 1024 or 2048 MiB, and with nothing between the last two.
  const between = memory >= least && memory <= most && memory % step === 0 && !(cpu === 256 && memory === 1536);
  return !between ? [`cpu is ${cpu}, and memoryLimitMiB is ${memory}. With ${cpu} go ${least} to ${most} in steps of ${step}${cpu === 256 ? ', but not 1536' : ''}.`] : [];
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function portFaults({ ports }: Pick<TaskFacts, 'ports'>): string[] {
  const literal = ports.filter(known);
  return [
    ...literal.filter((port) => !isPort(port)).map((port) => `A port is ${port}.`),
    ...[...new Set(literal.filter((port, index) => isPort(port) && literal.indexOf(port) !== index))].map((port) => `Port ${port} is given twice.`),
  ];
}

/** The ports that a container listens on. */
export const portRules: ReadonlyArray<Rule<Pick<TaskFacts, 'ports'>>> = [
  {
    id: 'port',
    severity: 'error',
    why: 'A container listens on whole port numbers from 1 to 65535, on each of them once; ECS refuses a port mapping of anything else.',
    fix: 'Set port, and additionalPorts, to the ports that the process in the container listens on.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    broken: portFaults,
  },
];

/** What one task of a discoverable service needs to start. */
export const taskRules: ReadonlyArray<Rule<TaskFacts>> = [
  ...portRules,
  {
    id: 'additional-ports-without-port',
    severity: 'error',
    why: 'The main port is the one that callers get when they name none. A service with further ports only would have none to give.',
    fix: 'Move the most used of the additionalPorts to port.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    broken: ({ additionalPortsOnly }) => additionalPortsOnly ? ['additionalPorts is given, and port is not.'] : [],
  },
  {
    id: 'worker-is-not-registered',
    severity: 'error',
    why: 'A service without a port calls others and is not called: it is not registered, so what says how it is found would change nothing.',
    fix: 'Set port, or leave these props out.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: ({ discoveryPropsWithoutPort: props }) => props.length > 0
      ? [`There is no port, but ${props.join(', ')} ${props.length === 1 ? 'is' : 'are'} given.`] : [],
  },
  {
    id: 'probe-without-port',
    severity: 'error',
    why: 'The health probe asks a port of the container, and there is none to ask.',
    fix: 'Give the probe a port, or use HealthProbe.command().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html',
    broken: ({ probeNeedsPort }) => probeNeedsPort ? ['Neither the service nor its health probe has a port.'] : [],
  },
  {
    id: 'fargate-size',
    severity: 'error',
    why: 'Fargate runs tasks of certain sizes only: each CPU value comes with a range of memory. RegisterTaskDefinition refuses any other pair.',
    fix: 'Choose one of these pairs; leave memoryLimitMiB out for the least that goes with the CPU.',
    link: TASK_SIZE,
    broken: sizeFaults,
  },
  {
    id: 'memory-of-unknown-cpu',
    severity: 'error',
    why: 'The memory that goes with a CPU value cannot be worked out from a value that is known at deployment only.',
    fix: 'Give memoryLimitMiB.',
    link: TASK_SIZE,
    broken: ({ memoryLimitMiB }) => memoryLimitMiB === undefined ? ['cpu is not known yet, and memoryLimitMiB is not given.'] : [],
  },
  {
    id: 'stop-timeout',
    severity: 'error',
    why: 'On Fargate a container has 2 to 120 whole seconds between the stop signal and being killed.',
    fix: 'Give a duration in whole seconds, such as Duration.seconds(30).',
    link: CONTAINER,
    broken: ({ stopTimeoutSeconds: timeout }) => known(timeout) && (!Number.isInteger(timeout) || timeout < 2 || timeout > 120)
      ? [`stopTimeout is ${timeout} seconds.`] : [],
  },
  {
    id: 'variable-twice',
    severity: 'error',
    why: 'A container\'s environment has each name once: ECS refuses a secret that has the name of a plain variable.',
    fix: 'Keep the name in environment or in secrets.',
    link: CONTAINER,
    broken: ({ variables, secrets }) => secrets.filter((name) => variables.includes(name))
      .map((name) => `"${name}" stands in environment and in secrets.`),
  },
];
