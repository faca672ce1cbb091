import { addresses, ask, negativeTtl, outcome, servicesOf } from './support/ask';
import { addressesOf, simulated, startedWith, fileOf } from './support/simulation';
import { backendTemplate, ecsService, privateNamespace, templateOf } from './support/templates';

// The ends of what Cloud Map takes: RecordTTL and SOA.TTL 0-2147483647, names of 127 characters, labels of 63 (aws-facts.md 1.1-1.3).
const NAME = 'backend.ecs-internal';

test.each([0, 1, 86_400, 2_147_483_647])('a record may live %d s', async (ttl) => {
  const simulator = await simulated(backendTemplate(1, { records: { A: ttl, SRV: ttl } }));
  for (const type of ['A', 'SRV'] as const) {
    expect((await ask(simulator.dnsServer, NAME, type)).answers).toMatchObject([{ ttl }]);
  }
});

test.each([0, 1, 2_147_483_647])('that a name is not there may be kept %d s', async (ttl) => {
  const simulator = await simulated(templateOf(privateNamespace('Internal', 'ecs-internal', ttl)));
  const kept = negativeTtl(await ask(simulator.dnsServer, 'nowhere.ecs-internal'));
  expect(kept).toBeLessThanOrEqual(ttl);
  expect(kept).toBeGreaterThanOrEqual(Math.min(ttl, 86_400)); // the SOA's last field is a day, which may be the lower one
});

test('a namespace without services has an SOA and no names', async () => {
  const simulator = await simulated(templateOf(privateNamespace('Internal', 'ecs-internal')));
  expect(simulator.tasks()).toEqual([]);
  expect(outcome(await ask(simulator.dnsServer, 'ecs-internal', 'SOA'))).toBe('ANSWER');
  expect(outcome(await ask(simulator.dnsServer, NAME))).toBe('NXDOMAIN');
});

test('the longest service name, of 127 characters, is a name, and so are its SRV records\' targets', async () => {
  const name = `${'a'.repeat(63)}.${'b'.repeat(63)}`;
  const simulator = await simulated(templateOf(
    privateNamespace('Internal', 'ecs-internal'),
    ecsService('Long', { name, namespace: 'Internal', records: { A: 1, SRV: 1 }, tasks: 2 }),
  ));
  expect(await addresses(simulator.dnsServer, `${name}.ecs-internal`)).toEqual(addressesOf(simulator, `${name}.ecs-internal`));
  const { answers } = await ask(simulator.dnsServer, `${name}.ecs-internal`, 'SRV', { transport: 'tcp' });
  const targets = servicesOf(answers).map(({ target }) => target);
  const found = await Promise.all(targets.map((target) => addresses(simulator.dnsServer, target)));
  expect(found.flat().sort()).toEqual(addressesOf(simulator, `${name}.ecs-internal`));
});

test.each(['internal', 'a', 'xn--bcher-kva.test', 'shop_1.internal', '10', 'Mixed.Internal'])('a private namespace may be named %s', async (namespace) => {
  const simulator = await simulated(backendTemplate(1).replace('Name: ecs-internal', `Name: '${namespace}'`));
  expect(await addresses(simulator.dnsServer, `backend.${namespace}`)).toHaveLength(1);
  expect(await addresses(simulator.dnsServer, `backend.${namespace}`.toLowerCase())).toHaveLength(1);
});

test('a service may be named with capitals', async () => {
  const simulator = await simulated(backendTemplate(1, { name: 'BackEnd' }));
  expect(await addresses(simulator.dnsServer, NAME)).toHaveLength(1);
  expect(await addresses(simulator.dnsServer, 'BackEnd.ecs-internal')).toHaveLength(1);
});

test('another address of loopback may be given', async () => {
  const simulator = await startedWith({ sources: [fileOf(backendTemplate(2))], address: '127.0.0.53' });
  expect(simulator.dnsServer).toMatch(/^127\.0\.0\.53:\d+$/);
  expect(simulator.apiEndpoint).toMatch(/^http:\/\/127\.0\.0\.53:\d+$/);
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, 'backend'));
  expect(addressesOf(simulator, 'backend')).not.toContain('127.0.0.53');
});

test('many services have names and addresses of their own', async () => {
  const services = Array.from({ length: 60 }, (_, i) => ecsService(`S${i}`, { name: `s${i}`, namespace: 'Internal', records: { A: 1 }, tasks: 3 }));
  const simulator = await simulated(templateOf(privateNamespace('Internal', 'ecs-internal'), ...services));
  const found = await Promise.all(services.map((_, i) => addresses(simulator.dnsServer, `s${i}.ecs-internal`)));
  expect(new Set(found.flat()).size).toBe(180);
});
