import type { Changes } from './changes';
import type { Health, Instance } from './instance';
import type { SimulatedName } from '../app/simulated-app';

/** Which instances are registered under which names, and how they are. */
export class CloudMap {
  private readonly instances = new Map<SimulatedName, Map<string, Instance>>();
  private readonly revisions = new Map<SimulatedName, number>();
  /** Grows with each change. */
  public version = 0;

  public constructor(public readonly names: readonly SimulatedName[], private readonly changes: Changes) {
    names.forEach((name) => this.instances.set(name, new Map()));
  }

  /** An instance with the id of one that is there takes its place. */
  public register(instance: Instance): void {
    this.instances.get(instance.name)!.set(instance.id, instance);
    this.changed(instance.name, `${describeName(instance.name)}: ${describeInstance(instance)} registered${instance.health === 'UNHEALTHY' ? ', not healthy yet' : ''}`);
  }

  public deregister(name: SimulatedName, id: string): void {
    const instance = this.instances.get(name)!.get(id);
    if (instance) {
      this.instances.get(name)!.delete(id);
      this.changed(name, `${describeName(name)}: ${describeInstance(instance)} left`);
    }
  }

  public setHealth({ name, id }: Instance, health: Health): void {
    const instance = this.instances.get(name)!.get(id);
    if (instance && instance.health !== health) {
      this.instances.get(name)!.set(id, { ...instance, health });
      this.version++;
      this.changes.tell(`${describeName(name)}: ${describeInstance(instance)} is ${health.toLowerCase()}`);
    }
  }

  public instancesOf(name: SimulatedName): readonly Instance[] {
    return [...this.instances.get(name)!.values()];
  }

  public instance(name: SimulatedName, id: string): Instance | undefined {
    return this.instances.get(name)!.get(id);
  }

  /**
   * How often instances came to a name or left it; their health does not count.
   *
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_DiscoverInstances.html
   */
  public revisionOf(name: SimulatedName): number {
    return this.revisions.get(name) ?? 0;
  }

  private changed(name: SimulatedName, text: string): void {
    this.version++;
    this.revisions.set(name, this.revisionOf(name) + 1);
    this.changes.tell(text);
  }
}

export function describeName({ name, namespace, host }: SimulatedName): string {
  return host ?? `${name} in ${namespace.name}`;
}

function describeInstance({ id, task, attributes }: Instance): string {
  const address = attributes.get('AWS_INSTANCE_IPV4') ?? attributes.get('AWS_INSTANCE_IPV6') ?? attributes.get('AWS_INSTANCE_CNAME');
  const port = attributes.get('AWS_INSTANCE_PORT');
  const place = address === undefined ? '' : ` at ${address}${port === undefined ? '' : `:${port}`}`;
  return task ? `task ${id.slice(0, 8)}${place}` : `instance ${id}${place}`;
}
