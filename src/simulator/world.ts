import type { SimulatedAlias, SimulatedApp, SimulatedEcsService, SimulatedInstance } from './app/simulated-app';
import type { Zones } from './dns/answer';
import type { AliasAddresses } from './dns/service-records';
import { zonesOfApp } from './dns/zones-of-app';
import { asIpv6, nextAddress } from './tasks/addresses';
import { Changes } from './tasks/changes';
import { CloudMap } from './tasks/cloud-map';
import { instanceOfTemplate } from './tasks/instance';
import type { Launcher } from './tasks/launcher';
import { Scheduler } from './tasks/scheduler';
import type { Task } from './tasks/task';

/** All that would be running after the deployment: what DNS and the API tell of, and what changes it. */
export class World {
  public readonly changes = new Changes();
  public readonly cloudMap: CloudMap;
  public readonly schedulers: readonly Scheduler[];
  private readonly aliasAddress: AliasAddresses;
  private known?: { readonly version: number; readonly zones: Zones };

  /**
   * @param launcherFor what the tasks of a service are
   * @param random decides what is given, and in which order, where there is a choice
   */
  public constructor(
    public readonly app: SimulatedApp, launcherFor: (service: SimulatedEcsService) => Launcher, public readonly random: () => number,
  ) {
    this.cloudMap = new CloudMap(app.names, this.changes);
    this.schedulers = app.ecsServices.map((service) => new Scheduler(service, this.cloudMap, launcherFor(service), this.changes));
    this.aliasAddress = aliasAddresses(app);
  }

  public start(): void {
    this.app.instances.forEach((instance) => this.cloudMap.register(instanceOfTemplate(instance)));
    this.schedulers.forEach((scheduler) => scheduler.start());
  }

  /** The tasks that are to run, with the service that keeps them. */
  public get tasks(): ReadonlyArray<{ readonly task: Task; readonly isRunning: boolean; readonly scheduler: Scheduler }> {
    return this.schedulers.flatMap((scheduler) => scheduler.tasks.map(({ task, isRunning }) => ({ task, isRunning, scheduler })));
  }

  /** What DNS knows now: made anew after a change, when somebody asks. */
  public get zones(): Zones {
    const { version } = this.cloudMap;
    if (this.known?.version !== version) {
      this.known = { version, zones: zonesOfApp(this.app, this.cloudMap, this.aliasAddress) };
    }
    return this.known.zones;
  }

  public async close(): Promise<void> {
    await Promise.all(this.schedulers.map((scheduler) => scheduler.close()));
  }
}

/** Each load balancer has an address of its own. */
function aliasAddresses({ instances }: SimulatedApp): AliasAddresses {
  const addresses = new Map<string, string>();
  const aliases = new Map<string, SimulatedAlias>();
  const keyOf = ({ id, name }: Pick<SimulatedInstance, 'id' | 'name'>) => JSON.stringify([name.id, id]);
  for (const instance of instances) {
    if (instance.alias) {
      aliases.set(keyOf(instance), instance.alias);
      addresses.set(instance.alias.key, addresses.get(instance.alias.key) ?? nextAddress());
    }
  }
  return (instance, type) => {
    const alias = aliases.get(keyOf(instance));
    const address = alias && addresses.get(alias.key);
    return address === undefined ? undefined : type === 'A' ? address : type === 'AAAA' && alias?.hasIpv6 ? asIpv6(address) : undefined;
  };
}
