import { ECSClient, ListTasksCommand, ListTasksCommandInput, StopTaskCommand, UpdateServiceCommand, UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import { addresses } from './support/ask';
import { ecsOf, errorOf } from './support/clients';
import { addressesOf, simulated } from './support/simulation';
import { ecsService, privateNamespace, templateOf } from './support/templates';
import { DiscoverySimulator } from '../../../src/simulator';

// Source: the ECS API reference, UpdateService, ListTasks and StopTask.
const NAME = 'backend.ecs-internal';
const TEMPLATE = templateOf(
  privateNamespace('Internal', 'ecs-internal'),
  ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks: 2 }),
  ecsService('Frontend', { name: 'frontend', namespace: 'Internal', records: { A: 60 }, tasks: 3 }),
);

let simulator: DiscoverySimulator;
let client: ECSClient;

beforeEach(async () => {
  simulator = await simulated(TEMPLATE);
  client = ecsOf(simulator);
});

afterEach(() => simulator.stop());

function update(input: Partial<UpdateServiceCommandInput>) {
  return client.send(new UpdateServiceCommand({ cluster: 'shop', service: 'backend-service', ...input }));
}

async function listed(input: ListTasksCommandInput = {}): Promise<string[]> {
  return (await client.send(new ListTasksCommand({ cluster: 'shop', ...input }))).taskArns!.sort();
}

function arnsOf(name?: string): string[] {
  return simulator.tasks(name).map(({ arn }) => arn).sort();
}

test('a service is scaled, and tells its count', async () => {
  const { service } = await update({ desiredCount: 5 });
  expect(service).toMatchObject({ serviceName: 'backend-service', desiredCount: 5, status: 'ACTIVE' });
  expect(service!.serviceArn).toMatch(/^arn:aws:ecs:[a-z0-9-]+:\d{12}:service\/shop\/backend-service$/);
  expect(await addresses(simulator.dnsServer, NAME)).toEqual(addressesOf(simulator, NAME));
  expect(simulator.tasks(NAME)).toHaveLength(5);
});

test('a service and its cluster are named by their ARNs too', async () => {
  const { service } = await update({});
  await update({ cluster: service!.clusterArn, service: service!.serviceArn, desiredCount: 0 });
  expect(simulator.tasks(NAME)).toEqual([]);
});

test('an update that says nothing leaves the tasks', async () => {
  const before = arnsOf();
  await update({});
  await update({ desiredCount: 2 });
  expect(arnsOf()).toEqual(before);
});

test('a forced deployment replaces the tasks, also with another count', async () => {
  const before = arnsOf(NAME);
  await update({ forceNewDeployment: true });
  expect(arnsOf(NAME).filter((arn) => before.includes(arn))).toEqual([]);
  expect(arnsOf(NAME)).toHaveLength(2);
  await update({ forceNewDeployment: true, desiredCount: 4 });
  expect(arnsOf(NAME)).toHaveLength(4);
});

test('tasks are listed by cluster, service and family', async () => {
  expect(await listed()).toEqual(arnsOf());
  expect(await listed({ serviceName: 'backend-service' })).toEqual(arnsOf(NAME));
  expect(await listed({ family: 'frontend-task' })).toEqual(arnsOf('frontend.ecs-internal'));
  expect(await listed({ serviceName: 'backend-service', desiredStatus: 'RUNNING' })).toEqual(arnsOf(NAME));
});

// desiredStatus: "Although you can filter results based on a desired status of PENDING, this doesn't return any results."
test('no task is listed that is wanted pending', async () => {
  expect(await listed({ desiredStatus: 'PENDING' })).toEqual([]);
});

test('a task that runs is not listed among those stopped', async () => {
  expect((await listed({ desiredStatus: 'STOPPED' })).filter((arn) => arnsOf().includes(arn))).toEqual([]);
});

test('tasks come in pages, each once', async () => {
  const found: string[][] = [];
  let nextToken: string | undefined;
  do {
    const page: { taskArns?: string[]; nextToken?: string } = await client.send(new ListTasksCommand({ cluster: 'shop', maxResults: 2, nextToken }));
    found.push(page.taskArns!);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(found.map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(found.flat().sort()).toEqual(arnsOf());
});

test('a stopped task is told, and replaced', async () => {
  const [{ arn, id }] = simulator.tasks(NAME);
  const { task } = await client.send(new StopTaskCommand({ cluster: 'shop', task: arn, reason: 'a test' }));
  expect(task).toMatchObject({ taskArn: arn, desiredStatus: 'STOPPED' });
  expect(arnsOf(NAME)).not.toContain(arn);
  expect(arnsOf(NAME)).toHaveLength(2);
  await client.send(new StopTaskCommand({ cluster: 'shop', task: simulator.tasks(NAME)[0].id }));
  expect(simulator.tasks(NAME).map((each) => each.id)).not.toContain(id);
});

const REFUSED: [string, string, () => Promise<unknown>][] = [
  ['ClusterNotFoundException', 'a service in a cluster that is not there', () => update({ cluster: 'nowhere', desiredCount: 9 })],
  ['ClusterNotFoundException', 'a service in the default cluster, which is not there', () => update({ cluster: undefined, desiredCount: 9 })],
  ['ServiceNotFoundException', 'a service that is not there', () => update({ service: 'nowhere', desiredCount: 9 })],
  ['ServiceNotFoundException', 'a Cloud Map name for a service', () => update({ service: NAME, desiredCount: 9 })],
  ['InvalidParameterException', 'a negative count', () => update({ desiredCount: -1 })],
  ['InvalidParameterException', 'no service', () => update({ service: '', desiredCount: 9 })],
  ['InvalidParameterException', 'a negative count with a deployment', () => update({ desiredCount: -1, forceNewDeployment: true })],
  ['ClusterNotFoundException', 'tasks of a cluster that is not there', () => listed({ cluster: 'nowhere' })],
  ['ServiceNotFoundException', 'tasks of a service that is not there', () => listed({ serviceName: 'nowhere' })],
  ['InvalidParameterException', 'pages of 101', () => listed({ maxResults: 101 })],
  ['InvalidParameterException', 'pages of none', () => listed({ maxResults: 0 })],
  ['InvalidParameterException', 'a token that no page gave', () => listed({ nextToken: 'from nowhere' })],
  ['InvalidParameterException', 'a task that is not there', () => client.send(new StopTaskCommand({ cluster: 'shop', task: '0'.repeat(32) }))],
  ['ClusterNotFoundException', 'a task in a cluster that is not there',
    () => client.send(new StopTaskCommand({ cluster: 'nowhere', task: simulator.tasks(NAME)[0].arn }))],
];

test.each(REFUSED)('%s is the error for %s, and nothing changes', async (name, _, call) => {
  const before = arnsOf();
  const changes: string[] = [];
  simulator.onChange(({ text }) => changes.push(text));
  expect(await errorOf(call())).toBe(name);
  expect(arnsOf()).toEqual(before);
  expect(changes).toEqual([]);
});
