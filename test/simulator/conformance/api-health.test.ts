import { CustomHealthStatus, ListServicesCommand, UpdateInstanceCustomHealthStatusCommand, ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { addresses } from './support/ask';
import { cloudMapOf, errorOf } from './support/clients';
import { addressesOf, simulated } from './support/simulation';
import { ZOO } from './support/zoo';
import { DiscoverySimulator } from '../../../src/simulator';

// Source: the Cloud Map API reference, UpdateInstanceCustomHealthStatus.
let simulator: DiscoverySimulator;
let client: ServiceDiscoveryClient;
let ids: Record<string, string>;
let arns: Record<string, string>;

beforeAll(async () => {
  simulator = await simulated(ZOO);
  client = cloudMapOf(simulator);
  const { Services } = await client.send(new ListServicesCommand({ MaxResults: 100 }));
  ids = Object.fromEntries(Services!.map(({ Name, Id }) => [Name!, Id!]));
  arns = Object.fromEntries(Services!.map(({ Name, Arn }) => [Name!, Arn!]));
});

function update(service: string, InstanceId: string, Status: CustomHealthStatus = 'UNHEALTHY'): Promise<unknown> {
  return client.send(new UpdateInstanceCustomHealthStatusCommand({ ServiceId: service, InstanceId, Status }));
}

function healthOf(name: string): string[] {
  return simulator.tasks(name).map(({ health }) => health);
}

test('an instance that is set unhealthy is left out of answers, and comes back', async () => {
  const [sick, well] = simulator.tasks('backend.ecs-internal');
  await update(ids.backend, sick.id);
  expect(healthOf('backend.ecs-internal')).toEqual(['UNHEALTHY', 'HEALTHY']);
  expect(await addresses(simulator.dnsServer, 'backend.ecs-internal')).toEqual([well.address]);
  await update(arns.backend, sick.id, 'HEALTHY');
  expect(await addresses(simulator.dnsServer, 'backend.ecs-internal')).toEqual(addressesOf(simulator, 'backend.ecs-internal'));
});

test('an instance of the template is set healthy', async () => {
  expect(await addresses(simulator.dnsServer, 'legacy.ecs-internal')).toEqual(['10.9.8.7']);
  await update(ids.legacy, 'legacy2', 'HEALTHY');
  expect(await addresses(simulator.dnsServer, 'legacy.ecs-internal')).toEqual(['10.9.8.7', '10.9.8.8']);
});

test('an instance of an HTTP namespace has a health too', async () => {
  const [{ id }] = simulator.tasks('orders.shop-api');
  await update(ids.orders, id);
  expect(healthOf('orders.shop-api')).toEqual(['UNHEALTHY', 'HEALTHY']);
});

test('a service without custom health check has no health to set', async () => {
  const [{ id }] = simulator.tasks('plain.ecs-internal');
  expect(await errorOf(update(ids.plain, id))).toBe('CustomHealthNotFound');
  expect(healthOf('plain.ecs-internal')).toEqual(['HEALTHY', 'HEALTHY']);
});

test.each([
  ['ServiceNotFound', 'a service that is not there', () => ['srv-0000000000000000', 'any'] as const],
  ['InstanceNotFound', 'an instance that is not there', () => [ids.backend, '0'.repeat(32)] as const],
  ['InstanceNotFound', 'an instance of another service', () => [ids.backend, simulator.tasks('many')[0].id] as const],
  ['InvalidInput', 'no instance', () => [ids.backend, ''] as const],
])('%s is the error for %s', async (name, _, at) => {
  expect(await errorOf(update(...at()))).toBe(name);
  expect(new Set([...healthOf('backend.ecs-internal'), ...healthOf('many')])).toEqual(new Set(['HEALTHY']));
});

test('a health that there is not is refused, and changes nothing', async () => {
  const [{ id }] = simulator.tasks('backend.ecs-internal');
  expect(await errorOf(update(ids.backend, id, 'SICK' as CustomHealthStatus))).toBe('InvalidInput');
  expect(healthOf('backend.ecs-internal')).toEqual(['HEALTHY', 'HEALTHY']);
});

test('a task that is gone has no health to set', async () => {
  const [{ id }] = simulator.tasks('many');
  simulator.stopTask(id);
  expect(await errorOf(update(ids.many, id))).toBe('InstanceNotFound');
});
