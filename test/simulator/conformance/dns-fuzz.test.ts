import { addresses } from './support/ask';
import { fuzzTcp, fuzzUdp } from './support/fuzzing';
import { addressesOf, simulated } from './support/simulation';
import { backendTemplate } from './support/templates';
import { DiscoverySimulator } from '../../../src/simulator';

// 100,000 packets go in test/tools/fuzz.tools.ts.
const SEED = 20261126;
const NAME = 'backend.ecs-internal';

let simulator: DiscoverySimulator;

beforeAll(async () => {
  simulator = await simulated(backendTemplate());
});

test('packets of any kind over UDP get a well-formed reply or none', async () => {
  const { replies, faults } = await fuzzUdp(simulator.dnsServer, 6000, SEED);
  expect(faults.slice(0, 5)).toEqual([]);
  expect(replies).toBeGreaterThan(2000);
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, NAME));
});

test('messages of any kind over TCP get a well-formed reply or none', async () => {
  const { replies, faults } = await fuzzTcp(simulator.dnsServer, 400, SEED);
  expect(faults.slice(0, 5)).toEqual([]);
  expect(replies).toBeGreaterThan(20);
  expect(await addresses(simulator.dnsServer, NAME, { transport: 'tcp' })).toEqual(addressesOf(simulator, NAME));
});
