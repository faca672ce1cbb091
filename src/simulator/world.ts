import type { SimulatedApp, SimulatedEcsService, SimulatedName } from './app/simulated-app';
import type { Zones } from './dns/answer';
import { zonesOfApp } from './dns/zones-of-app';
import { nextAddress } from './tasks/addresses';
import { Changes } from './tasks/changes';
import { CloudMap } from './tasks/cloud-map';
import type { Instance } from './tasks/instance';
import { instanceOfTemplate } from './tasks/instance';
import type { Launcher } from './tasks/launcher';
import { Scheduler } from './tasks/scheduler';
import type { Task } from './tasks/task';

/** All that would be running after the deployment: what DNS and the API tell of, and what changes it. */
export class World {
  public readonly changes = new Changes();
  public readonly cloudMap: CloudMap;
  public readonly schedulers: readonly Scheduler[];
  private readonly aliases = new Map<string, string>();
  private readonly aliasOfInstance = new Map<string, string>();
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
    for (const instance of app.instances) {
      if (instance.alias !== undefined) {
        const address = this.aliases.get(instance.alias) ?? nextAddress();
        this.aliases.set(instance.alias, address);
        this.aliasOfInstance.set(keyOf(instance), address);
      }
    }
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
      this.known = { version, zones: zonesOfApp(this.app, this.cloudMap, (instance) => this.aliasOfInstance.get(keyOf(instance))) };
    }
    return this.known.zones;
  }

  public async close(): Promise<void> {
    await Promise.all(this.schedulers.map((scheduler) => scheduler.close()));
  }
}

function keyOf({ id, name }: { readonly id: string; readonly name: SimulatedName } | Instance): string {
  return JSON.stringify([name.id, id]);
}
