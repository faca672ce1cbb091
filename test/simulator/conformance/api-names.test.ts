import {
  DiscoverInstancesCommand, ListNamespacesCommand, ListServicesCommand, ServiceDiscoveryClient, UpdateInstanceCustomHealthStatusCommand,
} from '@aws-sdk/client-servicediscovery';
import { addresses } from './support/ask';
import { cloudMapOf, errorOf } from './support/clients';
import { addressesOf, simulated } from './support/simulation';
import { backendTemplate, ecsService, instance, privateNamespace, templateOf } from './support/templates';
import { DiscoverySimulator } from '../../../src/simulator';

const HTTP_TWIN = `
  Twin: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: ecs-internal } }
${ecsService('Other', { name: 'backend', namespace: 'Twin', tasks: 3 })}`;

const CHECKED = templateOf(`
  Public: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: shop.test } }
  WebNames:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: web
      NamespaceId: !Ref Public
      DnsConfig: { DnsRecords: [{ Type: A, TTL: 60 }] }
      HealthCheckConfig: { Type: HTTP, ResourcePath: /health, FailureThreshold: 2 }
`, instance('Web1', 'Web', '{ AWS_INSTANCE_IPV4: 192.0.2.10, AWS_INSTANCE_PORT: "80" }'));

// HttpName: "if you reuse Name for namespace creation, a generated hash is added to HttpName to distinguish the two" (API reference, DiscoverInstances).
describe('with a private and an HTTP namespace of one name', () => {
  let simulator: DiscoverySimulator;
  let client: ServiceDiscoveryClient;
  let httpNames: string[];

  beforeAll(async () => {
    simulator = await simulated(backendTemplate(1) + HTTP_TWIN);
    client = cloudMapOf(simulator);
    const { Namespaces } = await client.send(new ListNamespacesCommand({}));
    httpNames = Namespaces!.map(({ Properties }) => Properties!.HttpProperties!.HttpName!);
  });

  test('each has an id and an HTTP name of its own, and one has the name itself', async () => {
    const { Namespaces } = await client.send(new ListNamespacesCommand({ Filters: [{ Name: 'NAME', Values: ['ecs-internal'] }] }));
    expect(Namespaces).toHaveLength(2);
    expect(new Set(Namespaces!.map(({ Id }) => Id)).size).toBe(2);
    expect(new Set(httpNames).size).toBe(2);
    expect(httpNames).toContain('ecs-internal');
    expect(httpNames.every((name) => name.startsWith('ecs-internal'))).toBe(true);
  });

  test('instances are discovered by the HTTP name, each namespace\'s own', async () => {
    const found = await Promise.all(httpNames.map((NamespaceName) => client.send(new DiscoverInstancesCommand({ NamespaceName, ServiceName: 'backend' }))));
    expect(found.map(({ Instances }) => Instances!.length).sort()).toEqual([1, 3]);
    expect(found.map(({ Instances }) => Instances![0].NamespaceName)).toEqual(httpNames);
  });

  test('a namespace is found by its HTTP name', async () => {
    const found = await Promise.all(httpNames.map((name) => client.send(new ListNamespacesCommand({ Filters: [{ Name: 'HTTP_NAME', Values: [name] }] }))));
    expect(found.map(({ Namespaces }) => Namespaces!.length)).toEqual([1, 1]);
  });
});

// A VPC cannot have two private zones of one name: ConflictingDomainExists (aws-facts.md 1.1).
test('two private namespaces of one name are an error that names it', async () => {
  await expect(simulated([backendTemplate(1), backendTemplate(3)])).rejects.toThrow(/ecs-internal/);
});

// Route 53, split-view DNS: "Route 53 Resolver uses the private hosted zones to route DNS queries in the specified VPCs."
test('of a private and a public namespace of one name, the private one is answered', async () => {
  const simulator = await simulated(templateOf(
    privateNamespace('Inside', 'shop.test'),
    '  Outside: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: shop.test } }\n',
    ecsService('Internal', { name: 'web', namespace: 'Inside', records: { A: 1 }, tasks: 1 }),
    ecsService('External', { name: 'web', namespace: 'Outside', records: { A: 1 }, tasks: 2 }),
  ));
  expect(await addresses(simulator.dnsServer, 'web.shop.test')).toEqual(addressesOf(simulator, 'Internal'));
});

describe('with an instance that Route 53 checks', () => {
  let client: ServiceDiscoveryClient;

  beforeAll(async () => {
    client = cloudMapOf(await simulated(CHECKED));
  });

  test('the instance has a health, which it had from the beginning', async () => {
    const { Instances } = await client.send(new DiscoverInstancesCommand({ NamespaceName: 'shop.test', ServiceName: 'web', HealthStatus: 'HEALTHY' }));
    expect(Instances).toMatchObject([{ InstanceId: 'web1', HealthStatus: 'HEALTHY' }]);
  });

  // API reference, ServiceSummary.
  test('the service tells its health check', async () => {
    const { Services } = await client.send(new ListServicesCommand({}));
    expect(Services).toMatchObject([{ HealthCheckConfig: { Type: 'HTTP', ResourcePath: '/health', FailureThreshold: 2 } }]);
  });

  // UpdateInstanceCustomHealthStatus: "You can't use it to change the status for Route 53 health checks, which you define using HealthCheckConfig."
  test('the health cannot be set', async () => {
    const { Services } = await client.send(new ListServicesCommand({}));
    const update = new UpdateInstanceCustomHealthStatusCommand({ ServiceId: Services![0].Id, InstanceId: 'web1', Status: 'UNHEALTHY' });
    expect(await errorOf(client.send(update))).toBe('CustomHealthNotFound');
  });
});
