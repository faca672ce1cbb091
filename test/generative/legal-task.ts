import type { Combination, InstancesPart, ProbePart, SharePart, TaskCountPart } from './combination';
import { because } from './legal-names';
import { instancesOf, isDaemon, isRegistered, isWorker, modeOf, onFargate, recordTypesOf, secondsOf, ttlOf } from './meaning';

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;
export const badPort = (port: number | undefined): boolean => port !== undefined && !isPort(port);

/** BM-ECS PortMapping.hostPort: reserved for SSH, Docker and the agent. */
const RESERVED = [22, 2375, 2376, 51678, 51679, 51680];

function portReasons(combination: Combination): string[] {
  const { port, additionalPorts = [] } = combination;
  const ports = [...port === undefined ? [] : [port], ...additionalPorts];
  return [
    ...because(ports.some(badPort), 'BM-ECS: ports are whole, 1 to 65535'),
    ...because(new Set(ports).size < ports.length, 'BM-ECS: a port is mapped once'),
    ...because(port === undefined && additionalPorts.length > 0, 'API: additionalPorts without port'),
    ...because(modeOf(combination) === 'host' && ports.some((each) => RESERVED.includes(each)), 'BM-ECS: reserved port of the instance'),
  ];
}

/** Amazon ECS developer guide, Fargate task sizes: CPU units, least, most and step of memory. */
const SIZES: Readonly<Record<number, readonly [least: number, most: number, step: number]>> = {
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192],
};

export function isFargateSize(cpu: number, memory: number): boolean {
  if (cpu === 256) {
    return [512, 1024, 2048].includes(memory);
  }
  const [least, most, step] = SIZES[cpu] ?? [1, 0, 1];
  return memory >= least && memory <= most && (memory - least) % step === 0;
}

function sizeReasons(combination: Combination): string[] {
  const { cpu = 256 } = combination;
  const memory = combination.memoryLimitMiB ?? 2 * cpu;
  if (onFargate(combination)) {
    return because(!isFargateSize(cpu, memory), 'ECS guide: Fargate task sizes');
  }
  const isSize = Number.isInteger(cpu) && cpu >= 128 && cpu <= 196608 && Number.isInteger(memory) && memory >= 6;
  return because(!isSize, 'BM-ECS: task size on instances');
}

const badWhole = (value: number, least: number, most: number) => !Number.isInteger(value) || value < least || value > most;

/** BM-ECS CapacityProviderStrategyItem: one base, whole weights of 0 to 1000, not all of them 0. */
function shareReasons(shares: readonly SharePart[]): string[] {
  return [
    ...because(shares.some(({ base = 0 }) => badWhole(base, 0, 100000)), 'BM-ECS: base of a capacity provider'),
    ...because(shares.some(({ weight = 1 }) => badWhole(weight, 0, 1000)), 'BM-ECS: weight of a capacity provider'),
    ...because(shares.filter(({ base }) => base !== undefined).length > 1, 'BM-ECS: one base'),
    ...because(shares.length > 0 && shares.every(({ weight = 1 }) => weight === 0), 'BM-ECS: all weights are 0'),
  ];
}

function instancesReasons(part: InstancesPart, combination: Combination): string[] {
  const { hostPort } = part;
  return [
    ...shareReasons(part.providers ?? []),
    ...because(part.foreignProvider === true, 'BM-ECS: capacity provider of no cluster'),
    ...because(part.daemon === true && part.strategies === true, 'BM-ECS: a daemon has no placement strategies'),
    ...because(part.daemon === true && (part.providers ?? []).length > 0, 'API: a daemon has no capacity providers'),
    ...because(part.daemon === true && combination.taskCount !== undefined, 'BM-ECS: a daemon has no desired count'),
    ...because(hostPort !== undefined && (!isPort(hostPort) || RESERVED.includes(hostPort)), 'BM-ECS: port of the instance'),
    ...because(hostPort !== undefined && isWorker(combination), 'API: hostPort without port'),
  ];
}

function capacityReasons(combination: Combination): string[] {
  const { capacity } = combination;
  const instances = instancesOf(combination);
  const spot = capacity.kind === 'fargate' ? capacity.spot : undefined;
  return [
    ...instances ? instancesReasons(instances, combination) : [],
    ...spot ? shareReasons([{ base: spot.onDemandBase ?? 1, weight: spot.onDemandWeight ?? 0 }, { weight: spot.spotWeight ?? 1 }]) : [],
    // No VPC of this test has isolated subnets.
    ...because('subnets' in capacity && capacity.subnets === 'isolated', 'EC2: no such subnets'),
    ...because(capacity.kind === 'managedInstances' && capacity.foreignProvider === true, 'BM-ECS: capacity provider of no cluster'),
    ...because(combination.ownGroup !== undefined && modeOf(combination) !== 'awsvpc', 'BM-ECS: security groups in awsvpc mode only'),
  ];
}

function scalingReasons(part: Extract<TaskCountPart, { kind: 'autoScaled' }>): string[] {
  const { max, min = Math.min(2, max), schedules = [] } = part;
  const counts = [max, min, ...schedules.flatMap((each) => [each.min, each.max])].filter((count) => count !== undefined);
  return [
    ...because(counts.some((count) => !Number.isInteger(count) || count < 0), 'Application Auto Scaling: whole numbers'),
    ...because(min > max || schedules.some((each) => (each.min ?? 0) > (each.max ?? Infinity)), 'Application Auto Scaling: min above max'),
    ...because([part.cpu, part.memory].some((aim) => aim !== undefined && (aim <= 0 || aim > 100)), 'Application Auto Scaling: percent'),
    ...because(schedules.some((each) => each.min === undefined && each.max === undefined), 'Application Auto Scaling: schedule without bounds'),
  ];
}

function taskCountReasons(combination: Combination): string[] {
  const { taskCount } = combination;
  if (taskCount === undefined) {
    return [];
  }
  const isScaled = taskCount.kind === 'autoScaled';
  const most = isScaled ? Math.max(taskCount.max, ...(taskCount.schedules ?? []).map(({ max = 0 }) => max)) : taskCount.tasks;
  return [
    ...isScaled ? scalingReasons(taskCount) : because(badWhole(taskCount.tasks, 0, Infinity) || taskCount.tasks < 0, 'BM-ECS: number of tasks'),
    // §1.6 and §2.3: 1,000 instances of a service, not adjustable.
    ...because(most > 1000 && isRegistered(combination) && !isDaemon(combination), '§2.3: more than 1,000 tasks'),
  ];
}

const badSeconds = (value: number, least: number, most: number) => badWhole(value, least, most);

/** §2.5: interval 5-300, timeout 2-60, retries 1-10, start period 0-300. */
function probeReasons(probe: ProbePart, worker: boolean): string[] {
  const interval = probe.interval ? secondsOf(probe.interval) : 10;
  const timeout = probe.timeout ? secondsOf(probe.timeout) : 5;
  return [
    ...because(badSeconds(interval, 5, 300), '§2.5: interval'),
    ...because(badSeconds(timeout, 2, 60), '§2.5: timeout'),
    ...because(timeout > interval, 'CDK: timeout above interval'),
    ...because(badWhole(probe.retries ?? 3, 1, 10), '§2.5: retries'),
    ...because(probe.startPeriod !== undefined && badSeconds(secondsOf(probe.startPeriod), 0, 300), '§2.5: start period'),
    ...because(probe.kind !== 'command' && badPort(probe.port), 'API: port of the probe'),
    ...because(probe.kind !== 'command' && probe.port === undefined && worker, 'API: probe without a port'),
    ...because(probe.kind === 'http' && !/^\/[\w/.~?&=:@+,;!*()%-]*$/.test(probe.path ?? '/'), 'API: path of the probe'),
    ...because(probe.kind === 'command' && !isCommand(probe.command), 'BM-ECS: command of a health check'),
  ];
}

function isCommand([form, ...rest]: readonly string[]): boolean {
  return form === 'CMD' && rest.length > 0 || form === 'CMD-SHELL' && rest.length === 1 && rest[0] !== '';
}

function stoppingReasons(combination: Combination): string[] {
  const { stopTimeout, draining } = combination;
  const fargate = onFargate(combination);
  const seconds = stopTimeout ? secondsOf(stopTimeout) : 30;
  const margin = draining?.margin ? secondsOf(draining.margin) : 5;
  const types = isWorker(combination) ? [] : recordTypesOf(combination);
  const wait = ttlOf(combination) + margin;
  return [
    ...because(!Number.isInteger(seconds), 'BM-ECS: stopTimeout in whole seconds'),
    ...because(seconds < 2 || fargate && seconds > 120, 'API: stopTimeout is 2 to 120, on instances also more'),
    ...because(draining !== undefined && (!Number.isInteger(margin) || margin < 0), 'API: margin in whole seconds'),
    ...because(draining !== undefined && (types.length === 0 ? margin : wait) < 1, 'API: a wait of 0 seconds would change nothing'),
    ...because(draining !== undefined && types.length > 0 && fargate && wait > 118, 'API: TTL and margin on Fargate are 118 seconds at most'),
    // BM-ECS: stopTimeout is an Integer, of 32 bits.
    ...because(draining !== undefined && types.length > 0 && !fargate && wait > 2147483647 - 2, 'BM-ECS: stopTimeout of more than 32 bits'),
  ];
}

function environmentReasons({ environment = {}, secrets = [] }: Combination): string[] {
  return because(secrets.some((name) => name in environment), 'BM-ECS: a variable and a secret of one name');
}

/** Why no such task or ECS service can be. */
export function taskReasons(combination: Combination): string[] {
  return [
    ...portReasons(combination),
    ...sizeReasons(combination),
    ...capacityReasons(combination),
    ...taskCountReasons(combination),
    ...combination.probe ? probeReasons(combination.probe, isWorker(combination)) : [],
    ...stoppingReasons(combination),
    ...environmentReasons(combination),
  ];
}
