import { CfnParameter, NestedStack, Stack, Stage, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { FROM_CLI, handWritten, synthesized } from './assembly-fixture';
import { plainCluster, plainService } from './plain-services';
import { registrationsIn } from '../../src/model/registrations';
import { TemplateFacts } from '../../src/model/template-facts';

const PRIVATE_DNS = { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: 'ecs-internal', Vpc: 'vpc-1' } };
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

function registrationsWith(resources: object) {
  return registrationsIn(new TemplateFacts(handWritten({
    Demo: {
      Resources: {
        Namespace: PRIVATE_DNS,
        Name: cloudMapService({}),
        Task: taskDefinition({ Name: 'app', ...port(8080) }),
        Backend: ecsService({}),
        ...resources,
      },
    },
  })));
}

function registrationWith(resources: object) {
  return registrationsWith(resources)[0];
}

/** Those of an app, each with its host, and with the stack and the path of its service. */
function registrationsOf(build: (app: App) => void, context?: Record<string, unknown>) {
  return registrationsIn(new TemplateFacts(synthesized(build, context)))
    .map(({ name, service }) => [name.host, name.namespace?.resource.stack, service?.resource.stack, service?.resource.path]);
}

test('has no host without DNS records', () => {
  const { name, records } = registrationWith({ Name: cloudMapService({ DnsConfig: undefined }) });

  expect([name.name, name.host, records]).toEqual(['backend', undefined, []]);
});

test('has no host where the namespace is not among the templates', () => {
  const { name } = registrationWith({ Name: cloudMapService({ NamespaceId: 'ns-1234' }) });

  expect([name.name, name.namespace, name.host]).toEqual(['backend', undefined, undefined]);
});

test('reads the namespace where it only stands in the DNS configuration', () => {
  const Name = cloudMapService({ NamespaceId: undefined, DnsConfig: { ...DNS_CONFIG, NamespaceId: { 'Fn::GetAtt': ['Namespace', 'Id'] } } });

  expect(registrationWith({ Name }).name.host).toBe('backend.ecs-internal');
});

test('reads the TTL of the records, also where it is written as text', () => {
  expect(registrationWith({}).records).toEqual([{ type: 'A', ttlSeconds: 10 }]);
});

test.each([
  ['no registries', undefined],
  ['an empty list of registries, which ends the registration', []],
  ['a registry that is elsewhere', [{ RegistryArn: 'arn:aws:servicediscovery:us-east-1:1:service/srv-1' }]],
])('takes a name for not registered where the ECS service has %s', (_, ServiceRegistries) => {
  expect(registrationWith({ Backend: ecsService({ ServiceRegistries }) }).service).toBeUndefined();
});

test('tells each service where two register under one name', () => {
  expect(registrationsWith({ Green: ecsService({}) }).map(({ service }) => service?.resource.logicalId)).toEqual(['Backend', 'Green']);
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

test.each([
  ['a task definition that is elsewhere', { TaskDefinition: 'backend:1' }],
  ['a registry whose port a parameter gives', { ServiceRegistries: [{ RegistryArn: ARN, ContainerName: 'app', ContainerPort: { Ref: 'Port' } }] }],
  ['a registry whose container a parameter gives', { ServiceRegistries: [{ RegistryArn: ARN, ContainerName: { Ref: 'Container' } }] }],
])('does not know the port of %s', (_, properties) => {
  expect(registrationWith({ Backend: ecsService(properties) }).port).toBeUndefined();
});

const CHECKED = { HealthCheck: { Command: ['CMD-SHELL', 'true'] } };
const LOOKED_UP = { 'Fn::GetAtt': ['Lookup', 'Arn'] };

test.each([
  ['container check', 'an essential container has a check', { Task: taskDefinition({}, { Essential: true, ...CHECKED }) }],
  ['container check', 'a container that is essential because nothing else is said has a check', { Task: taskDefinition(CHECKED) }],
  ['task state only', 'only a container that is not essential has a check', { Task: taskDefinition({ Essential: false, ...CHECKED }) }],
  ['unknown', 'the task definition is elsewhere', { Backend: ecsService({ TaskDefinition: 'backend:1' }) }],
  ['unknown', 'a custom resource finds the task definition', { Lookup: { Type: 'Custom::Lookup' }, Backend: ecsService({ TaskDefinition: LOOKED_UP }) }],
  ['unknown', 'a condition may add a container', { Task: taskDefinition({}, { 'Fn::If': ['Later', CHECKED, { Ref: 'AWS::NoValue' }] }) }],
  ['unknown', 'a condition may take the health configuration away', {
    Name: cloudMapService({ HealthCheckCustomConfig: { 'Fn::If': ['Later', {}, { Ref: 'AWS::NoValue' }] } }),
  }],
  ['Route 53 check', 'the name has a Route 53 check', { Name: cloudMapService({ HealthCheckConfig: { Type: 'TCP' } }) }],
  ['none', 'the name has no health configuration', { Name: cloudMapService({ HealthCheckCustomConfig: undefined }) }],
  ['set through the API', 'no ECS service registers under the name', { Backend: ecsService({ ServiceRegistries: [] }) }],
])('health is "%s" where %s', (health, _, resources) => {
  expect(registrationWith(resources).health).toBe(health);
});

describe('in an app that the CDK has synthesized', () => {
  test('follows exports and imports where service and namespace are in stacks of their own', () => {
    expect(registrationsOf((app) => {
      plainService(new Stack(app, 'Api'), 'Backend', { cluster: plainCluster(new Stack(app, 'Network')), port: 8080, discoveryName: 'backend' });
    })).toEqual([['backend.ecs-internal', 'Network', 'Api', 'Api/Backend/Service']]);
  });

  test('keeps stages apart whose templates are the same', () => {
    expect(registrationsOf((app) => {
      for (const stageName of ['Beta', 'Prod']) {
        const stack = new Stack(new Stage(app, stageName), 'Demo');
        plainService(stack, 'Backend', { cluster: plainCluster(stack), port: 8080, discoveryName: 'backend' });
      }
    })).toEqual([
      ['backend.ecs-internal', 'Beta/Demo', 'Beta/Demo', 'Beta/Demo/Backend/Service'],
      ['backend.ecs-internal', 'Prod/Demo', 'Prod/Demo', 'Prod/Demo/Backend/Service'],
    ]);
  });

  test.each([
    ['with the metadata of the CDK CLI', FROM_CLI],
    ['without metadata', {}],
  ])('follows parameters and outputs of nested stacks, %s', (_, context) => {
    expect(registrationsOf((app) => {
      const stack = new Stack(app, 'Demo');
      plainService(new NestedStack(stack, 'Api'), 'Backend', { cluster: plainCluster(stack), port: 8080, discoveryName: 'backend' });
    }, context)).toEqual([['backend.ecs-internal', 'Demo', 'Demo/Api', 'Demo/Api/Backend/Service']]);
  });

  test('tells a name that no service registers under, and no service that has no name', () => {
    expect(registrationsOf((app) => {
      const stack = new Stack(app, 'Demo');
      const cluster = plainCluster(stack);
      plainService(stack, 'Nameless', { cluster, port: 80 });
      new cloudmap.PrivateDnsNamespace(stack, 'Other', { name: 'other', vpc: cluster.vpc })
        .createService('Name', { name: 'orphan', customHealthCheck: {} });
    })).toEqual([['orphan.other', 'Demo', undefined, undefined]]);
  });

  test('does not guess a name that is only known at deployment', () => {
    expect(registrationsOf((app) => {
      const stack = new Stack(app, 'Demo');
      const discoveryName = new CfnParameter(stack, 'DiscoveryName', { default: 'backend' }).valueAsString;
      plainService(stack, 'Backend', { cluster: plainCluster(stack), port: 8080, discoveryName });
    })).toEqual([[undefined, 'Demo', 'Demo', 'Demo/Backend/Service']]);
  });
});
