import { Query, Reply, addresses, ask, servicesOf } from './support/ask';
import { addressesOf, seeded, simulated } from './support/simulation';
import { backendTemplate } from './support/templates';
import { DiscoverySimulator } from '../../../src/simulator';

// Sources: DnsConfig.RoutingPolicy of the Cloud Map API reference; Route 53's pages on multivalue answer routing; aws-facts.md 1.3 and 2.5.
const NAME = 'backend.ecs-internal';

function multivalue(tasks: number): Promise<DiscoverySimulator> {
  return simulated(backendTemplate(tasks), { random: seeded(7) });
}

function weighted(tasks: number): Promise<DiscoverySimulator> {
  return simulated(backendTemplate(tasks, { routing: 'WEIGHTED' }), { random: seeded(7) });
}

/** The addresses of many answers, one list for each. */
async function answers(simulator: DiscoverySimulator, times: number, query: Query = {}): Promise<string[][]> {
  const found: string[][] = [];
  for (let i = 0; i < times; i += 1) {
    found.push(await addresses(simulator.dnsServer, NAME, query));
  }
  return found;
}

function targetsOf({ answers: records }: Reply): string[] {
  return servicesOf(records).map(({ target }) => target);
}

function setHealth(simulator: DiscoverySimulator, count: number, health: 'HEALTHY' | 'UNHEALTHY'): void {
  simulator.tasks(NAME).slice(0, count).forEach(({ id }) => simulator.setHealth(id, health));
}

test('up to eight instances are answered all, each once', async () => {
  const simulator = await multivalue(8);
  const found = await answers(simulator, 5);
  expect(found).toEqual(found.map(() => addressesOf(simulator, NAME)));
});

test.each(['udp', 'tcp'] as const)('of more than eight instances eight different ones are answered, over %s', async (transport) => {
  const simulator = await multivalue(12);
  const known = addressesOf(simulator, NAME);
  for (const found of await answers(simulator, 10, { transport })) {
    expect(new Set(found).size).toBe(8);
    expect(found.filter((address) => !known.includes(address))).toEqual([]);
  }
});

test('the eight are others from query to query, and each instance has its turn', async () => {
  const simulator = await multivalue(12);
  const found = await answers(simulator, 60);
  expect(new Set(found.map(String)).size).toBeGreaterThan(10);
  expect([...new Set(found.flat())].sort()).toEqual(addressesOf(simulator, NAME));
});

test('with one source of choice, two runs answer the same', async () => {
  const runs = await Promise.all([multivalue(12), multivalue(12)]);
  const found = await Promise.all(runs.map(async (simulator) => {
    const order = simulator.tasks(NAME).map(({ address }) => address);
    return (await answers(simulator, 10)).map((list) => list.map((address) => order.indexOf(address)).sort());
  }));
  expect(found[0]).toEqual(found[1]);
});

test('weighted routing answers one instance, each about as often', async () => {
  const simulator = await weighted(3);
  const found = await answers(simulator, 300);
  expect(found.filter((list) => list.length !== 1)).toEqual([]);
  const counts = addressesOf(simulator, NAME).map((address) => found.flat().filter((one) => one === address).length);
  expect(counts.reduce((sum, count) => sum + count)).toBe(300);
  expect(Math.min(...counts)).toBeGreaterThan(60); // 100 expected, the deviation is 8
});

test('an unhealthy instance is left out', async () => {
  const simulator = await multivalue(3);
  setHealth(simulator, 1, 'UNHEALTHY');
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(simulator.tasks(NAME).slice(1).map(({ address }) => address).sort());
});

test('of more than eight instances only healthy ones are chosen', async () => {
  const simulator = await multivalue(12);
  setHealth(simulator, 5, 'UNHEALTHY');
  const healthy = simulator.tasks(NAME).filter(({ health }) => health === 'HEALTHY').map(({ address }) => address).sort();
  expect(healthy).toHaveLength(7);
  expect(await answers(simulator, 5)).toEqual(Array.from({ length: 5 }, () => healthy));
});

test('where no instance is healthy, all are answered as if they were', async () => {
  const simulator = await multivalue(3);
  setHealth(simulator, 3, 'UNHEALTHY');
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, NAME));
});

// "If no instances are healthy, Route 53 responds with up to eight unhealthy instances."
test('where no instance of twelve is healthy, eight are answered, and each has its turn', async () => {
  const simulator = await multivalue(12);
  setHealth(simulator, 12, 'UNHEALTHY');
  const found = await answers(simulator, 60);
  expect([...new Set(found.map((list) => new Set(list).size))]).toEqual([8]);
  expect([...new Set(found.flat())].sort()).toEqual(addressesOf(simulator, NAME));
});

test('weighted routing never answers an unhealthy instance beside a healthy one', async () => {
  const simulator = await weighted(3);
  setHealth(simulator, 2, 'UNHEALTHY');
  const [{ address }] = simulator.tasks(NAME).filter(({ health }) => health === 'HEALTHY');
  expect([...new Set((await answers(simulator, 20)).map(String))]).toEqual([address]);
});

test('weighted routing answers one of all where none is healthy', async () => {
  const simulator = await weighted(3);
  setHealth(simulator, 3, 'UNHEALTHY');
  const found = await answers(simulator, 60);
  expect([...new Set(found.map((list) => list.length))]).toEqual([1]);
  expect([...new Set(found.flat())].sort()).toEqual(addressesOf(simulator, NAME));
});

test('an instance that is healthy again is answered again', async () => {
  const simulator = await multivalue(2);
  setHealth(simulator, 1, 'UNHEALTHY');
  expect(await addresses(simulator.dnsServer, NAME)).toHaveLength(1);
  setHealth(simulator, 1, 'HEALTHY');
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, NAME));
});

test('SRV records follow the same choice and the same health', async () => {
  const simulator = await simulated(backendTemplate(12, { records: { SRV: 5 } }), { random: seeded(7) });
  const targets = async () => targetsOf(await ask(simulator.dnsServer, NAME, 'SRV', { transport: 'tcp' }));
  expect(new Set(await targets()).size).toBe(8);
  setHealth(simulator, 11, 'UNHEALTHY');
  expect(await targets()).toEqual([`${simulator.tasks(NAME)[11].id}.${NAME}`]);
});
