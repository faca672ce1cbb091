import type { Changes } from './changes';
import type { CloudMap } from './cloud-map';
import type { Health } from './instance';
import { instanceOfTask } from './instance';
import type { LaunchedTask, Launcher } from './launcher';
import { RestartDelay } from './restart-delay';
import type { Task } from './task';
import { newTask } from './task';
import type { SimulatedEcsService } from '../app/simulated-app';

interface Placed {
  readonly task: Task;
  readonly deployment: number;
  launched?: LaunchedTask;
  isRunning: boolean;
  health: Health;
  readonly since: number;
}

/** A task that ends by itself sooner than that has never worked: another one would not either, so it waits. */
const YOUNG_MS = 1000;

/** Keeps as many tasks of an ECS service as are desired, and has them registered while they run. */
export class Scheduler {
  private readonly placed = new Set<Placed>();
  private readonly stopping = new Set<Promise<void>>();
  private readonly delay = new RestartDelay(() => this.settle());
  private deployment = 1;
  private started = 0;
  private isSettling = false;
  private isClosed = false;
  private desired: number;

  public constructor(
    public readonly service: SimulatedEcsService,
    private readonly cloudMap: CloudMap,
    private readonly launcher: Launcher,
    private readonly changes: Changes,
  ) {
    this.desired = service.desiredCount;
  }

  public get desiredCount(): number {
    return this.desired;
  }

  /** The tasks that are to run: those that are being stopped are none any more. */
  public get tasks(): ReadonlyArray<{ readonly task: Task; readonly isRunning: boolean; readonly health: Health }> {
    return [...this.placed];
  }

  public start(): void {
    this.settle();
  }

  public scale(count: number): void {
    if (count !== this.desired) {
      this.changes.tell(`${this.service.label}: desired count ${this.desired} -> ${count}`);
      this.desired = count;
      this.delay.cancel();
      this.settle();
    }
  }

  /** Replaces all tasks: each of the old ones goes when a new one is ready. */
  public deploy(): void {
    this.changes.tell(`${this.service.label}: new deployment`);
    this.deployment++;
    this.delay.cancel();
    this.settle();
  }

  /** Another one takes the place of the task. */
  public stopTask(task: Task): void {
    const placed = [...this.placed].find((candidate) => candidate.task === task);
    if (placed) {
      this.remove(placed);
      this.settle();
    }
  }

  public async close(): Promise<void> {
    this.isClosed = true;
    this.delay.cancel();
    [...this.placed].forEach((placed) => this.remove(placed));
    await Promise.all(this.stopping);
  }

  /** A task that runs at once calls back while others are being started: what it changes is seen in the next round. */
  private settle(): void {
    if (this.isSettling || this.isClosed) {
      return;
    }
    this.isSettling = true;
    while (this.step()) {
      // Each step changes the number of tasks, and there are no more of them than are desired twice.
    }
    this.isSettling = false;
  }

  /** Whether something was to be done. New tasks come before old ones go, so that at no time there are fewer than desired. */
  private step(): boolean {
    const all = [...this.placed];
    const current = all.filter(({ deployment }) => deployment === this.deployment);
    const old = all.filter(({ deployment }) => deployment !== this.deployment);
    const kept = Math.max(0, this.desired - current.filter((placed) => this.isReady(placed)).length);
    const [surplus] = current.length > this.desired ? current.slice(-1) : old.length > kept ? old : [];
    if (surplus) {
      this.remove(surplus);
      return true;
    }
    if (current.length < this.desired && !this.delay.isWaiting) {
      this.launch();
      return true;
    }
    return false;
  }

  private isReady({ isRunning, health }: Placed): boolean {
    return isRunning && (health === 'HEALTHY' || !this.service.hasContainerCheck);
  }

  private launch(): void {
    const placed: Placed = {
      task: newTask(this.service, this.started++, this.launcher.portFor),
      deployment: this.deployment,
      isRunning: false,
      health: 'UNHEALTHY',
      since: Date.now(),
    };
    this.placed.add(placed);
    placed.launched = this.launcher.launch(placed.task, {
      running: (health) => this.runs(placed, health),
      health: (health) => this.isNow(placed, health),
      exited: (how) => this.hasExited(placed, how),
    });
  }

  private runs(placed: Placed, health: Health): void {
    if (this.placed.has(placed)) {
      placed.isRunning = true;
      placed.health = health;
      this.tellOfNameless(placed, 'started');
      this.service.registries.forEach((registry) => this.cloudMap.register(instanceOfTask(placed.task, registry, health)));
      this.settle();
    }
  }

  private isNow(placed: Placed, health: Health): void {
    if (this.placed.has(placed)) {
      placed.health = health;
      this.service.registries.forEach(({ name }) => {
        const instance = this.cloudMap.instance(name, placed.task.id);
        if (instance) {
          this.cloudMap.setHealth(instance, health);
        }
      });
      this.settle();
    }
  }

  private hasExited(placed: Placed, how: string): void {
    if (this.placed.has(placed)) {
      this.changes.tell(`${this.service.label}: task ${placed.task.id.slice(0, 8)} ended by itself (${how})`);
      this.remove(placed);
      if (Date.now() - placed.since < YOUNG_MS) {
        this.delay.begin();
      }
      this.settle();
    }
  }

  /** Deregistered first, ended afterwards, as ECS does it. */
  private remove(placed: Placed): void {
    this.placed.delete(placed);
    this.tellOfNameless(placed, 'stopped');
    this.service.registries.forEach(({ name }) => this.cloudMap.deregister(name, placed.task.id));
    const ended = placed.launched?.stop();
    if (ended) {
      this.stopping.add(ended);
      void ended.then(() => this.stopping.delete(ended));
    }
  }

  /** Of tasks with a name Cloud Map tells. */
  private tellOfNameless({ task, isRunning }: Placed, what: string): void {
    if (this.service.registries.length === 0 && isRunning) {
      this.changes.tell(`${this.service.label}: task ${task.id.slice(0, 8)} at ${task.address} ${what}`);
    }
  }
}
