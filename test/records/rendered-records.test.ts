import { Duration } from 'aws-cdk-lib';
import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, Ec2Service, Ec2TaskDefinition, NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import type { DiscoverableServiceProps, DnsRecordOptions, ServiceRegistrationProps } from '../../src';
import { DiscoveryNamespace, DnsRecords, ServiceRegistration } from '../../src';
import { IMAGE, Shop } from '../testing/shop';

/** A shop whose tasks have IPv4 and IPv6 addresses. */
function dualStack(shop = new Shop()) {
  const vpc = new Vpc(shop.stack, 'Dual', { maxAzs: 2, natGateways: 1, ipProtocol: IpProtocol.DUAL_STACK });
  return { shop, cluster: new Cluster(shop.stack, 'DualCluster', { vpc }) };
}

/** What CloudFormation gets for a name, and for the registration of its tasks. */
function rendered(shop: Shop) {
  const template = shop.template();
  const [[id, { Properties: cloudMapService }]] = Object.entries(template.findResources('AWS::ServiceDiscovery::Service'));
  const [{ Properties: { ServiceRegistries: [registry] } }] = Object.values(template.findResources('AWS::ECS::Service'));
  const { RegistryArn: arn, ...fields } = registry as Record<string, unknown>;
  return { cloudMapService: cloudMapService as Record<string, unknown>, fields, isOfName: JSON.stringify(arn) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }) };
}

function define(props: Partial<DiscoverableServiceProps>) {
  const { shop, cluster } = dualStack();
  shop.service('Backend', { port: 8080, cluster, ...props });
  return rendered(shop);
}

const WITH_PORT = { ContainerName: 'app', ContainerPort: 8080 };

const SETS: Array<[string, (options?: DnsRecordOptions) => DnsRecords, string[], object]> = [
  ['a()', (options) => DnsRecords.a(options), ['A'], {}],
  ['aaaa()', (options) => DnsRecords.aaaa(options), ['AAAA'], {}],
  ['dualStack()', (options) => DnsRecords.dualStack(options), ['A', 'AAAA'], {}],
  ['srv()', (options) => DnsRecords.srv(options), ['SRV'], WITH_PORT],
  ['aAndSrv()', (options) => DnsRecords.aAndSrv(options), ['A', 'SRV'], WITH_PORT],
];

describe.each(SETS)('DnsRecords.%s', (_call, make, types, registryFields) => {
  test('renders its record types, each with the TTL, and MULTIVALUE', () => {
    expect(define({ dnsRecords: make() }).cloudMapService).toEqual({
      Name: 'backend',
      NamespaceId: expect.anything(),
      DnsConfig: { DnsRecords: types.map((Type) => ({ Type, TTL: 10 })), RoutingPolicy: 'MULTIVALUE' },
      HealthCheckCustomConfig: { FailureThreshold: 1 },
    });
  });

  test('renders another TTL, and WEIGHTED, which the L2 construct of the CDK drops', () => {
    expect(define({ dnsRecords: make({ ttl: Duration.seconds(0), routingPolicy: RoutingPolicy.WEIGHTED }) }).cloudMapService.DnsConfig)
      .toEqual({ DnsRecords: types.map((Type) => ({ Type, TTL: 0 })), RoutingPolicy: 'WEIGHTED' });
  });

  test('has tasks registered with container and port where a record holds a port, and with nothing else', () => {
    const { fields, isOfName } = define({ dnsRecords: make() });

    expect([fields, isOfName]).toEqual([registryFields, true]);
  });
});

test('DnsRecords.none() in a DNS namespace is a service of type HTTP: without the type, Cloud Map asks for a DNS config', () => {
  const { cloudMapService, fields } = define({ dnsRecords: DnsRecords.none() });

  expect(cloudMapService).toEqual({ Name: 'backend', NamespaceId: expect.anything(), Type: 'HTTP', HealthCheckCustomConfig: { FailureThreshold: 1 } });
  expect(fields).toEqual(WITH_PORT);
});

test('DnsRecords.none() in an HTTP namespace has nothing to say about it', () => {
  const { cloudMapService, fields } = define({ dnsRecords: DnsRecords.none(), cloudMapNamespace: DiscoveryNamespace.http('shop') });

  expect(Object.keys(cloudMapService).sort()).toEqual(['HealthCheckCustomConfig', 'Name', 'NamespaceId']);
  expect(fields).toEqual(WITH_PORT);
});

test('service attributes are rendered as they are, and left out where there are none', () => {
  expect(define({ serviceAttributes: { version: '2', proto: 'grpc' } }).cloudMapService.ServiceAttributes).toEqual({ version: '2', proto: 'grpc' });
  expect(define({}).cloudMapService).not.toHaveProperty('ServiceAttributes');
});

/** A service of the CDK on instances, registered by this library. */
function register(networkMode: NetworkMode, props: Partial<ServiceRegistrationProps> = {}) {
  const shop = new Shop();
  const taskDefinition = new Ec2TaskDefinition(shop.stack, 'Task', { networkMode });
  taskDefinition.addContainer('web', { image: IMAGE, memoryLimitMiB: 128, portMappings: [{ containerPort: 8080 }] });
  const cluster = Cluster.fromClusterAttributes(shop.stack, 'Imported', { clusterName: 'shop', vpc: shop.vpc });
  const service = new Ec2Service(shop.stack, 'Old', { cluster, taskDefinition });
  new ServiceRegistration(shop.stack, 'Legacy', { service, ...props });
  const template = shop.template();
  const [{ Properties }] = Object.values(template.findResources('AWS::ServiceDiscovery::Service'));
  const registries = Object.values(template.findResources('AWS::ECS::Service'))
    .flatMap(({ Properties: { ServiceRegistries: all } }) => all as Array<{ ContainerName?: string; ContainerPort?: number }>);
  const types = (Properties as { DnsConfig?: { DnsRecords: Array<{ Type: string }> } }).DnsConfig?.DnsRecords.map(({ Type }) => Type) ?? [];
  const fields = registries.map(({ ContainerName: name, ContainerPort: port }) => [name, port]);
  return { types, fields, attributes: Properties.ServiceAttributes as unknown };
}

test.each<[NetworkMode, string, DiscoveryNamespace, string[], unknown[]]>([
  [NetworkMode.AWS_VPC, 'a private', DiscoveryNamespace.privateDns('shop.internal'), ['A'], [undefined, undefined]],
  [NetworkMode.BRIDGE, 'a private', DiscoveryNamespace.privateDns('shop.internal'), ['SRV'], ['web', 8080]],
  [NetworkMode.HOST, 'a private', DiscoveryNamespace.privateDns('shop.internal'), ['SRV'], ['web', 8080]],
  [NetworkMode.AWS_VPC, 'a public', DiscoveryNamespace.publicDns('svc.public-service.com'), ['A'], [undefined, undefined]],
  [NetworkMode.AWS_VPC, 'an HTTP', DiscoveryNamespace.http('shop'), [], ['web', 8080]],
  [NetworkMode.BRIDGE, 'an HTTP', DiscoveryNamespace.http('shop'), [], ['web', 8080]],
  [NetworkMode.HOST, 'an HTTP', DiscoveryNamespace.http('shop'), [], ['web', 8080]],
])('in mode %s and %s namespace, a service that names no records gets those that ECS can register', (mode, _type, cloudMapNamespace, types, fields) => {
  const registered = register(mode, { cloudMapNamespace });

  expect([registered.types, registered.fields]).toEqual([types, [fields]]);
});

test('a registration has service attributes too', () => {
  expect(register(NetworkMode.AWS_VPC, { serviceAttributes: { version: '2' } }).attributes).toEqual({ version: '2' });
});
