import { CfnParameter, NestedStack, Stack, Stage, aws_ec2 as ec2, aws_ecs as ecs, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { FROM_CLI, synthesized } from './assembly-fixture';
import { plainCluster, plainHost, plainService } from './plain-services';
import { discoveryModel } from '../../src/model/discovery-model';
import type { DiscoveryModel } from '../../src/model/discovery-model';

const TCP_8080 = { protocol: 'tcp', lowest: 8080, highest: 8080 };

function modelOf(build: (app: App) => void, context?: Record<string, unknown>): DiscoveryModel {
  return discoveryModel(synthesized(build, context));
}

function edges(model: DiscoveryModel) {
  return model.edges.map(({ from, to, ports, variables }) => [`${from.label} -> ${to.label}`, ports, variables]);
}

/** Two services, each in a scope of its own or in the same, of which the first may reach the second. */
function frontendAndBackend(frontendScope: Stack, backendScope: Stack, network: Stack): void {
  const cluster = plainCluster(network);
  const namespace = cluster.defaultCloudMapNamespace as cloudmap.INamespace;
  const backend = plainService(backendScope, 'Backend', {
    cluster, port: 8080, discoveryName: 'backend', healthCheck: { command: ['CMD-SHELL', 'true'] },
  });
  const host = plainHost(backend, namespace);
  const environment = { BACKEND_URL: `http://${host}:8080`, OWN_HOST: 'frontend.ecs-internal' };
  const frontend = plainService(frontendScope, 'Frontend', { cluster, port: 80, discoveryName: 'frontend', environment });
  frontend.taskDefinition.addContainer('sidecar', { image: ecs.ContainerImage.fromRegistry('envoy'), environment });
  frontend.connections.allowTo(backend, ec2.Port.tcp(8080));
}

test('reads the names, the namespace and the ports of a single stack', () => {
  const { namespaces, registrations } = modelOf((app) => {
    const stack = new Stack(app, 'Demo');
    frontendAndBackend(stack, stack, stack);
  });

  expect(namespaces).toMatchObject([{ name: 'ecs-internal', kind: 'private DNS', stack: 'Demo' }]);
  expect(registrations).toMatchObject([
    {
      host: 'backend.ecs-internal',
      records: [{ type: 'A', ttlSeconds: 10 }],
      routingPolicy: 'MULTIVALUE',
      registered: true,
      health: 'container check',
      ecsService: { stack: 'Demo', path: 'Demo/Backend/Service', label: 'Backend' },
      port: 8080,
      desiredCount: 2,
    },
    { host: 'frontend.ecs-internal', health: 'task state only', port: 80, ecsService: { label: 'Frontend' } },
  ]);
});

test('reads who may reach whom in a single stack, and only in the direction that is open', () => {
  const model = modelOf((app) => {
    const stack = new Stack(app, 'Demo');
    frontendAndBackend(stack, stack, stack);
  });

  expect(edges(model)).toEqual([['Frontend -> Backend', [TCP_8080], ['BACKEND_URL']]]);
});

test('follows exports and imports where services, rules and namespace are in stacks of their own', () => {
  const model = modelOf((app) => frontendAndBackend(new Stack(app, 'Web'), new Stack(app, 'Api'), new Stack(app, 'Network')));

  expect(edges(model)).toEqual([['Frontend -> Backend', [TCP_8080], ['BACKEND_URL']]]);
  expect(model.registrations.map(({ stack, host }) => [stack, host])).toEqual([
    ['Web', 'frontend.ecs-internal'], ['Api', 'backend.ecs-internal'],
  ]);
});

test('keeps stages apart whose templates are the same', () => {
  const model = modelOf((app) => {
    for (const stageName of ['Beta', 'Prod']) {
      const stack = new Stack(new Stage(app, stageName), 'Demo');
      frontendAndBackend(stack, stack, stack);
    }
  });

  expect(model.registrations.map(({ host, namespace, ecsService }) => [host, namespace?.stack, ecsService?.label])).toEqual([
    ['backend.ecs-internal', 'Beta/Demo', 'Beta/Demo/Backend'],
    ['frontend.ecs-internal', 'Beta/Demo', 'Beta/Demo/Frontend'],
    ['backend.ecs-internal', 'Prod/Demo', 'Prod/Demo/Backend'],
    ['frontend.ecs-internal', 'Prod/Demo', 'Prod/Demo/Frontend'],
  ]);
  expect(edges(model).map(([names]) => names)).toEqual(['Beta/Demo/Frontend -> Beta/Demo/Backend', 'Prod/Demo/Frontend -> Prod/Demo/Backend']);
});

test.each([
  ['with the metadata of the CDK CLI', FROM_CLI],
  ['without metadata', {}],
])('follows parameters and outputs of nested stacks, %s', (_, context) => {
  const model = modelOf((app) => {
    const stack = new Stack(app, 'Demo');
    frontendAndBackend(new NestedStack(stack, 'Web'), new NestedStack(stack, 'Api'), stack);
  }, context);

  expect(edges(model)).toEqual([['Frontend -> Backend', [TCP_8080], ['BACKEND_URL']]]);
  expect(model.registrations).toMatchObject([
    { host: 'frontend.ecs-internal', ecsService: { stack: 'Demo/Web', path: 'Demo/Web/Frontend/Service' } },
    { host: 'backend.ecs-internal', ecsService: { stack: 'Demo/Api', path: 'Demo/Api/Backend/Service' } },
  ]);
});

test('tells a name that no service registers under, and a service that has no name', () => {
  const { registrations } = modelOf((app) => {
    const stack = new Stack(app, 'Demo');
    const cluster = plainCluster(stack);
    plainService(stack, 'Nameless', { cluster, port: 80 });
    new cloudmap.PrivateDnsNamespace(stack, 'Other', { name: 'other', vpc: cluster.vpc })
      .createService('Name', { name: 'orphan', customHealthCheck: {} });
  });

  expect(registrations).toHaveLength(1);
  expect(registrations[0]).toMatchObject({ host: 'orphan.other', registered: false, health: 'set through the API' });
  expect(registrations[0].ecsService).toBeUndefined();
});

test('does not guess a name that is only known at deployment', () => {
  const { registrations } = modelOf((app) => {
    const stack = new Stack(app, 'Demo');
    const discoveryName = new CfnParameter(stack, 'DiscoveryName', { default: 'backend' }).valueAsString;
    plainService(stack, 'Backend', { cluster: plainCluster(stack), port: 8080, discoveryName });
  });

  expect(registrations).toMatchObject([{ registered: true, port: 8080, records: [{ type: 'A' }] }]);
  expect(registrations[0].discoveryName).toBeUndefined();
  expect(registrations[0].host).toBeUndefined();
});
