import type { SimulatedEcsService, SimulatedName } from '../../src/simulator/app/simulated-app';
import { Changes } from '../../src/simulator/tasks/changes';
import { CloudMap } from '../../src/simulator/tasks/cloud-map';
import type { Launcher, TaskEvents } from '../../src/simulator/tasks/launcher';
import { PRETENDED } from '../../src/simulator/tasks/launcher';
import { Scheduler } from '../../src/simulator/tasks/scheduler';
import type { Task } from '../../src/simulator/tasks/task';

const NAME: SimulatedName = {
  id: 'srv-1',
  arn: 'arn:aws:servicediscovery:us-east-1:1:service/srv-1',
  name: 'backend',
  namespace: { id: 'ns-1', arn: 'arn', name: 'shop.internal', httpName: 'shop.internal', type: 'DNS_PRIVATE', negativeTtlSeconds: 15 },
  records: [{ type: 'A', ttlSeconds: 10 }],
  routingPolicy: 'MULTIVALUE',
  health: 'custom',
  host: 'backend.shop.internal',
};

const SERVICE: SimulatedEcsService = {
  arn: 'arn:aws:ecs:us-east-1:1:service/shop/backend',
  serviceName: 'backend',
  cluster: { name: 'shop', arn: 'arn:aws:ecs:us-east-1:1:cluster/shop' },
  taskDefinition: { family: 'backend', arn: 'arn:aws:ecs:us-east-1:1:task-definition/backend:1' },
  launchType: 'FARGATE',
  desiredCount: 2,
  isDaemon: false,
  registries: [{ name: NAME }],
  ports: [{ containerPort: 8080 }],
  addresses: { isIpv4: true, isIpv6: false },
  environment: new Map(),
  hasContainerCheck: true,
  region: 'us-east-1',
  label: 'Backend',
  logicalId: 'Backend',
};

/** Tasks that do what a test says. */
class Puppets implements Launcher {
  public readonly launched: Array<{ readonly task: Task; readonly events: TaskEvents; isStopped: boolean }> = [];

  public portFor(port: number): number {
    return port;
  }

  public launch(task: Task, events: TaskEvents) {
    const puppet = { task, events, isStopped: false };
    this.launched.push(puppet);
    return {
      stop: () => {
        puppet.isStopped = true;
        return Promise.resolve();
      },
    };
  }

  public get alive() {
    return this.launched.filter(({ isStopped }) => !isStopped);
  }
}

function schedulerOf(launcher: Launcher, service: SimulatedEcsService = SERVICE) {
  const changes = new Changes();
  const texts: string[] = [];
  changes.listen(({ text }) => texts.push(text));
  const cloudMap = new CloudMap([NAME], changes);
  const scheduler = new Scheduler(service, cloudMap, launcher, changes);
  scheduler.start();
  return { scheduler, cloudMap, texts, registered: () => cloudMap.instancesOf(NAME).map(({ id }) => id) };
}

test('as many tasks run as are desired, and each of them is registered', () => {
  const { scheduler, registered } = schedulerOf(PRETENDED);

  expect(registered()).toEqual(scheduler.tasks.map(({ task }) => task.id));
  expect(registered()).toHaveLength(2);
});

test('a task is registered when it runs, and not before', () => {
  const puppets = new Puppets();
  const { registered } = schedulerOf(puppets);
  expect(registered()).toEqual([]);

  puppets.launched[1].events.running('UNHEALTHY');

  expect(registered()).toEqual([puppets.launched[1].task.id]);
});

test('a task that is stopped is gone from Cloud Map before it ends, and another one comes', () => {
  const { scheduler, registered } = schedulerOf(PRETENDED);
  const [{ task: stopped }, { task: other }] = scheduler.tasks;

  scheduler.stopTask(stopped);

  expect(registered()).toHaveLength(2);
  expect(registered()).toContain(other.id);
  expect(registered()).not.toContain(stopped.id);
});

test('scaling in keeps the oldest tasks', () => {
  const { scheduler, registered } = schedulerOf(PRETENDED);
  const [first] = registered();
  scheduler.scale(5);
  expect(registered()).toHaveLength(5);

  scheduler.scale(1);

  expect(registered()).toEqual([first]);
});

test('in a deployment no old task goes before a new one is healthy', () => {
  const puppets = new Puppets();
  const { scheduler, registered } = schedulerOf(puppets);
  puppets.launched.forEach(({ events }) => events.running('HEALTHY'));
  const [old, oldToo] = registered();

  scheduler.deploy();
  const [, , fresh, freshToo] = puppets.launched;
  expect(puppets.alive).toHaveLength(4);
  fresh.events.running('UNHEALTHY');
  expect(registered()).toEqual([old, oldToo, fresh.task.id]);
  fresh.events.health('HEALTHY');
  expect(registered()).toEqual([oldToo, fresh.task.id]);
  freshToo.events.running('HEALTHY');
  expect(registered()).toEqual([fresh.task.id, freshToo.task.id]);
});

test('without a container check a task that runs is ready', () => {
  const puppets = new Puppets();
  const { scheduler, registered } = schedulerOf(puppets, { ...SERVICE, hasContainerCheck: false, desiredCount: 1 });
  puppets.launched[0].events.running('HEALTHY');

  scheduler.deploy();
  puppets.launched[1].events.running('UNHEALTHY');

  expect(registered()).toEqual([puppets.launched[1].task.id]);
});

test('a task that hangs stays registered, unhealthy', () => {
  const puppets = new Puppets();
  const { cloudMap } = schedulerOf(puppets);
  puppets.launched[0].events.running('HEALTHY');

  puppets.launched[0].events.health('UNHEALTHY');

  expect(cloudMap.instancesOf(NAME).map(({ health }) => health)).toEqual(['UNHEALTHY']);
});

describe('a task that ends by itself', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('leaves at once, and another one comes later each time', () => {
    const puppets = new Puppets();
    const { registered, texts } = schedulerOf(puppets, { ...SERVICE, desiredCount: 1 });
    puppets.launched[0].events.running('HEALTHY');

    puppets.launched[0].events.exited('exit code 1');
    expect(registered()).toEqual([]);
    expect(texts).toContain(`Backend: task ${puppets.launched[0].task.id.slice(0, 8)} ended by itself (exit code 1)`);
    jest.advanceTimersByTime(499);
    expect(puppets.launched).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(puppets.launched).toHaveLength(2);
    puppets.launched[1].events.exited('exit code 1');
    jest.advanceTimersByTime(999);
    expect(puppets.launched).toHaveLength(2);
    jest.advanceTimersByTime(1);
    expect(puppets.launched).toHaveLength(3);
  });

  test('after a minute without one, the next one that ends is the first again', () => {
    const puppets = new Puppets();
    schedulerOf(puppets, { ...SERVICE, desiredCount: 1 });
    puppets.launched[0].events.exited('exit code 1');
    jest.advanceTimersByTime(61_000);

    puppets.launched[1].events.exited('exit code 1');
    jest.advanceTimersByTime(500);

    expect(puppets.launched).toHaveLength(3);
  });

  test('is replaced at once where it has worked', () => {
    const puppets = new Puppets();
    schedulerOf(puppets, { ...SERVICE, desiredCount: 1 });
    puppets.launched[0].events.running('HEALTHY');
    jest.advanceTimersByTime(2000);

    puppets.launched[0].events.exited('SIGKILL');

    expect(puppets.launched).toHaveLength(2);
  });

  test.each<[string, (scheduler: Scheduler) => void]>([
    ['scaled', (scheduler) => scheduler.scale(3)],
    ['deployed', (scheduler) => scheduler.deploy()],
  ])('does not hold up what is %s by hand', (_, change) => {
    const puppets = new Puppets();
    const { scheduler } = schedulerOf(puppets, { ...SERVICE, desiredCount: 1 });
    puppets.launched[0].events.exited('exit code 1');

    change(scheduler);

    expect(puppets.launched.length).toBeGreaterThan(1);
  });

  test('no task comes after the end of the simulation', async () => {
    const puppets = new Puppets();
    const { scheduler } = schedulerOf(puppets, { ...SERVICE, desiredCount: 1 });
    puppets.launched[0].events.exited('exit code 1');

    await scheduler.close();
    jest.advanceTimersByTime(60_000);

    expect(puppets.launched).toHaveLength(1);
  });
});

test('what a task tells after it was stopped changes nothing', () => {
  const puppets = new Puppets();
  const { scheduler, registered } = schedulerOf(puppets, { ...SERVICE, desiredCount: 1 });
  scheduler.scale(0);

  puppets.launched[0].events.running('HEALTHY');
  puppets.launched[0].events.health('HEALTHY');
  puppets.launched[0].events.exited('exit code 0');

  expect(registered()).toEqual([]);
  expect(puppets.launched).toHaveLength(1);
});

test('each change is told once', () => {
  const { scheduler, texts } = schedulerOf(PRETENDED, { ...SERVICE, desiredCount: 1 });
  const [{ task }] = scheduler.tasks;
  scheduler.scale(1);
  scheduler.scale(0);

  expect(texts).toEqual([
    `backend.shop.internal: task ${task.id.slice(0, 8)} at ${task.address} registered`,
    'Backend: desired count 1 -> 0',
    `backend.shop.internal: task ${task.id.slice(0, 8)} at ${task.address} left`,
  ]);
});

test('of a service without a name, its tasks are told', () => {
  const { scheduler, texts } = schedulerOf(PRETENDED, { ...SERVICE, registries: [], desiredCount: 1 });
  const [{ task }] = scheduler.tasks;
  scheduler.scale(0);

  expect(texts).toEqual([
    `Backend: task ${task.id.slice(0, 8)} at ${task.address} started`,
    'Backend: desired count 1 -> 0',
    `Backend: task ${task.id.slice(0, 8)} at ${task.address} stopped`,
  ]);
});
