import { DiscoverySimulator } from '../../src/simulator';
import { addresses } from '../simulator/conformance/support/ask';
import { fuzzTcp, fuzzUdp } from '../simulator/conformance/support/fuzzing';
import { addressesOf, seeded, simulated } from '../simulator/conformance/support/simulation';
import { ZOO } from '../simulator/conformance/support/zoo';

const NAME = 'backend.ecs-internal';
const SEED = Number(process.env.FUZZ_SEED ?? 1);

let simulator: DiscoverySimulator;

beforeAll(async () => {
  simulator = await simulated(ZOO, { random: seeded(SEED) });
});

test('a hundred thousand packets of any kind get a well-formed reply or none, and the server lives', async () => {
  const { replies, faults } = await fuzzUdp(simulator.dnsServer, 100_000, SEED);
  expect(faults.slice(0, 5)).toEqual([]);
  expect(replies).toBeGreaterThan(50_000);
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, NAME));
}, 300_000);

test('ten thousand messages of any kind over TCP get a well-formed reply or none, and the server lives', async () => {
  const { faults } = await fuzzTcp(simulator.dnsServer, 10_000, SEED);
  expect(faults.slice(0, 5)).toEqual([]);
  expect(await addresses(simulator.dnsServer, NAME, { transport: 'tcp' })).toEqual(addressesOf(simulator, NAME));
}, 300_000);
