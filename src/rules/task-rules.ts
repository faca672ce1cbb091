import { isReserved } from '../capacity/capacity-rules';
import { SHELL_SECONDS } from '../draining/draining-rules';
import { isPort } from '../plan/client-ports';
import type { TaskFacts } from '../plan/task-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { secondsText } from '../shared/seconds-text';

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

function sizeFaults({ capacity, cpu, memoryLimitMiB: memory }: TaskFacts): string[] {
  if (!known(cpu) || capacity !== 'fargate') {
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

function instanceSizeFaults({ capacity, cpu, memoryLimitMiB: memory }: TaskFacts): string[] {
  return capacity === 'fargate' ? [] : [
    ...known(cpu) && !(Number.isInteger(cpu) && cpu >= 128 && cpu <= 196_608) ? [`cpu is ${cpu}.`] : [],
    ...known(memory) && !(Number.isInteger(memory) && memory >= 6) ? [`memoryLimitMiB is ${memory}.`] : [],
  ];
}

/** Further ports may be all that there are: then the first one is one of these. */
type PortFacts = Pick<TaskFacts, 'ports'> & Partial<Pick<TaskFacts, 'additionalPortsOnly'>>;

function portFaults({ ports, additionalPortsOnly = false }: PortFacts): string[] {
  const literal = ports.filter(known);
  const propOf = (index: number) => additionalPortsOnly ? `additionalPorts[${index}]` : index === 0 ? 'port' : `additionalPorts[${index - 1}]`;
  return [
    ...ports.flatMap((port, index) => known(port) && !isPort(port) ? [`${propOf(index)} is ${port}.`] : []),
    ...[...new Set(literal.filter((port, index) => isPort(port) && literal.indexOf(port) !== index))].map((port) => `Port ${port} is given twice.`),
  ];
}

/** The ports that a container listens on. */
export const portRules: ReadonlyArray<Rule<PortFacts>> = [
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
    fix: 'Give the service a `port`, or the probe one of its own; or use HealthProbe.command().',
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
    id: 'instance-task-size',
    severity: 'error',
    why: 'On instances a task has whole numbers of 128 to 196608 CPU units and of MiB, of which Docker asks for 6 at least. RegisterTaskDefinition refuses anything else.',
    fix: 'Give cpu and memoryLimitMiB that fit on the instances; 1024 units are one vCPU.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
    broken: instanceSizeFaults,
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
    why: 'A container has whole seconds between the stop signal and being killed; on Fargate 2 to 120 of them.',
    fix: 'Give a duration in whole seconds, such as Duration.seconds(30).',
    link: CONTAINER,
    broken: ({ capacity, stopTimeoutSeconds: timeout }) => known(timeout) && (!Number.isInteger(timeout) || timeout < 2 || (capacity === 'fargate' && timeout > 120))
      ? [`stopTimeout is ${secondsText(timeout)}.`] : [],
  },
  {
    id: 'daemon-task-count',
    severity: 'error',
    why: 'A daemon runs one task on each instance; it has no number of tasks, and ECS refuses a desired count.',
    fix: 'Leave taskCount out, or daemon.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
    broken: ({ countedDaemon }) => countedDaemon ? ['The service is a daemon, and taskCount is given.'] : [],
  },
  {
    id: 'security-groups-for-network-mode',
    severity: 'error',
    why: 'In bridge and host mode a task shares the network of its instance: it has no network interface that security groups could guard.',
    fix: 'Leave securityGroups out (connectTo() opens the groups of the instances), or run the tasks in awsvpc mode.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html',
    broken: ({ securityGroupsWithoutNetwork }) => securityGroupsWithoutNetwork ? ['securityGroups are given to tasks in bridge or host mode.'] : [],
  },
  {
    id: 'reserved-port',
    severity: 'error',
    why: 'In host mode a container takes the port of its instance, and 22, 2375, 2376 and 51678 to 51680 are reserved for SSH, Docker and the agent of ECS.',
    fix: 'Have the container listen on another port, or run it in bridge or awsvpc mode.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    broken: ({ instancePorts }) => instancePorts.filter((port) => known(port) && isReserved(port)).map((port) => `A port in host mode is ${port}.`),
  },
  {
    id: 'host-port-without-port',
    severity: 'error',
    why: 'hostPort is the port of the instance that leads to the main port of the container, and there is none.',
    fix: 'Give the service a port, or leave hostPort out.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    broken: ({ hostPortWithoutPort }) => hostPortWithoutPort ? ['hostPort is given, and port is not.'] : [],
  },
  {
    id: 'draining-time',
    severity: 'error',
    why: 'The companion container sleeps for TTL and margin while ECS waits for it to stop. On Fargate that wait (stopTimeout) is at most 120 seconds, of which 2 are kept '
      + 'for the shell. The sleep stands in a command, so it has to be known at synth; one of 0 seconds would change nothing.',
    fix: 'Choose a ttl of DnsRecords and a margin of Draining that come to 1 to 118 seconds, such as 10 and 5.',
    link: CONTAINER,
    broken: ({ capacity, drainSeconds: wait }) => wait === undefined ? [] : [
      ...known(wait) ? [] : ['The TTL of the records is not known yet.'],
      ...known(wait) && wait < 1 ? ['TTL and margin come to 0 seconds.'] : [],
      ...known(wait) && capacity === 'fargate' && wait + SHELL_SECONDS > 120 ? [`TTL and margin come to ${wait} seconds.`] : [],
    ],
  },
  {
    id: 'short-names',
    severity: 'error',
    why: 'Short names are the variable LOCALDOMAIN with the name of a DNS namespace: the resolver of glibc puts it behind names without one.',
    fix: 'Leave shortNames out, or use a DNS namespace whose name is known, and no LOCALDOMAIN of your own.',
    link: 'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
    broken: ({ shortNamesProblem: problem }) => problem === undefined ? [] : [problem],
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
