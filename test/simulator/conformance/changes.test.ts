import { addresses, ask, outcome } from './support/ask';
import { addressesOf, simulated } from './support/simulation';
import { backendTemplate, ecsService, privateNamespace, templateOf } from './support/templates';
import { DiscoverySimulator } from '../../../src/simulator';

// What ECS does to Cloud Map as tasks come and go: aws-facts.md 1.5 and 2.5; the delays of AWS are not simulated.
const NAME = 'backend.ecs-internal';

async function twoTasks(): Promise<{ simulator: DiscoverySimulator; found: () => Promise<string[]> }> {
  const simulator = await simulated(backendTemplate(2));
  return { simulator, found: () => addresses(simulator.dnsServer, NAME) };
}

function idsOf(simulator: DiscoverySimulator, name = NAME): string[] {
  return simulator.tasks(name).map(({ id }) => id).sort();
}

/** The texts of the changes that are told while something is done. */
async function toldBy(simulator: DiscoverySimulator, act: () => void): Promise<{ readonly at: Date; readonly text: string }[]> {
  const told: { readonly at: Date; readonly text: string }[] = [];
  simulator.onChange((change) => told.push(change));
  act();
  await new Promise((passed) => setTimeout(passed, 20));
  return told;
}

/** The message of the error that something ends with; `none` where it does not. */
function toldOf(act: () => void): string {
  try {
    act();
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a service that grows is found with its new tasks at once, and keeps the others', async () => {
  const { simulator, found } = await twoTasks();
  const before = idsOf(simulator);
  simulator.scale(NAME, 5);
  expect(idsOf(simulator)).toEqual(expect.arrayContaining(before));
  expect(simulator.tasks(NAME)).toHaveLength(5);
  expect(await found()).toEqual(addressesOf(simulator, NAME));
});

test('a service that shrinks is found with the tasks that stay', async () => {
  const { simulator, found } = await twoTasks();
  const before = idsOf(simulator);
  simulator.scale(NAME, 1);
  expect(before).toEqual(expect.arrayContaining(idsOf(simulator)));
  expect(await found()).toEqual(addressesOf(simulator, NAME));
  expect(await found()).toHaveLength(1);
});

test('a service of no tasks is no name, and with tasks again it is', async () => {
  const { simulator, found } = await twoTasks();
  simulator.scale(NAME, 0);
  expect(simulator.tasks(NAME)).toEqual([]);
  expect(outcome(await ask(simulator.dnsServer, NAME))).toBe('NXDOMAIN');
  expect(outcome(await ask(simulator.dnsServer, 'ecs-internal'))).toBe('NODATA');
  simulator.scale(NAME, 2);
  expect(await found()).toEqual(addressesOf(simulator, NAME));
  expect(await found()).toHaveLength(2);
});

test('a thousand tasks, the most that a service may have, have a thousand addresses', async () => {
  const { simulator, found } = await twoTasks();
  simulator.scale(NAME, 1000);
  expect(new Set(addressesOf(simulator, NAME)).size).toBe(1000);
  expect(await found()).toHaveLength(8);
});

test.each([-1, 1.5, NaN, Infinity])('a service cannot have %d tasks, and stays as it is', async (count) => {
  const { simulator } = await twoTasks();
  const before = idsOf(simulator);
  expect(() => simulator.scale(NAME, count)).toThrow();
  expect(idsOf(simulator)).toEqual(before);
});

test('a stopped task is replaced by another', async () => {
  const { simulator, found } = await twoTasks();
  const [stopped, stays] = simulator.tasks(NAME);
  simulator.stopTask(stopped.id);
  expect(simulator.tasks(NAME).map(({ id }) => id)).toContain(stays.id);
  expect(simulator.tasks(NAME).map(({ id }) => id)).not.toContain(stopped.id);
  expect(await found()).toEqual(addressesOf(simulator, NAME));
  expect(await found()).toHaveLength(2);
});

test('a task is stopped by its ARN too', async () => {
  const { simulator } = await twoTasks();
  const [{ arn, id }] = simulator.tasks(NAME);
  simulator.stopTask(arn);
  expect(idsOf(simulator)).not.toContain(id);
});

test('a task that does not run cannot be stopped', async () => {
  const { simulator } = await twoTasks();
  const [{ id }] = simulator.tasks(NAME);
  simulator.stopTask(id);
  const before = idsOf(simulator);
  expect(() => simulator.stopTask(id)).toThrow();
  expect(() => simulator.stopTask('nothing')).toThrow(/nothing/);
  expect(idsOf(simulator)).toEqual(before);
});

test('a deployment replaces all tasks, healthy or not', async () => {
  const { simulator, found } = await twoTasks();
  const before = idsOf(simulator);
  simulator.setHealth(before[0], 'UNHEALTHY');
  simulator.deploy(NAME);
  expect(idsOf(simulator).filter((id) => before.includes(id))).toEqual([]);
  expect(simulator.tasks(NAME).map(({ health }) => health)).toEqual(['HEALTHY', 'HEALTHY']);
  expect(await found()).toEqual(addressesOf(simulator, NAME));
});

test('in a deployment new tasks are registered before old ones leave', async () => {
  const { simulator } = await twoTasks();
  const running: number[] = [];
  simulator.onChange(() => running.push(simulator.tasks(NAME).length));
  simulator.deploy(NAME);
  await new Promise((passed) => setTimeout(passed, 20));
  expect(Math.min(...running)).toBeGreaterThanOrEqual(2);
});

test('the health of a task is what it was last set to', async () => {
  const { simulator, found } = await twoTasks();
  const [sick, well] = simulator.tasks(NAME);
  simulator.setHealth(sick.id, 'UNHEALTHY');
  expect(simulator.tasks(NAME).map(({ id, health }) => [id, health])).toEqual([[sick.id, 'UNHEALTHY'], [well.id, 'HEALTHY']]);
  expect(await found()).toEqual([well.address]);
  simulator.setHealth(sick.id, 'UNHEALTHY');
  simulator.setHealth(sick.arn, 'HEALTHY');
  expect(await found()).toEqual(addressesOf(simulator, NAME));
});

test('the health of what does not exist cannot be set', async () => {
  const { simulator } = await twoTasks();
  expect(() => simulator.setHealth('nothing', 'UNHEALTHY')).toThrow(/nothing/);
});

test('changes of one service leave others alone', async () => {
  const simulator = await simulated(templateOf(
    privateNamespace('Internal', 'ecs-internal'),
    ecsService('One', { name: 'one', namespace: 'Internal', records: { A: 1 }, tasks: 2 }),
    ecsService('Two', { name: 'two', namespace: 'Internal', records: { A: 1 }, tasks: 2 }),
  ));
  const before = idsOf(simulator, 'two');
  simulator.scale('one', 9);
  simulator.deploy('one');
  simulator.scale('one', 0);
  expect(idsOf(simulator, 'two')).toEqual(before);
  expect(await addresses(simulator.dnsServer, 'two.ecs-internal')).toEqual(addressesOf(simulator, 'two'));
});

test('an address is not given to another while a task has it', async () => {
  const { simulator } = await twoTasks();
  for (let i = 0; i < 50; i += 1) {
    simulator.deploy(NAME);
    simulator.scale(NAME, 1 + (i % 4));
    expect(new Set(addressesOf(simulator, NAME)).size).toBe(1 + (i % 4));
  }
});

test('each change is told once, with its time', async () => {
  const { simulator } = await twoTasks();
  const start = Date.now();
  const told = await toldBy(simulator, () => simulator.scale(NAME, 4));
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told.map(({ text }) => text)).size).toBe(told.length);
  expect(told.every(({ at }) => at.getTime() >= start && at.getTime() <= Date.now())).toBe(true);
});

test('what changes nothing is not told', async () => {
  const { simulator } = await twoTasks();
  const [{ id }] = simulator.tasks(NAME);
  expect(await toldBy(simulator, () => simulator.setHealth(id, 'HEALTHY'))).toEqual([]);
  expect(await toldBy(simulator, () => simulator.scale(NAME, 2))).toEqual([]);
});

test.each([
  ['a task that becomes unhealthy', (simulator: DiscoverySimulator) => simulator.setHealth(simulator.tasks(NAME)[0].id, 'UNHEALTHY')],
  ['a task that stops', (simulator: DiscoverySimulator) => simulator.stopTask(simulator.tasks(NAME)[0].id)],
  ['a deployment', (simulator: DiscoverySimulator) => simulator.deploy(NAME)],
])('%s is told', async (_, act) => {
  const { simulator } = await twoTasks();
  expect((await toldBy(simulator, () => act(simulator))).length).toBeGreaterThan(0);
});

test('a listener that fails leaves no change half done, and the simulator stops', async () => {
  const { simulator, found } = await twoTasks();
  simulator.onChange(() => {
    throw new Error('of the listener');
  });
  expect(toldOf(() => simulator.scale(NAME, 4))).toMatch(/^(none|of the listener)$/);
  expect(await found()).toHaveLength(4);
  expect(await found()).toEqual(addressesOf(simulator, NAME));
  await expect(simulator.stop()).resolves.toBeUndefined();
});

test('a listener may change what runs', async () => {
  const { simulator, found } = await twoTasks();
  let reacted = false;
  simulator.onChange(() => {
    if (!reacted) {
      reacted = true;
      simulator.scale(NAME, 4);
    }
  });
  simulator.stopTask(simulator.tasks(NAME)[0].id);
  expect(simulator.tasks(NAME)).toHaveLength(4);
  expect(await found()).toEqual(addressesOf(simulator, NAME));
});
