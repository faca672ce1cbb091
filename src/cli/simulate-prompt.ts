import { Resolver } from 'node:dns/promises';
import { WrongUsage } from './wrong-usage';
import type { DiscoverySimulator, SimulatedTask } from '../simulator/index';

const HELP = `  services                            the services, with their names and how many tasks they are to have
  tasks [service]                     the tasks that run, with their addresses
  scale <service> <count>             sets how many tasks a service has
  stop <task>                         stops a task; the scheduler starts another one
  deploy <service>                    replaces all tasks of a service
  health <task> healthy|unhealthy     says how a task is
  ask <name> [type]                   asks DNS
  quit                                ends it`;

type Action = (simulator: DiscoverySimulator, ...words: string[]) => string | Promise<string>;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['help', () => HELP],
  ['services', ({ services }) => services.map(({ name, discoveryNames, desiredCount }) => `  ${name}  ${discoveryNames.join(', ')}  ${desiredCount}`).join('\n') || 'none'],
  ['tasks', (simulator, service) => simulator.tasks(service).map(describe).join('\n') || 'none'],
  ['scale', (simulator, service, count) => done(() => simulator.scale(given(service, 'a service'), Number(given(count, 'a number of tasks'))))],
  ['stop', (simulator, task) => done(() => simulator.stopTask(given(task, 'a task')))],
  ['deploy', (simulator, service) => done(() => simulator.deploy(given(service, 'a service')))],
  ['health', (simulator, task, health) => done(() => simulator.setHealth(given(task, 'a task'), readHealth(health)))],
  ['ask', (simulator, name, type = 'A') => ask(simulator, given(name, 'a name'), type.toUpperCase())],
]);

/** Carries out a line that somebody typed, and returns what there is to say; nothing where a change tells it. */
export async function carryOut(simulator: DiscoverySimulator, line: string, quit: () => void): Promise<string> {
  const [word = '', ...words] = line.trim().split(/\s+/);
  if (word === '') {
    return '';
  }
  if (word === 'quit' || word === 'exit') {
    quit();
    return '';
  }
  const action = ACTIONS.get(word);
  return action ? action(simulator, ...words) : `There is no "${word}". What there is:\n${HELP}`;
}

/** What a change brings is told by the change. */
function done(change: () => void): string {
  change();
  return '';
}

function given(word: string | undefined, what: string): string {
  if (word === undefined) {
    throw new WrongUsage(`give ${what}: see help`);
  }
  return word;
}

function readHealth(word: string | undefined): 'HEALTHY' | 'UNHEALTHY' {
  switch (word) {
    case 'healthy': return 'HEALTHY';
    case 'unhealthy': return 'UNHEALTHY';
    default: throw new WrongUsage('give healthy or unhealthy');
  }
}

function describe({ id, service, address, ports, health }: SimulatedTask): string {
  return `  ${id.slice(0, 8)}  ${service}  ${address}  ${ports.length > 0 ? `port ${ports.join(', ')}` : 'no port'}  ${health.toLowerCase()}`;
}

/** The answer of the simulator's own server, by a client that knows nothing of it. */
async function ask(simulator: DiscoverySimulator, name: string, type: string): Promise<string> {
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([simulator.dnsServer]);
  try {
    const found: unknown = await resolver.resolve(name, type);
    return (Array.isArray(found) ? found : [found]).map((record) => `  ${typeof record === 'string' ? record : JSON.stringify(record)}`).join('\n');
  } catch (error) {
    return `  ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
  }
}
