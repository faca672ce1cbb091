import { handWritten } from './assembly-fixture';
import { discoveryModel } from '../../src/model/discovery-model';

const PRIVATE_DNS = {
  Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace',
  Properties: { Name: 'ecs-internal', Vpc: 'vpc-1', Properties: { DnsProperties: { SOA: { TTL: 15 } } } },
};
const ARN = { 'Fn::GetAtt': ['Name', 'Arn'] };
const DNS_CONFIG = { DnsRecords: [{ Type: 'A', TTL: '10' }], RoutingPolicy: 'MULTIVALUE' };

const cloudMapService = (properties: object) => ({
  Type: 'AWS::ServiceDiscovery::Service',
  Properties: { Name: 'backend', NamespaceId: { Ref: 'Namespace' }, DnsConfig: DNS_CONFIG, HealthCheckCustomConfig: {}, ...properties },
});
const taskDefinition = (...containers: readonly object[]) => ({
  Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers },
});
const ecsService = (properties: object) => ({
  Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Task' }, ServiceRegistries: [{ RegistryArn: ARN }], ...properties },
});
const port = (...ports: readonly unknown[]) => ({ PortMappings: ports.map((ContainerPort) => ({ ContainerPort })) });

function modelWith(resources: object) {
  return discoveryModel(handWritten({
    Demo: {
      Resources: {
        Namespace: PRIVATE_DNS,
        Name: cloudMapService({}),
        Task: taskDefinition({ Name: 'app', ...port(8080) }),
        Backend: ecsService({}),
        ...resources,
      },
    },
  }));
}

function registrationWith(resources: object) {
  return modelWith(resources).registrations[0];
}

test('reads how long a namespace lets negative answers live', () => {
  expect(modelWith({}).namespaces).toMatchObject([{ name: 'ecs-internal', kind: 'private DNS', negativeCacheTtlSeconds: 15 }]);
});

test.each([
  ['AWS::ServiceDiscovery::PublicDnsNamespace', 'public DNS'],
  ['AWS::ServiceDiscovery::HttpNamespace', 'HTTP'],
])('takes %s for a namespace of kind %s', (Type, kind) => {
  const { namespaces, registrations } = modelWith({ Namespace: { Type, Properties: { Name: 'shop' } } });

  expect(namespaces).toMatchObject([{ name: 'shop', kind }]);
  expect(registrations[0].namespace).toBe(namespaces[0]);
});

test('has no host without DNS records', () => {
  const registration = registrationWith({ Name: cloudMapService({ DnsConfig: undefined }) });

  expect(registration).toMatchObject({ discoveryName: 'backend', records: [] });
  expect(registration.host).toBeUndefined();
});

test('has no host where the namespace is not among the templates', () => {
  const registration = registrationWith({ Name: cloudMapService({ NamespaceId: 'ns-1234' }) });

  expect(registration).toMatchObject({ discoveryName: 'backend', namespace: undefined, host: undefined });
});

test('reads the namespace where it only stands in the DNS configuration', () => {
  const Name = cloudMapService({ NamespaceId: undefined, DnsConfig: { ...DNS_CONFIG, NamespaceId: { 'Fn::GetAtt': ['Namespace', 'Id'] } } });

  expect(registrationWith({ Name }).host).toBe('backend.ecs-internal');
});

test.each([
  ['no registries', undefined],
  ['an empty list of registries, which ends the registration', []],
  ['a registry that is elsewhere', [{ RegistryArn: 'arn:aws:servicediscovery:us-east-1:1:service/srv-1' }]],
])('takes a name for not registered where the ECS service has %s', (_, ServiceRegistries) => {
  expect(registrationWith({ Backend: ecsService({ ServiceRegistries }) })).toMatchObject({ registered: false });
});

test('tells each service where two register under one name', () => {
  const { registrations } = modelWith({ Green: ecsService({ DesiredCount: 3 }) });

  expect(registrations.map(({ ecsService: service, desiredCount }) => [service?.label, desiredCount])).toEqual([
    ['Backend', undefined], ['Green', 3],
  ]);
});

test.each([
  ['the port of the registry', { ContainerName: 'app', ContainerPort: 9090 }, 9090],
  ['the port of a registry of a service that is not in awsvpc mode', { Port: 9091 }, 9091],
  ['the first port of the container the registry names', { ContainerName: 'sidecar' }, 15000],
  ['the first port of the first essential container that has one', {}, 8080],
])('takes %s', (_, registry, expected) => {
  const { port: actual } = registrationWith({
    Task: taskDefinition(
      { Name: 'init', Essential: false, ...port(1) },
      { Name: 'agent' },
      { Name: 'app', ...port(8080, 8081) },
      { Name: 'sidecar', ...port(15000) },
    ),
    Backend: ecsService({ ServiceRegistries: [{ RegistryArn: ARN, ...registry }] }),
  });

  expect(actual).toBe(expected);
});

test('does not know the port of a task definition that is elsewhere', () => {
  expect(registrationWith({ Backend: ecsService({ TaskDefinition: 'backend:1' }) }).port).toBeUndefined();
});

const CHECKED = { HealthCheck: { Command: ['CMD-SHELL', 'true'] } };

test.each([
  ['container check', 'an essential container has a check', { Task: taskDefinition({}, { Essential: true, ...CHECKED }) }],
  ['container check', 'a container that is essential because nothing else is said has a check', { Task: taskDefinition(CHECKED) }],
  ['task state only', 'only a container that is not essential has a check', { Task: taskDefinition({ Essential: false, ...CHECKED }) }],
  ['unknown', 'the task definition is elsewhere', { Backend: ecsService({ TaskDefinition: 'backend:1' }) }],
  ['unknown', 'a custom resource finds the task definition', { Lookup: { Type: 'Custom::Lookup' }, Backend: ecsService({ TaskDefinition: { 'Fn::GetAtt': ['Lookup', 'Arn'] } }) }],
  ['Route 53 check', 'the name has a Route 53 check', { Name: cloudMapService({ HealthCheckConfig: { Type: 'TCP' } }) }],
  ['none', 'the name has no health configuration', { Name: cloudMapService({ HealthCheckCustomConfig: undefined }) }],
  ['set through the API', 'no ECS service registers under the name', { Backend: ecsService({ ServiceRegistries: [] }) }],
])('health is "%s" where %s', (health, _, resources) => {
  expect(registrationWith(resources).health).toBe(health);
});
