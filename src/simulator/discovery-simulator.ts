import { isIP } from 'node:net';
import { startApiServer } from './api/api-server';
import { readApp } from './app/read-app';
import type { SimulatedApp, SimulatedEcsService } from './app/simulated-app';
import { MOST_TASKS, isTaskCount } from './app/task-count';
import { startDnsServer } from './dns/dns-server';
import { forwardTo } from './dns/forward';
import { findService } from './find-service';
import { readSources } from './read-sources';
import type { SimulatedService } from './simulated-service';
import { describeService } from './simulated-service';
import type { SimulatedTask } from './simulated-task';
import { describeTask } from './simulated-task';
import type { SimulatorOptions } from './simulator-options';
import { startError } from './start-error';
import type { ChangeListener } from './tasks/changes';
import type { Health } from './tasks/instance';
import type { Launcher } from './tasks/launcher';
import { PRETENDED } from './tasks/launcher';
import { processLauncher } from './tasks/process-launcher';
import type { Scheduler } from './tasks/scheduler';
import { World } from './world';
import { messageOf } from '../model/json';
import { TemplateFacts } from '../model/template-facts';
import { UnusableInput } from '../model/unusable-input';

interface Servers {
  readonly dnsPort: number;
  readonly apiPort: number;
  readonly close: () => Promise<void>;
}

/**
 * Answers the names of Cloud Map on this machine, as they would be answered after the deployment of some templates: by DNS, and by the APIs of Cloud Map and ECS. Tasks come
 * and go as the ECS scheduler would have it.
 *
 * What it is for: tests of clients, and a look at what a template does, without an account. Delays of AWS are not simulated, and neither are networks: security groups are
 * judged by `check` and `DiscoveryAssertions`.
 *
 * @example
 * const simulator = await DiscoverySimulator.start({ sources: ['cdk.out'] });
 * const resolver = new Resolver(); // of node:dns/promises
 * resolver.setServers([simulator.dnsServer]);
 * await resolver.resolve4('backend.ecs-internal'); // one address for each healthy task
 * simulator.scale('backend', 5);
 * await simulator.stop();
 */
export class DiscoverySimulator {
  /**
   * Reads templates, and answers when it returns.
   *
   * @throws an error in one line where a source cannot be read, a name is that of no service, or a port cannot be listened at
   */
  public static async start(options: SimulatorOptions): Promise<DiscoverySimulator> {
    refuseWrong(options);
    const app = readApp(new TemplateFacts(readSources(options)), new Map(Object.entries(options.existingNamespaces ?? {})));
    const address = options.address ?? '127.0.0.1';
    const commands = commandsOf(app, options);
    const told: Record<string, string> = {};
    const world = new World(app, (service): Launcher => {
      const command = commands.get(service);
      return command === undefined ? PRETENDED : processLauncher({ command, environment: () => told, print: options.onOutput ?? (() => undefined) });
    }, options.random ?? Math.random);
    const servers = await startServers(world, options, address);
    const simulator = new DiscoverySimulator(world, address, servers);
    Object.assign(told, {
      DISCOVERY_DNS_SERVER: simulator.dnsServer,
      AWS_ENDPOINT_URL_SERVICEDISCOVERY: simulator.apiEndpoint,
      AWS_ENDPOINT_URL_ECS: simulator.apiEndpoint,
    });
    try {
      world.start();
    } catch (error) {
      await simulator.stop();
      throw new UnusableInput(`a task cannot be started: ${messageOf(error)}`);
    }
    return simulator;
  }

  private stopping?: Promise<void>;

  private constructor(private readonly world: World, private readonly address: string, private readonly servers: Servers) {}

  /** Where DNS is answered, such as `127.0.0.1:35353`: what `setServers()` of `node:dns` takes. */
  public get dnsServer(): string {
    return `${hostIn(this.address)}:${this.servers.dnsPort}`;
  }

  /** Where the APIs are answered, such as `http://127.0.0.1:40001`: the endpoint of SDK clients, whose host prefix must be off (`disableHostPrefix: true`). */
  public get apiEndpoint(): string {
    return `http://${hostIn(this.address)}:${this.servers.apiPort}`;
  }

  /** What is in the templates and could not be simulated, and why: one line each. */
  public get leftOut(): readonly string[] {
    return this.world.app.leftOut;
  }

  /** The ECS services. */
  public get services(): SimulatedService[] {
    return this.world.schedulers.map(describeService);
  }

  /**
   * The tasks that run now.
   *
   * @param name the service whose tasks they are: a discovery name, a construct path or a logical id; without it, the tasks of all services
   */
  public tasks(name?: string): SimulatedTask[] {
    const schedulers = name === undefined ? this.world.schedulers : [this.schedulerOf(name)];
    return schedulers.flatMap(({ tasks }) => tasks.filter(({ isRunning }) => isRunning))
      .map(({ task, health }) => describeTask(task, health, this.world.cloudMap));
  }

  /** Sets how many tasks a service has. Tasks without a command come and go before it returns. */
  public scale(name: string, count: number): void {
    if (!isTaskCount(count)) {
      throw new UnusableInput(`a service has from 0 to ${MOST_TASKS} tasks, and not ${count}`);
    }
    this.schedulerOf(name).scale(count);
  }

  /** Replaces all tasks of a service, as `aws ecs update-service --force-new-deployment` does: new ones come first. */
  public deploy(name: string): void {
    this.schedulerOf(name).deploy();
  }

  /**
   * Stops a task, and the scheduler starts another one.
   *
   * @param asked its id, the beginning of it, or its ARN
   */
  public stopTask(asked: string): void {
    const { task, scheduler } = this.taskAt(asked);
    scheduler.stopTask(task);
  }

  /**
   * Says how an instance is, as the container check of a task or a caller of `UpdateInstanceCustomHealthStatus` would.
   *
   * @param asked the id of a task or of an instance
   */
  public setHealth(asked: string, health: Health): void {
    if (health !== 'HEALTHY' && health !== 'UNHEALTHY') {
      throw new UnusableInput(`health is HEALTHY or UNHEALTHY, and not ${String(health)}`);
    }
    const { cloudMap } = this.world;
    const instances = cloudMap.names.flatMap((name) => cloudMap.instance(name, asked) ?? []);
    const found = instances.length > 0 ? instances : this.instancesOfTask(asked);
    const heeded = found.filter(({ name }) => name.health !== 'nobody');
    if (heeded.length === 0) {
      throw new UnusableInput(`nobody asks for the health of "${asked}": ${found.length === 0 ? 'it has no name' : 'its names have no health check'}`);
    }
    heeded.forEach((instance) => cloudMap.setHealth(instance, health));
  }

  /** Calls a function at each change from now on. */
  public onChange(listener: ChangeListener): void {
    this.world.changes.listen(listener);
  }

  /** Ends all that it has started. */
  public stop(): Promise<void> {
    this.stopping ??= Promise.all([this.servers.close(), this.world.close()]).then(() => undefined);
    return this.stopping;
  }

  private schedulerOf(name: string): Scheduler {
    const service = findService(this.world.app.ecsServices, name);
    return this.world.schedulers.find((scheduler) => scheduler.service === service)!;
  }

  private taskAt(asked: string) {
    const found = this.world.tasks.filter(({ task: { id, arn } }) => arn === asked || (asked.length >= 4 && id.startsWith(asked)));
    if (found.length !== 1) {
      throw new UnusableInput(found.length === 0 ? `there is no task "${asked}"` : `"${asked}" is the beginning of ${found.length} tasks`);
    }
    return found[0];
  }

  private instancesOfTask(asked: string) {
    const { cloudMap } = this.world;
    const { id } = this.taskAt(asked).task;
    return cloudMap.names.flatMap((name) => cloudMap.instance(name, id) ?? []);
  }
}

/** What a program in JavaScript may give, and no compiler sees. */
function refuseWrong({ sources, dnsPort = 0, apiPort = 0, address = '127.0.0.1' }: SimulatorOptions): void {
  const wrongPort = [dnsPort, apiPort].find((port) => !Number.isInteger(port) || port < 0 || port > 65_535);
  if (!Array.isArray(sources)) {
    throw new UnusableInput('sources is a list of paths');
  }
  if (wrongPort !== undefined) {
    throw new UnusableInput(`a port is a number from 0 to 65535, and not ${wrongPort}`);
  }
  if (isIP(address) === 0) {
    throw new UnusableInput(`"${address}" is no address: give one of this machine, such as 127.0.0.1`);
  }
}

/** The commands by their services: each has one, whatever it is called by. */
function commandsOf({ ecsServices }: SimulatedApp, { run = {} }: SimulatorOptions): ReadonlyMap<SimulatedEcsService, string> {
  const commands = new Map<SimulatedEcsService, string>();
  for (const [name, command] of Object.entries(run)) {
    const service = findService(ecsServices, name);
    if (commands.has(service) || command.trim() === '') {
      throw new UnusableInput(command.trim() === '' ? `the command of ${name} is empty` : `${name} is a service that has a command already, by another name`);
    }
    commands.set(service, command);
  }
  return commands;
}

/** Both, or none of them. */
async function startServers(world: World, options: SimulatorOptions, address: string): Promise<Servers> {
  const { dnsPort = 0, apiPort = 0, forwardTo: server } = options;
  const source = { zones: () => world.zones, random: world.random, forward: server === undefined ? undefined : forwardTo(server) };
  const dns = await startDnsServer(source, address, dnsPort).catch((error: unknown) => {
    throw startError(error, 'DNS');
  });
  const api = await startApiServer(world, address, apiPort).catch(async (error: unknown) => {
    await dns.close();
    throw startError(error, 'the API');
  });
  return { dnsPort: dns.port, apiPort: api.port, close: async () => void await Promise.all([dns.close(), api.close()]) };
}

function hostIn(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

