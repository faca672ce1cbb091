import { CfnParameter } from 'aws-cdk-lib';
import { resourcesOf, templateOf, variablesOf } from './reading';
import type { DiscoverableServiceProps } from '../../src';
import { Capacity, DiscoveryNamespace, DnsRecords } from '../../src';
import { addInstances, ecsServiceOf } from '../capacity/instances';
import { Shop, messageOf } from '../testing/shop';

/** A service `Frontend` that calls `Backend` on the cluster's instances. */
function called(capacity: Capacity, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  addInstances(shop.cluster);
  const backend = shop.service('Backend', { capacity, ...props });
  shop.service('Frontend').connectTo(backend);
  return { backend, template: templateOf(shop) };
}

const ON_INSTANCES: Array<[string, Capacity]> = [
  ['bridge mode', Capacity.ec2Bridge()], ['bridge mode with a fixed port', Capacity.ec2Bridge({ hostPort: 8080 })], ['host mode', Capacity.ec2Host()],
];

test.each(ON_INSTANCES)('in %s the name has SRV records, unless told otherwise: ECS registers no other', (_mode, capacity) => {
  const [[, { Properties: name }]] = resourcesOf(called(capacity).template, 'AWS::ServiceDiscovery::Service');
  expect(name).toMatchObject({ DnsConfig: { DnsRecords: [{ Type: 'SRV', TTL: 10 }] } });
});

const BY_API = { dnsRecords: DnsRecords.none() };

test.each<[string, Capacity, Partial<DiscoverableServiceProps>]>([
  ...ON_INSTANCES.map(([mode, capacity]) => [mode, capacity, {}] as [string, Capacity, object]),
  ['bridge mode, found through the API', Capacity.ec2Bridge(), BY_API],
  ['host mode, found through the API', Capacity.ec2Host(), BY_API],
])(
  'in %s ECS is told container and port: it refuses a registration without them', (_mode, capacity, props) => {
    expect(ecsServiceOf(called(capacity, { ...props, additionalPorts: [9090] }).template).ServiceRegistries).toEqual([{
      ContainerName: 'app', ContainerPort: 80, RegistryArn: { 'Fn::GetAtt': [expect.stringMatching(/^BackendCloudMapService/), 'Arn'] },
    }]);
  });

test('on instances in awsvpc mode the name has A records and no port, as on Fargate', () => {
  const { template } = called(Capacity.ec2());
  const [[, { Properties: name }]] = resourcesOf(template, 'AWS::ServiceDiscovery::Service');
  expect(name).toMatchObject({ DnsConfig: { DnsRecords: [{ Type: 'A' }] } });
  expect(ecsServiceOf(template).ServiceRegistries).toEqual([{ RegistryArn: expect.anything() as unknown }]);
});

test.each<[string, Capacity, Partial<DiscoverableServiceProps>, object]>([
  ['bridge mode: the SRV name alone, because each task has another port', Capacity.ec2Bridge(), {}, { BACKEND_SRV: 'backend.ecs-internal' }],
  ['bridge mode with a fixed port: also that port', Capacity.ec2Bridge({ hostPort: 8080 }), {}, { BACKEND_SRV: 'backend.ecs-internal', BACKEND_PORT: '8080' }],
  ['host mode: also the port', Capacity.ec2Host(), {}, { BACKEND_SRV: 'backend.ecs-internal', BACKEND_PORT: '80' }],
  ['awsvpc mode: host, port and URL', Capacity.ec2(), {},
    { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '80', BACKEND_URL: 'http://backend.ecs-internal:80' }],
  ['bridge mode, found through the API: the names to ask for', Capacity.ec2Bridge(), { dnsRecords: DnsRecords.none() },
    { BACKEND_NAMESPACE: 'ecs-internal', BACKEND_SERVICE: 'backend' }],
  ['host mode, in an HTTP namespace: the names and the port', Capacity.ec2Host(), { cloudMapNamespace: DiscoveryNamespace.http('shop') },
    { BACKEND_NAMESPACE: 'shop', BACKEND_SERVICE: 'backend', BACKEND_PORT: '80' }],
])('callers get of a target in %s', (_mode, capacity, props, expected) => {
  expect(variablesOf(called(capacity, props).template, 'Frontend')).toEqual(expected);
});

test('a fixed port that is known at deployment only is written', () => {
  const shop = new Shop();
  const hostPort = new CfnParameter(shop.stack, 'HostPort', { type: 'Number' }).valueAsNumber;
  expect(variablesOf(called(Capacity.ec2Bridge({ hostPort }), {}, shop).template, 'Frontend'))
    .toEqual({ BACKEND_SRV: 'backend.ecs-internal', BACKEND_PORT: { Ref: 'HostPort' } });
});

test('an endpoint in bridge mode has no port to tell, and says where it is found', () => {
  const { backend } = called(Capacity.ec2Bridge());
  expect(backend.endpoint.srvName).toBe('backend.ecs-internal');
  expect(messageOf(() => backend.endpoint.port)).toBe(`Shop/Backend: 1 problem

[endpoint-without-meaning] endpoint.port was read, and each of its tasks has a port of its own.
  why: In bridge mode Docker takes a free port of the instance for each task.
  fix: Read it from the SRV records of srvName (or from DiscoverInstances), or give Capacity.ec2Bridge() a hostPort.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
});

test.each<[string, Capacity, number]>([
  ['bridge mode with a fixed port has that of the instance', Capacity.ec2Bridge({ hostPort: 8080 }), 8080],
  ['host mode has its own', Capacity.ec2Host(), 80],
  ['awsvpc mode has its own', Capacity.ec2(), 80],
])('an endpoint in %s', (_mode, capacity, port) => {
  const { backend } = called(capacity);
  expect(backend.endpoint.port).toBe(port);
  expect(backend.connections.defaultPort?.toString()).toBe(`${port}`);
});

test('connections in bridge mode have no default port: none would be that of every task', () => {
  expect(called(Capacity.ec2Bridge()).backend.connections.defaultPort).toBeUndefined();
});

test.each(ON_INSTANCES)('a scheme is refused for a target in %s, which has no URL', (_mode, capacity) => {
  const shop = new Shop();
  const backend = shop.service('Backend', { capacity });
  expect(messageOf(() => shop.service('Frontend').connectTo(backend, { scheme: 'https' }))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-scheme-without-url] Shop/Backend has no URL.
  why: The scheme stands in the URL, and callers of this target get none: its name has no address, or no port is known that leads to it.
  fix: Leave scheme out, or give the target a port.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
});
