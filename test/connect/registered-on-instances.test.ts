import type { CloudMapOptions, PortMapping } from 'aws-cdk-lib/aws-ecs';
import { Ec2Service, Ec2TaskDefinition, NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { DnsRecordType } from 'aws-cdk-lib/aws-servicediscovery';
import { resourcesOf, rulesOf, templateOf, variablesOf } from './reading';
import type { ServiceRegistrationProps } from '../../src';
import { ServiceRegistration } from '../../src';
import { addInstances, undeployable } from '../capacity/instances';
import { IMAGE, Shop, brokenRules } from '../testing/shop';

const INSTANCES = 'ClusterInstancesInstanceSecurityGroup';
const { BRIDGE, HOST } = NetworkMode;

/** An `Ec2Service` of the CDK. */
function oldService(shop: Shop, networkMode: NetworkMode, portMappings: PortMapping[], cloudMapOptions?: CloudMapOptions): Ec2Service {
  const taskDefinition = new Ec2TaskDefinition(shop.stack, 'OldTask', { networkMode });
  taskDefinition.addContainer('web', { image: IMAGE, memoryLimitMiB: 64, portMappings });
  return new Ec2Service(shop.stack, 'OldService', { cluster: shop.cluster, taskDefinition, cloudMapOptions });
}

/** Such a service, registered by this library. */
function legacy(shop: Shop, networkMode: NetworkMode, portMappings: PortMapping[], props: Partial<ServiceRegistrationProps> = {}) {
  return new ServiceRegistration(shop.stack, 'Legacy', { service: oldService(shop, networkMode, portMappings), ...props });
}

/** Such a service, which the CDK has registered. */
function adopted(shop: Shop, networkMode: NetworkMode, portMappings: PortMapping[], containerPort?: number) {
  shop.cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
  const cloudMapOptions: CloudMapOptions = { name: 'legacy', dnsRecordType: DnsRecordType.SRV, containerPort };
  return new ServiceRegistration(shop.stack, 'Legacy', { service: oldService(shop, networkMode, portMappings, cloudMapOptions) });
}

interface Case {
  readonly mode: NetworkMode;
  readonly ports: PortMapping[];
  readonly opened: string;
  readonly variables: object;
}

const CASES: Array<[string, Case]> = [
  ['bridge mode: all ports that Docker takes from',
    { mode: BRIDGE, ports: [{ containerPort: 80 }], opened: '32768-65535', variables: {} }],
  ['bridge mode with a host port of 0: the same',
    { mode: BRIDGE, ports: [{ containerPort: 80, hostPort: 0 }], opened: '32768-65535', variables: {} }],
  ['bridge mode with a fixed port: that one of the instance',
    { mode: BRIDGE, ports: [{ containerPort: 80, hostPort: 8080 }], opened: '8080-8080', variables: { LEGACY_PORT: '8080' } }],
  ['host mode: the port of the task',
    { mode: HOST, ports: [{ containerPort: 80 }], opened: '80-80', variables: { LEGACY_PORT: '80' } }],
];

test.each(CASES)('a caller of a registered service reaches, in %s', (_what, { mode, ports, opened, variables }) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Frontend').connectTo(legacy(shop, mode, ports));
  const template = templateOf(shop);
  expect(rulesOf(template)).toEqual([`in: ${INSTANCES} < FrontendSecurityGroup tcp ${opened}`]);
  expect(variablesOf(template, 'Frontend')).toEqual({ LEGACY_SRV: 'legacy.ecs-internal', ...variables });
  expect(undeployable(shop.app)).toEqual([]);
});

test.each(CASES)('a caller of an adopted service reaches, in %s', (_what, { mode, ports, opened, variables }) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Frontend').connectTo(adopted(shop, mode, ports));
  const template = templateOf(shop);
  expect(rulesOf(template)).toEqual([`in: ${INSTANCES} < FrontendSecurityGroup tcp ${opened}`]);
  expect(variablesOf(template, 'Frontend')).toEqual({ LEGACY_SRV: 'legacy.shop.internal', ...variables });
  expect(undeployable(shop.app)).toEqual([]);
});

test.each(CASES)('a service is registered by its container and the port of that, in %s', (_what, { mode, ports }) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  legacy(shop, mode, ports);
  const template = templateOf(shop);
  const [[, { Properties: service }]] = resourcesOf(template, 'AWS::ECS::Service');
  const [[, { Properties: name }]] = resourcesOf(template, 'AWS::ServiceDiscovery::Service');
  expect(service?.ServiceRegistries).toEqual([expect.objectContaining({ ContainerName: 'web', ContainerPort: 80 })]);
  expect(name).toMatchObject({ DnsConfig: { DnsRecords: [{ Type: 'SRV' }] } });
});

test('an endpoint in bridge mode has a port where it is fixed, and none where Docker takes one', () => {
  const [free, fixed] = [new Shop(), new Shop()];
  expect(brokenRules(() => legacy(free, BRIDGE, [{ containerPort: 80 }]).endpoint.port)).toEqual(['endpoint-without-meaning']);
  const { endpoint, connections } = legacy(fixed, BRIDGE, [{ containerPort: 80, hostPort: 8080 }]);
  expect([endpoint.port, connections.defaultPort?.toString()]).toEqual([8080, '8080']);
});

const TWO = [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81, hostPort: 8081 }];

test('of several ports the one that is given is registered, and callers use its port of the instance', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const old = legacy(shop, BRIDGE, TWO, { port: 81 });
  const frontend = shop.service('Frontend');
  frontend.connectTo(old);
  frontend.connectTo(old, { port: 8080, prefix: 'ADMIN' });
  const template = templateOf(shop);
  expect(old.endpoint.port).toBe(8081);
  expect(rulesOf(template)).toEqual([8080, 8081].map((port) => `in: ${INSTANCES} < FrontendSecurityGroup tcp ${port}-${port}`));
  expect(variablesOf(template, 'Frontend')).toMatchObject({ LEGACY_PORT: '8081', ADMIN_PORT: '8080' });
  const old81 = resourcesOf(template, 'AWS::ECS::Service').map(([, { Properties }]) => Properties?.ServiceRegistries);
  expect(old81).toContainEqual([expect.objectContaining({ ContainerPort: 81 })]);
});

test.each([[BRIDGE, '32768-65535'], [HOST, '80-80']])('instances that join after the registration are opened, in %s mode', (mode, opened) => {
  const shop = new Shop();
  shop.service('Frontend').connectTo(legacy(shop, mode, [{ containerPort: 80 }]));
  addInstances(shop.cluster);
  expect(rulesOf(templateOf(shop))).toEqual([`in: ${INSTANCES} < FrontendSecurityGroup tcp ${opened}`]);
});

test.each([[BRIDGE], [HOST]])('a registered caller in %s mode comes in by the group of its instances, and gets the address', (mode) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  legacy(shop, mode, [{ containerPort: 80 }]).connectTo(shop.service('Backend'));
  const template = templateOf(shop);
  expect(rulesOf(template)).toEqual([`in: BackendSecurityGroup < ${INSTANCES} tcp 80-80`]);
  const containers = resourcesOf(template, 'AWS::ECS::TaskDefinition').flatMap(([, { Properties }]) => Properties?.ContainerDefinitions as object[]);
  expect(containers).toContainEqual(expect.objectContaining({
    Name: 'web', Environment: expect.arrayContaining([{ Name: 'BACKEND_URL', Value: 'http://backend.ecs-internal:80' }]) as unknown,
  }));
});

test.each<[string, PortMapping[], string, number | undefined]>([
  ['fixed ports: the one that is registered', TWO, '8081-8081', 8081],
  ['free ports: all that Docker takes from', [{ containerPort: 80 }, { containerPort: 81 }], '32768-65535', undefined],
])('an adopted service in bridge mode that maps two ports has, of %s', (_what, ports, opened, port) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Frontend').connectTo(adopted(shop, BRIDGE, ports, 81));
  const template = templateOf(shop);
  expect(rulesOf(template)).toEqual([`in: ${INSTANCES} < FrontendSecurityGroup tcp ${opened}`]);
  expect(variablesOf(template, 'Frontend').LEGACY_PORT).toBe(port === undefined ? undefined : `${port}`);
});

test.each(CASES)('an adopted service stays as it is deployed, in %s', (_what, { mode, ports }) => {
  const [adopting, before] = [new Shop(), new Shop()];
  addInstances(adopting.cluster);
  adopted(adopting, mode, ports);
  addInstances(before.cluster);
  before.cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
  oldService(before, mode, ports, { name: 'legacy', dnsRecordType: DnsRecordType.SRV });
  expect(templateOf(adopting)).toEqual(templateOf(before));
});
