import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-ecs';
import { Secret as StoredSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { DiscoverableServiceProps } from '../../src';
import { Shop } from '../testing/shop';

interface Container {
  readonly Name: string;
  readonly PortMappings?: unknown;
  readonly LogConfiguration: unknown;
}

/** The ECS service and the container of a service, as CloudFormation gets them. */
function define(props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  shop.service('Backend', props);
  const [{ Properties: service }] = Object.values(shop.template().findResources('AWS::ECS::Service'));
  const [{ Properties: task }] = Object.values(shop.template().findResources('AWS::ECS::TaskDefinition'));
  const containers = task.ContainerDefinitions as Container[];
  return { shop, service: service as Record<string, unknown>, task: task as Record<string, unknown>, containers };
}

test('a service has no name of its own: CloudFormation cannot replace one that has', () => {
  expect(define().service).not.toHaveProperty('ServiceName');
});

test('new tasks start before old ones stop, and a deployment that does not come up is rolled back', () => {
  expect(define().service.DeploymentConfiguration).toMatchObject({
    MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
  });
});

test('tasks are balanced over the Availability Zones', () => {
  expect(define().service.AvailabilityZoneRebalancing).toBe('ENABLED');
});

test.each([[undefined, false], [false, false], [true, true]])('with enableExecuteCommand: %s a shell can be opened: %s', (enableExecuteCommand, expected) => {
  expect(define({ enableExecuteCommand }).service.EnableExecuteCommand ?? false).toBe(expected);
});

test('the tasks have one container, app, with the port mapped', () => {
  const { containers } = define({ port: 8080 });

  expect(containers.map(({ Name }) => Name)).toEqual(['app']);
  expect(containers[0].PortMappings).toEqual([{ ContainerPort: 8080, Protocol: 'tcp' }]);
});

test('further ports are mapped after the main one', () => {
  expect(define({ port: 8080, additionalPorts: [9090, 22] }).containers[0].PortMappings)
    .toEqual([8080, 9090, 22].map((ContainerPort) => ({ ContainerPort, Protocol: 'tcp' })));
});

test('a worker maps no port', () => {
  expect(define({ port: undefined }).containers[0].PortMappings).toBeUndefined();
});

test('logs are written without holding the container up, to the log group of the service', () => {
  const { containers: [{ LogConfiguration }], shop } = define();
  const [logGroup] = Object.keys(shop.template().findResources('AWS::Logs::LogGroup'));

  expect(LogConfiguration).toEqual({
    LogDriver: 'awslogs',
    Options: { 'awslogs-group': { Ref: logGroup }, 'awslogs-stream-prefix': 'app', 'awslogs-region': { Ref: 'AWS::Region' }, 'mode': 'non-blocking' },
  });
});

test.each([[512, undefined, '1024'], [1024, undefined, '2048'], [16384, undefined, '32768'], [256, 2048, '2048']])(
  'a task of %d CPU units with %s MiB asked for has %s MiB', (cpu, memoryLimitMiB, memory) => {
    expect(define({ cpu, memoryLimitMiB }).task).toMatchObject({ Cpu: `${cpu}`, Memory: memory });
  });

test('command, environment, secrets and the time to stop are those that were given', () => {
  const shop = new Shop();
  const secret = new StoredSecret(shop.stack, 'Key');
  const { containers: [container] } = define({
    command: ['serve', '--fast'], environment: { MODE: 'fast' }, secrets: { KEY: Secret.fromSecretsManager(secret) }, stopTimeout: Duration.seconds(120),
  }, shop);

  expect(container).toMatchObject({
    Command: ['serve', '--fast'],
    Environment: [{ Name: 'MODE', Value: 'fast' }],
    Secrets: [{ Name: 'KEY', ValueFrom: shop.stack.resolve(secret.secretArn) as unknown }],
    StopTimeout: 120,
  });
});
