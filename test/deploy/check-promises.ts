import type { Clients, Found } from './clients';
import { discover } from './clients';
import type { Deployed, DeployedRegion, EcsService, Task } from './deployed';
import { serviceOf } from './deployed';
import type { Call, Promised } from './promise';
import { reaches } from './reach';
import { resolve } from './resolve';

/** Route 53 answers with no more. */
const MOST = 8;

/** Checks over what is deployed that an example keeps what it promises. @throws with all that is not so */
export async function checkPromises(state: Deployed, clients: Clients, promised: Promised, region: string): Promise<void> {
  const here = state.regions[region];
  const problems: string[] = [];
  for (const call of promised.calls ?? []) {
    problems.push(...(await problemsOf(state, here, clients, call)).map((problem) => `${call.from} calls ${call.at}: ${problem}`));
  }
  const [vpc] = here.services.flatMap(({ tasks }) => tasks.map((task) => task.vpc));
  for (const { at, type, answers } of promised.names ?? []) {
    const found = resolve(state, vpc, at, type)?.values ?? [];
    const isSo = typeof answers === 'number' ? found.length === answers : String(found) === String(answers);
    problems.push(...isSo ? [] : [`${at} is answered with [${found.join(', ')}], and not with ${String(answers)}`]);
  }
  problems.push(...(promised.balanced ?? []).flatMap((id) => unbalanced(here, serviceOf(here, id)).map((problem) => `${id}: ${problem}`)));
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
}

async function problemsOf(state: Deployed, here: DeployedRegion, clients: Clients, call: Call): Promise<string[]> {
  const [from, to] = [serviceOf(here, call.from), serviceOf(here, call.to)];
  const [client] = from.tasks;
  if (!client) {
    return ['no task of the caller runs'];
  }
  const found = call.by === 'service-connect' ? byServiceConnect(from, to, call) : await answersTo(state, client.vpc, clients, call);
  const problems = typeof found === 'string' ? [found] : [
    ...countProblems(found, to, call),
    ...found.flatMap(({ address, port }) => problemsAt(here, client.groups, to, address, port)),
  ];
  const told = from.containers.flatMap(({ environment }) => environment).find(({ name }) => name === call.variable?.[0]);
  return [
    ...problems,
    ...call.variable && told?.value !== call.variable[1] ? [`${call.variable[0]} is ${told?.value}, and not ${call.variable[1]}`] : [],
    ...call.unordered || madeAt(here, to) < madeAt(here, from) ? [] : ['it is deployed before what it calls'],
  ];
}

/** Where a client goes; a text where it finds nothing, or what it may not rely on. */
export async function answersTo(state: Deployed, vpc: string, clients: Clients, call: Call): Promise<readonly Found[] | string> {
  if (call.by === 'api') {
    const [service, namespace] = call.at.split('@');
    return discover(clients, namespace, service);
  }
  const answer = resolve(state, vpc, call.at, call.by ?? 'A');
  if (!answer) {
    return 'the name does not exist';
  }
  if (answer.ttl > (call.ttl ?? 10)) {
    return `the answer is kept for ${answer.ttl} s, and not for ${call.ttl ?? 10} s`;
  }
  return call.by === 'SRV'
    ? answer.values.map((value) => value.split(' ')).map(([, , port, host]) => ({ address: resolve(state, vpc, host, 'A')?.values[0] ?? 'nowhere', port: Number(port) }))
    : answer.values.map((address) => ({ address, port: call.port }));
}

function countProblems(found: readonly Found[], to: EcsService, call: Call): string[] {
  const tasks = to.tasks.length;
  const most = call.weighted ? 1 : call.by === 'api' || call.by === 'service-connect' ? tasks : MOST;
  return [
    ...tasks === (call.tasks ?? 2) ? [] : [`${tasks} tasks run, and not ${call.tasks ?? 2}`],
    ...found.length === Math.min(tasks, most) ? [] : [`${found.length} tasks are answered, and not ${Math.min(tasks, most)}`],
  ];
}

function problemsAt(here: DeployedRegion, groups: readonly string[], to: EcsService, address: string, port: number): string[] {
  const task = to.tasks.find(({ addresses, ports }) => addresses.includes(address) && Object.values(ports).includes(port));
  return !task ? [`nothing listens at ${address}:${port}`] : reaches(here, groups, task.groups, port) ? [] : [`port ${port} of ${address} is closed to it`];
}

/** The proxies know all tasks; the name is one that the server has in the namespace of both. */
function byServiceConnect(from: EcsService, to: EcsService, call: Call): readonly Found[] | string {
  const aliases = to.connect?.services?.flatMap((service) => service.clientAliases ?? []);
  const alias = aliases?.find(({ dnsName, port }) => dnsName === call.at && port === call.port);
  if (!alias) {
    return `the server offers no ${call.at}:${call.port} in Service Connect`;
  }
  if (!from.connect?.enabled || from.connect.namespace !== to.connect?.namespace) {
    return 'the client has no proxy in the namespace of the server';
  }
  return to.tasks.map(({ addresses, ports }) => ({ address: addresses[0], port: Object.values(ports)[0] }));
}

function madeAt({ order }: DeployedRegion, service: EcsService): number {
  return order.findIndex(({ physicalId, status }) => physicalId === service.arn && status === 'CREATE_COMPLETE');
}

function unbalanced(here: DeployedRegion, service: EcsService): string[] {
  const groups = here.targetGroups.filter(({ arn }) => service.targetGroups.includes(arn));
  return groups.length === 0 ? ['it has no target group'] : groups.flatMap(({ targets, loadBalancers }) => {
    const senders = here.loadBalancers.filter(({ arn }) => loadBalancers.includes(arn));
    const lacking = service.tasks.filter(({ addresses }) => !targets.some(({ id }) => addresses.includes(id)));
    const isOpen = (to: Task, port: number) => senders.every(({ groups: from }) => reaches(here, from, to.groups, port));
    const closed = service.tasks.filter((task) => !targets.every(({ port }) => isOpen(task, port)));
    const areSame = lacking.length === 0 && targets.length === service.tasks.length;
    return [
      ...areSame ? [] : [`the load balancer has ${targets.length} targets, and ${service.tasks.length} tasks run`],
      ...senders.length === 0 ? ['no load balancer sends to its target group'] : [],
      ...closed.length > 0 ? ['its port is closed to the load balancer'] : [],
    ];
  });
}
