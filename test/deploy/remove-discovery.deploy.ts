import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { AssemblyCopy } from './assembly-copy';
import { deploy, destroy } from './cdk';
import type { DeployedRegion } from './deployed';
import { deployed, serviceOf } from './deployed';
import { Emulator, REGION } from './emulator';
import { ServiceRegistration } from '../../src';

const directory = mkdtempSync(join(tmpdir(), 'remove-discovery-'));
let emulator: Emulator;
beforeAll(async () => {
  emulator = await Emulator.start();
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await emulator?.stop();
});

/** The service, with discovery, without tasks in its name, and without a name. */
async function deployStage(stage: 'registered' | 'not registered' | 'removed'): Promise<DeployedRegion> {
  const app = new App({ outdir: join(directory, stage) });
  const stack = new Stack(app, 'Shop');
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');
  taskDefinition.addContainer('web', { image, portMappings: [{ containerPort: 80 }] });
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  const service = new FargateService(stack, 'Catalog', { cluster, taskDefinition, minHealthyPercent: 100, desiredCount: 2 });
  if (stage !== 'removed') {
    new ServiceRegistration(stack, 'Registration', { service, discoveryName: 'catalog', registered: stage === 'registered' });
  }
  const copy = new AssemblyCopy(app.synth().directory);
  await deploy(emulator, copy.directory).finally(() => copy.remove());
  return (await deployed(emulator)).regions[REGION];
}

/** Of the service. */
function tasksOf(state: DeployedRegion): string[] {
  return serviceOf(state, 'Catalog').tasks.map(({ id }) => id).sort();
}

test('discovery is taken from a service in two deployments: the first replaces all of its tasks, and the second none', async () => {
  const registered = await deployStage('registered');
  const empty = await deployStage('not registered');
  const removed = await deployStage('removed');

  expect(registered.names.map(({ name, instances }) => [name, instances.length])).toEqual([['catalog', 2]]);
  expect(empty.names.map(({ name, instances }) => [name, instances.length])).toEqual([['catalog', 0]]);
  expect(removed.names).toEqual([]);
  expect(tasksOf(empty)).toHaveLength(2);
  expect(tasksOf(empty).filter((id) => tasksOf(registered).includes(id))).toEqual([]);
  expect(tasksOf(removed)).toEqual(tasksOf(empty));
  await destroy(emulator, join(directory, 'removed'));
});

test('in one deployment, the name and its namespace cannot be deleted: they are left over, with the tasks in them, and the stack knows them no more', async () => {
  const registered = await deployStage('registered');
  const removed = await deployStage('removed');

  expect(removed.order.filter(({ status }) => status === 'DELETE_FAILED').map(({ type }) => type))
    .toEqual(['AWS::ServiceDiscovery::Service', 'AWS::ServiceDiscovery::PrivateDnsNamespace']);
  expect(removed.names.map(({ name, instances }) => [name, instances.length])).toEqual([['catalog', 2]]);
  expect(tasksOf(removed)).toEqual(tasksOf(registered));
  await destroy(emulator, join(directory, 'removed'));
  const { left } = (await deployed(emulator)).regions[REGION];
  expect(left.names).toEqual(['catalog']);
  expect(left.namespaces).toEqual(['ecs-internal']);
});
