import {
  DiscoverInstancesCommand, DiscoverInstancesCommandInput, DiscoverInstancesCommandOutput, DiscoverInstancesRevisionCommand,
  HealthStatusFilter, ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import { cloudMapOf, errorOf } from './support/clients';
import { simulated } from './support/simulation';
import { backendTemplate } from './support/templates';
import { ZOO } from './support/zoo';
import { DiscoverySimulator } from '../../../src/simulator';

// Source: the Cloud Map API reference, DiscoverInstances and DiscoverInstancesRevision; attributes: aws-facts.md 1.5.
const BACKEND = { NamespaceName: 'ecs-internal', ServiceName: 'backend' };

let simulator: DiscoverySimulator;
let client: ServiceDiscoveryClient;

beforeAll(async () => {
  simulator = await simulated(ZOO);
  client = cloudMapOf(simulator);
});

function discover(input: Partial<DiscoverInstancesCommandInput> = {}, from = client): Promise<DiscoverInstancesCommandOutput> {
  return from.send(new DiscoverInstancesCommand({ ...BACKEND, ...input }));
}

async function idsOf(input: Partial<DiscoverInstancesCommandInput> = {}, from = client): Promise<string[]> {
  return (await discover(input, from)).Instances!.map(({ InstanceId }) => InstanceId!).sort();
}

async function revisionOf(from = client, service = BACKEND): Promise<number> {
  return (await from.send(new DiscoverInstancesRevisionCommand(service))).InstancesRevision!;
}

test('an instance is the task, with the attributes that ECS sets', async () => {
  const { Instances } = await discover();
  const tasks = simulator.tasks('backend.ecs-internal');
  expect(Instances).toHaveLength(2);
  for (const { id, address } of tasks) {
    expect(Instances).toContainEqual({
      InstanceId: id,
      NamespaceName: 'ecs-internal',
      ServiceName: 'backend',
      HealthStatus: 'HEALTHY',
      Attributes: expect.objectContaining({
        AWS_INSTANCE_IPV4: address,
        AVAILABILITY_ZONE: expect.stringMatching(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/),
        REGION: expect.stringMatching(/^[a-z]{2}(-[a-z]+)+-\d$/),
        ECS_SERVICE_NAME: 'backend-service',
        ECS_CLUSTER_NAME: 'shop',
        ECS_TASK_DEFINITION_FAMILY: 'backend-task',
      }) as unknown,
    });
  }
});

test('an availability zone is one of the region', async () => {
  for (const { Attributes } of (await discover()).Instances!) {
    expect(Attributes!.AVAILABILITY_ZONE).toContain(Attributes!.REGION);
  }
});

test.each([['_grpc._tcp', '50051'], ['both', '9090']])('an instance of %s, which has SRV records, has its port', async (ServiceName, port) => {
  const { Instances } = await discover({ ServiceName });
  expect(Instances!.map(({ Attributes }) => Attributes!.AWS_INSTANCE_PORT)).toEqual([port, port]);
});

async function attributesOf(ServiceName: string): Promise<Record<string, string>[]> {
  return (await discover({ ServiceName })).Instances!.map(({ Attributes }) => Attributes!);
}

test('a task in a subnet of both families has both addresses, and one of IPv4 has no other', async () => {
  expect((await attributesOf('dual')).map(({ AWS_INSTANCE_IPV4, AWS_INSTANCE_IPV6 }) => `${AWS_INSTANCE_IPV4} ${AWS_INSTANCE_IPV6}`).sort())
    .toEqual(simulator.tasks('dual.ecs-internal').map(({ address, ipv6Address }) => `${address} ${ipv6Address}`).sort());
  expect((await attributesOf('backend')).filter((each) => 'AWS_INSTANCE_IPV6' in each)).toEqual([]);
});

// ECS developer guide, service discovery: a task in an IPv6-only subnet is registered with AWS_INSTANCE_IPV6 alone.
test('a task in a subnet of IPv6 alone has no IPv4 address', async () => {
  const found = await attributesOf('six');
  expect(found.map(({ AWS_INSTANCE_IPV6 }) => AWS_INSTANCE_IPV6).sort()).toEqual(simulator.tasks('six.ecs-internal').map(({ ipv6Address }) => ipv6Address).sort());
  expect(found.filter((each) => 'AWS_INSTANCE_IPV4' in each)).toEqual([]);
});

test('an instance of the template has its literal attributes, without the one for its first health', async () => {
  const { Instances } = await discover({ ServiceName: 'legacy', HealthStatus: 'HEALTHY' });
  const Attributes = { AWS_INSTANCE_IPV4: '10.9.8.7', AWS_INSTANCE_PORT: '81', version: 'v1', stage: 'live' };
  expect(Instances).toEqual([{ InstanceId: 'legacy1', NamespaceName: 'ecs-internal', ServiceName: 'legacy', HealthStatus: 'HEALTHY', Attributes }]);
});

test.each([['an HTTP namespace', 'shop-api', 'orders'], ['a service for the API alone', 'ecs-internal', 'onlyapi'], ['a public namespace', 'shop.test', 'www']])(
  'the tasks of %s are discovered', async (_, NamespaceName, ServiceName) => {
    expect(await idsOf({ NamespaceName, ServiceName })).toEqual(simulator.tasks(`${ServiceName}.${NamespaceName}`).map(({ id }) => id).sort());
  });

test('a service without instances is found empty', async () => {
  expect(await discover({ ServiceName: 'never' })).toMatchObject({ Instances: [], InstancesRevision: expect.any(Number) });
});

describe('with one of three instances unhealthy', () => {
  let sick: DiscoverySimulator;
  let from: ServiceDiscoveryClient;

  beforeAll(async () => {
    sick = await simulated(backendTemplate(3));
    from = cloudMapOf(sick);
    sick.setHealth(sick.tasks('backend')[0].id, 'UNHEALTHY');
  });

  const FILTERS: [HealthStatusFilter, number][] = [['HEALTHY', 2], ['UNHEALTHY', 1], ['ALL', 3], ['HEALTHY_OR_ELSE_ALL', 2]];

  test.each(FILTERS)('%s finds %d', async (HealthStatus, count) => {
    const { Instances } = await discover({ HealthStatus }, from);
    expect(Instances).toHaveLength(count);
    expect(Instances!.filter((one) => one.HealthStatus === 'UNHEALTHY').length).toBe(HealthStatus.includes('HEALTHY') && HealthStatus !== 'UNHEALTHY' ? 0 : 1);
  });

  test('where none is healthy, HEALTHY finds none, and HEALTHY_OR_ELSE_ALL and UNHEALTHY find all', async () => {
    const none = await simulated(backendTemplate(2));
    none.tasks('backend').forEach(({ id }) => none.setHealth(id, 'UNHEALTHY'));
    const found = await Promise.all(FILTERS.map(async ([HealthStatus]) => (await idsOf({ HealthStatus }, cloudMapOf(none))).length));
    expect(found).toEqual([0, 2, 2, 2]);
  });

  test('an unhealthy instance says so', async () => {
    const { Instances } = await discover({ HealthStatus: 'UNHEALTHY' }, from);
    expect(Instances).toMatchObject([{ InstanceId: sick.tasks('backend')[0].id, HealthStatus: 'UNHEALTHY' }]);
  });
});

// HealthStatus: "This parameter is ignored for services that don't have a health check configured, and all instances are returned."
test.each(['HEALTHY', 'UNHEALTHY', 'ALL', 'HEALTHY_OR_ELSE_ALL'] as const)('in a service without health check %s finds all', async (HealthStatus) => {
  expect(await idsOf({ ServiceName: 'plain', HealthStatus })).toHaveLength(2);
});

test('parameters of the query leave instances that have all of them', async () => {
  const found = (QueryParameters: Record<string, string>) => idsOf({ ServiceName: 'legacy', HealthStatus: 'ALL', QueryParameters });
  expect(await found({ version: 'v2' })).toEqual(['legacy2']);
  expect(await found({ AWS_INSTANCE_PORT: '81' })).toEqual(['legacy1', 'legacy2']);
  expect(await found({ version: 'v1', stage: 'live' })).toEqual(['legacy1']);
  expect(await found({ version: 'v2', stage: 'live' })).toEqual([]);
  expect(await found({ version: 'V1' })).toEqual([]);
  expect(await found({ constructor: 'Object' })).toEqual([]);
});

test('attributes that ECS sets may be asked for', async () => {
  const [{ address, id }] = simulator.tasks('backend.ecs-internal');
  expect(await idsOf({ QueryParameters: { AWS_INSTANCE_IPV4: address, ECS_CLUSTER_NAME: 'shop' } })).toEqual([id]);
});

test('optional parameters leave those that have all, or all that there were', async () => {
  const found = (OptionalParameters: Record<string, string>, QueryParameters?: Record<string, string>) =>
    idsOf({ ServiceName: 'legacy', HealthStatus: 'ALL', OptionalParameters, QueryParameters });
  expect(await found({ version: 'v1' })).toEqual(['legacy1']);
  expect(await found({ version: 'v3' })).toEqual(['legacy1', 'legacy2']);
  expect(await found({ version: 'v3' }, { version: 'v2' })).toEqual(['legacy2']);
  expect(await found({ stage: 'live' }, { version: 'v2' })).toEqual(['legacy2']);
});

test('at most as many as asked for are found', async () => {
  expect(await idsOf({ ServiceName: 'many', MaxResults: 5 })).toHaveLength(5);
  expect(await idsOf({ ServiceName: 'many' })).toHaveLength(12);
});

// "DiscoverInstances returns a randomized list of instances allowing customers to distribute traffic evenly across instances."
test('instances come in another order from time to time', async () => {
  const lists = await Promise.all(Array.from({ length: 20 }, () => discover({ ServiceName: 'many' })));
  expect(new Set(lists.map(({ Instances }) => Instances!.map(({ InstanceId }) => InstanceId).join())).size).toBeGreaterThan(1);
});

test('without a number at most a hundred are found', async () => {
  const large = await simulated(backendTemplate(150));
  expect(await idsOf({}, cloudMapOf(large))).toHaveLength(100);
  expect(await idsOf({ MaxResults: 1000 }, cloudMapOf(large))).toHaveLength(150);
});

test.each([0, -1, 1001])('%d results are not valid', async (MaxResults) => {
  expect(await errorOf(discover({ MaxResults }))).toBe('InvalidInput');
});

test.each([
  ['NamespaceNotFound', { NamespaceName: 'nowhere' }],
  ['NamespaceNotFound', { NamespaceName: 'SHOP-API', ServiceName: 'orders' }],
  ['ServiceNotFound', { ServiceName: 'nowhere' }],
  ['ServiceNotFound', { ServiceName: '__proto__' }],
  ['ServiceNotFound', { ServiceName: 'orders' }],
  ['NamespaceNotFound', { NamespaceName: 'constructor' }],
  ['InvalidInput', { HealthStatus: 'SICK' as HealthStatusFilter }],
  ['InvalidInput', { NamespaceName: '' }],
])('%s is the error for %j', async (name, input) => {
  const call = discover(input);
  expect(await errorOf(call)).toBe(name);
  await expect(call).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 }, message: expect.stringMatching(/./) });
});

test('the revision of the instances is the same in both operations', async () => {
  expect((await discover()).InstancesRevision).toBe(await revisionOf());
});

// InstancesRevision: "If a new instance is registered or deregistered, the InstancesRevision updates. The health status updates don't update InstancesRevision."
test('the revision grows as instances come and go, and health does not change it', async () => {
  const own = await simulated(backendTemplate(2));
  const from = cloudMapOf(own);
  const revisions = [await revisionOf(from)];
  for (const act of [() => own.scale('backend', 3), () => own.scale('backend', 1), () => own.deploy('backend'), () => own.stopTask(own.tasks('backend')[0].id)]) {
    act();
    revisions.push(await revisionOf(from));
  }
  expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
  own.setHealth(own.tasks('backend')[0].id, 'UNHEALTHY');
  expect(await revisionOf(from)).toBe(revisions[revisions.length - 1]);
});

test.each([['NamespaceNotFound', { ...BACKEND, NamespaceName: 'nowhere' }], ['ServiceNotFound', { ...BACKEND, ServiceName: 'nowhere' }]])(
  '%s is the error for a revision of nothing', async (name, input) => {
    expect(await errorOf(revisionOf(client, input))).toBe(name);
  });
