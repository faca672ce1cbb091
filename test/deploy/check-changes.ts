import { answersTo } from './check-calls';
import type { Clients } from './clients';
import { kill, scale, setHealth } from './clients';
import type { Deployed, EcsService } from './deployed';
import { deployed, serviceOf } from './deployed';
import type { Emulator } from './emulator';
import { REGION } from './emulator';
import type { Call } from './promise';
import { MOST } from './resolve';

/** Enough answers to see each task of a name, also where an answer has one of ten. */
const ASKED = 250;
const MANY = 10;

/** Scales a service, fails and kills tasks of it, and looks each time at who is answered. Leaves it as it was. */
export async function checkChanges(emulator: Emulator, clients: Clients, call: Call): Promise<void> {
  const at = new Observed(emulator, clients, call);
  const before = (await at.service()).tasks.length;
  if (!call.onePerInstance) {
    await scale(clients, await at.service(), MANY);
    await at.expectAnswered(MANY, 'scaled to ten');
  }
  const [first, ...others] = (await at.service()).tasks.map(({ id }) => id);
  await at.fail([first]);
  await at.expectWithout(first, 'unhealthy');
  await at.fail(others);
  await at.expectAnswered(others.length + 1, 'all unhealthy');
  await at.fail([first, ...others], 'HEALTHY');
  await kill(clients, (await at.service()).tasks.find(({ id }) => id === first)!.arn);
  await at.expectWithout(first, 'killed');
  if (!call.onePerInstance) {
    await scale(clients, await at.service(), 0);
    await at.expectAnswered(0, 'scaled to zero');
    await scale(clients, await at.service(), before);
  }
  await at.expectAnswered(before, 'as before');
}

class Observed {
  constructor(private readonly emulator: Emulator, private readonly clients: Clients, private readonly call: Call) {}

  public async service(): Promise<EcsService> {
    return serviceOf((await deployed(this.emulator)).regions[REGION], this.call.to);
  }

  public async fail(instances: readonly string[], status: 'HEALTHY' | 'UNHEALTHY' = 'UNHEALTHY'): Promise<void> {
    const { names } = (await deployed(this.emulator)).regions[REGION];
    const name = names.find((found) => found.instances.some(({ id }) => instances.includes(id)))!;
    for (const id of instances) {
      await setHealth(this.clients, name.id, id, status);
    }
  }

  /** All tasks are answered over many questions, and no more at once than a resolver gives. */
  public async expectAnswered(tasks: number, when: string): Promise<void> {
    const { all, most } = await this.answers();
    const atOnce = this.call.weighted ? Math.min(tasks, 1) : this.call.by === 'api' ? tasks : Math.min(tasks, MOST);
    if (all.size !== tasks || most !== atOnce) {
      throw new Error(`${this.call.at}, ${when}: ${all.size} tasks are answered, at most ${most} at once, and not ${tasks}, at most ${atOnce}`);
    }
  }

  public async expectWithout(task: string, when: string): Promise<void> {
    const { all } = await this.answers();
    const running = (await this.service()).tasks.length;
    const expected = when === 'killed' ? running : running - 1;
    if (all.has(task) || all.size !== expected) {
      throw new Error(`${this.call.at}, ${when}: ${all.has(task) ? 'the task is still answered' : `${all.size} tasks are answered, and not ${expected}`}`);
    }
  }

  private async answers(): Promise<{ readonly all: ReadonlySet<string>; readonly most: number }> {
    const state = await deployed(this.emulator);
    const sizes: number[] = [];
    const all = new Set<string>();
    for (let asked = 0; asked < (this.call.by === 'api' ? 1 : ASKED); asked++) {
      const found = await answersTo(state, { vpc: vpcOf(state, this.call), region: REGION }, this.clients, this.call);
      const tasks = typeof found === 'string' ? [] : found.map(({ address, port }) => taskAt(state, address, port, this.call));
      tasks.forEach((task) => all.add(task));
      sizes.push(tasks.length);
    }
    return { all, most: Math.max(...sizes) };
  }
}

function vpcOf(state: Deployed, { from }: Call): string {
  return serviceOf(state.regions[REGION], from).tasks[0].vpc;
}

/** Tasks in the network of an instance share its address: their ports tell them apart. */
function taskAt(state: Deployed, address: string, port: number, { to, by }: Call): string {
  const tasks = serviceOf(state.regions[REGION], to).tasks.filter(({ addresses }) => addresses.includes(address));
  const found = by === 'SRV' ? tasks.find(({ ports }) => Object.values(ports).includes(port)) : tasks[0];
  return found?.id ?? `nobody at ${address}:${port}`;
}
