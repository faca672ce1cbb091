import {
  ListInstancesCommand, ListNamespacesCommand, ListNamespacesCommandInput, ListServicesCommand, ListServicesCommandInput, NamespaceFilter,
  ServiceDiscoveryClient, ServiceFilter,
} from '@aws-sdk/client-servicediscovery';
import { cloudMapOf, errorOf, pages } from './support/clients';
import { simulated } from './support/simulation';
import { ZOO } from './support/zoo';
import { DiscoverySimulator } from '../../../src/simulator';

// Source: the Cloud Map API reference, ListNamespaces, ListServices, ListInstances and their filters.
let simulator: DiscoverySimulator;
let client: ServiceDiscoveryClient;

beforeAll(async () => {
  simulator = await simulated(ZOO);
  client = cloudMapOf(simulator);
});

const NAMES = ['apex.internal', 'deep.ecs-internal', 'ecs-internal', 'quick.internal', 'quick.test', 'shop-api', 'shop.test'];

async function namespaces(input: ListNamespacesCommandInput = {}) {
  return (await pages((NextToken) => client.send(new ListNamespacesCommand({ ...input, NextToken })))).flatMap(({ Namespaces }) => Namespaces!);
}

async function services(input: ListServicesCommandInput = {}) {
  return (await pages((NextToken) => client.send(new ListServicesCommand({ ...input, NextToken })))).flatMap(({ Services }) => Services!);
}

async function namesOf(filters: NamespaceFilter[]): Promise<string[]> {
  return (await namespaces({ Filters: filters })).map(({ Name }) => Name!).sort();
}

async function namespaceId(name: string): Promise<string> {
  return (await namespaces()).find(({ Name }) => Name === name)!.Id!;
}

async function serviceId(namespace: string, name: string): Promise<string> {
  const found = await services({ Filters: [{ Name: 'NAMESPACE_ID', Values: [await namespaceId(namespace)] }] });
  return found.find(({ Name }) => Name === name)!.Id!;
}

test('all namespaces are listed, each with id, ARN and HTTP name', async () => {
  const found = await namespaces();
  expect(found.map(({ Name }) => Name).sort()).toEqual(NAMES);
  for (const { Id, Arn, Name, Properties } of found) {
    expect(Id).toMatch(/^ns-[a-z0-9]{16}$/);
    expect(Arn).toMatch(new RegExp(`^arn:aws:servicediscovery:[a-z0-9-]+:\\d{12}:namespace/${Id}$`));
    expect(Properties!.HttpProperties!.HttpName).toBe(Name);
  }
});

const NAMESPACE_FILTERS: [NamespaceFilter[], string[]][] = [
  [[{ Name: 'TYPE', Values: ['HTTP'] }], ['shop-api']],
  [[{ Name: 'TYPE', Values: ['DNS_PUBLIC'], Condition: 'EQ' }], ['quick.test', 'shop.test']],
  [[{ Name: 'TYPE', Values: ['DNS_'], Condition: 'BEGINS_WITH' }], NAMES.filter((name) => name !== 'shop-api')],
  [[{ Name: 'NAME', Values: ['ecs-internal'] }], ['ecs-internal']],
  [[{ Name: 'NAME', Values: ['quick'], Condition: 'BEGINS_WITH' }], ['quick.internal', 'quick.test']],
  [[{ Name: 'HTTP_NAME', Values: ['shop'], Condition: 'BEGINS_WITH' }], ['shop-api', 'shop.test']],
  [[{ Name: 'HTTP_NAME', Values: ['shop'] }], []],
  [[{ Name: 'RESOURCE_OWNER', Values: ['SELF'] }], NAMES],
  [[{ Name: 'RESOURCE_OWNER', Values: ['OTHER_ACCOUNTS'] }], []],
  [[{ Name: 'TYPE', Values: ['DNS_PRIVATE'] }, { Name: 'NAME', Values: ['quick'], Condition: 'BEGINS_WITH' }], ['quick.internal']],
];

test.each(NAMESPACE_FILTERS)('the filters %j find %j', async (filters, names) => {
  expect(await namesOf(filters)).toEqual(names);
});

test.each<[unknown]>([
  [{ Name: 'COLOUR', Values: ['red'] }],
  [{ Name: 'NAME', Values: [] }],
  [{ Name: 'NAME', Values: ['a', 'b'] }],
  [{ Name: 'NAME', Values: ['a'], Condition: 'ENDS_WITH' }],
  [{ Name: 'RESOURCE_OWNER', Values: ['SEL'], Condition: 'BEGINS_WITH' }],
])('the filter %j is not valid', async (filter) => {
  expect(await errorOf(namespaces({ Filters: [filter as NamespaceFilter] }))).toBe('InvalidInput');
});

test('namespaces come in pages', async () => {
  const found = await pages((NextToken) => client.send(new ListNamespacesCommand({ MaxResults: 3, NextToken })));
  expect(found.map(({ Namespaces }) => Namespaces!.length)).toEqual([3, 3, 1]);
  expect(found.flatMap(({ Namespaces }) => Namespaces!.map(({ Name }) => Name)).sort()).toEqual(NAMES);
});

test('a last page that is full has no token, or one to an empty page', async () => {
  const found = await pages((NextToken) => client.send(new ListNamespacesCommand({ MaxResults: 7, NextToken })));
  expect(found.flatMap(({ Namespaces }) => Namespaces!)).toHaveLength(7);
});

// "Cloud Map gets MaxResults namespaces and then filters them": a page may have fewer, but all are found in the end.
test('filtered pages have all that match', async () => {
  expect(await namesOf([{ Name: 'NAME', Values: ['quick'], Condition: 'BEGINS_WITH' }])).toEqual(['quick.internal', 'quick.test']);
  const found = await namespaces({ MaxResults: 1, Filters: [{ Name: 'NAME', Values: ['quick'], Condition: 'BEGINS_WITH' }] });
  expect(found.map(({ Name }) => Name).sort()).toEqual(['quick.internal', 'quick.test']);
});

test.each([0, 101, -1])('pages of %d are not valid', async (MaxResults) => {
  expect(await errorOf(namespaces({ MaxResults }))).toBe('InvalidInput');
  expect(await errorOf(services({ MaxResults }))).toBe('InvalidInput');
  expect(await errorOf(client.send(new ListInstancesCommand({ ServiceId: await serviceId('ecs-internal', 'many'), MaxResults })))).toBe('InvalidInput');
});

test('a token that no page gave is not valid', async () => {
  expect(await errorOf(client.send(new ListNamespacesCommand({ NextToken: 'from nowhere' })))).toBe('InvalidInput');
});

test('the services of a namespace are listed by its id or its ARN', async () => {
  const { Id, Arn } = (await namespaces()).find(({ Name }) => Name === 'shop.test')!;
  for (const value of [Id!, Arn!]) {
    const found = await services({ Filters: [{ Name: 'NAMESPACE_ID', Values: [value], Condition: 'EQ' }] });
    expect(found).toMatchObject([{ Name: 'www', InstanceCount: 2, Id: expect.stringMatching(/^srv-[a-z0-9]{16}$/) }]);
    expect(found[0].Arn).toMatch(new RegExp(`^arn:aws:servicediscovery:[a-z0-9-]+:\\d{12}:service/${found[0].Id}$`));
  }
});

test('a service tells its records, their routing, and its type', async () => {
  const found = await services({ Filters: [{ Name: 'NAMESPACE_ID', Values: [await namespaceId('ecs-internal')] }] });
  const byName = Object.fromEntries(found.map((service) => [service.Name, service]));
  expect(byName.weighted.DnsConfig).toMatchObject({ RoutingPolicy: 'WEIGHTED', DnsRecords: [{ Type: 'A', TTL: 18 }] });
  expect(byName.both.DnsConfig).toMatchObject({ RoutingPolicy: 'MULTIVALUE', DnsRecords: [{ Type: 'A', TTL: 16 }, { Type: 'SRV', TTL: 17 }] });
  expect([byName.backend.Type, byName.onlyapi.Type]).toEqual(['DNS_HTTP', 'HTTP']);
  expect([byName.backend.HealthCheckCustomConfig, byName.plain.HealthCheckCustomConfig]).toEqual([{ FailureThreshold: 1 }, undefined]);
  expect([byName.backend.InstanceCount, byName.never.InstanceCount, byName.legacy.InstanceCount]).toEqual([2, 0, 2]);
});

test.each<[string, ServiceFilter]>([
  ['a condition', { Name: 'NAMESPACE_ID', Values: ['ns'], Condition: 'BEGINS_WITH' }],
  ['a name', { Name: 'NAME' as ServiceFilter['Name'], Values: ['backend'] }],
])('services cannot be filtered by %s that is not theirs', async (_, filter) => {
  expect(await errorOf(services({ Filters: [filter] }))).toBe('InvalidInput');
});

test('services come in pages', async () => {
  const all = await services();
  const found = await pages((NextToken) => client.send(new ListServicesCommand({ MaxResults: 4, NextToken })));
  expect(found.every(({ Services }) => Services!.length <= 4)).toBe(true);
  expect(found.flatMap(({ Services }) => Services!.map(({ Id }) => Id)).sort()).toEqual(all.map(({ Id }) => Id).sort());
});

test('instances are listed with their attributes, healthy or not', async () => {
  const { Instances } = await client.send(new ListInstancesCommand({ ServiceId: await serviceId('ecs-internal', 'legacy') }));
  expect(Instances!.map(({ Id, Attributes }) => [Id, Attributes!.AWS_INSTANCE_IPV4]).sort()).toEqual([['legacy1', '10.9.8.7'], ['legacy2', '10.9.8.8']]);
});

test('instances come in pages, each once', async () => {
  const ServiceId = await serviceId('ecs-internal', 'many');
  const found = await pages((NextToken) => client.send(new ListInstancesCommand({ ServiceId, MaxResults: 5, NextToken })));
  expect(found.map(({ Instances }) => Instances!.length)).toEqual([5, 5, 2]);
  expect(found.flatMap(({ Instances }) => Instances!.map(({ Id }) => Id)).sort()).toEqual(simulator.tasks('many').map(({ id }) => id).sort());
});

test('instances are listed by the service\'s ARN too', async () => {
  const { Arn } = (await services()).find(({ Name }) => Name === 'www')!;
  expect((await client.send(new ListInstancesCommand({ ServiceId: Arn }))).Instances).toHaveLength(2);
});

test.each([['ServiceNotFound', 'srv-0000000000000000'], ['InvalidInput', '']])('%s is the error for instances of the service "%s"', async (name, ServiceId) => {
  expect(await errorOf(client.send(new ListInstancesCommand({ ServiceId })))).toBe(name);
});
