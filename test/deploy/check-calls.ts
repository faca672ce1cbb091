import type { Clients, Found } from './clients';
import { discover } from './clients';
import type { Deployed, DeployedRegion, EcsService, Endpoint } from './deployed';
import { serviceOf } from './deployed';
import { mayDiscover } from './may-discover';
import type { Call } from './promise';
import { reaches } from './reach';
import type { Asker } from './resolve';
import { MOST, resolve } from './resolve';

export async function problemsOfCall(state: Deployed, region: string, clients: Clients, call: Call): Promise<string[]> {
  const here = state.regions[region];
  const [from, to] = [serviceOf(here, call.from), serviceOf(here, call.to)];
  const [client] = from.tasks;
  if (!client) {
    return ['no task of the caller runs'];
  }
  const found = call.by === 'service-connect' ? byServiceConnect(from, to, call) : await answersTo(state, { vpc: client.vpc, region }, clients, call);
  const problems = typeof found === 'string' ? [found] : [
    ...countProblems(found, to, call),
    ...found.flatMap((where) => problemsAt(here, client, to, where)),
  ];
  const told = from.containers.flatMap(({ environment }) => environment).find(({ name }) => name === call.variable?.[0]);
  return [
    ...problems,
    ...call.by === 'api' && !mayDiscover(state, from.role, call.at) ? ['its role may not call DiscoverInstances for it'] : [],
    ...call.variable && told?.value !== call.variable[1] ? [`${call.variable[0]} is ${told?.value}, and not ${call.variable[1]}`] : [],
    ...call.unordered || madeAt(here, to) < madeAt(here, from) ? [] : ['it is deployed before what it calls'],
  ];
}

/** Where a client goes; a text where it finds nothing, or what it may not rely on. */
export async function answersTo(state: Deployed, asker: Asker, clients: Clients, call: Call): Promise<readonly Found[] | string> {
  if (call.by === 'api') {
    const [service, namespace] = call.at.split('@');
    return discover(clients, namespace, service);
  }
  const answer = resolve(state, asker, call.at, call.by ?? 'A');
  if (!answer) {
    return 'the name does not exist';
  }
  if (answer.ttl > (call.ttl ?? 10)) {
    return `the answer is kept for ${answer.ttl} s, and not for ${call.ttl ?? 10} s`;
  }
  return call.by === 'SRV'
    ? answer.values.map((value) => value.split(' ')).map(([, , port, host]) => ({ address: resolve(state, asker, host, 'A')?.values[0] ?? 'nowhere', port: Number(port) }))
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

function problemsAt(here: DeployedRegion, client: Endpoint, to: EcsService, { address, port, proxyPort }: Found): string[] {
  const task = to.tasks.find(({ addresses, ports }) => addresses.includes(address) && Object.values(ports).includes(port));
  const entered = proxyPort ?? port;
  return !task ? [`nothing listens at ${address}:${port}`] : reaches(here, client, task, address, entered) ? [] : [`port ${entered} of ${address} is closed to it`];
}

/** The proxies know all tasks; the name is one that the server has in the namespace of both. */
function byServiceConnect(from: EcsService, to: EcsService, call: Call): readonly Found[] | string {
  const isCalled = (alias: { readonly dnsName?: string; readonly port: number }) => alias.dnsName === call.at && alias.port === call.port;
  const offered = to.connect?.services?.find(({ clientAliases = [] }) => clientAliases.some(isCalled));
  if (!offered) {
    return `the server offers no ${call.at}:${call.port} in Service Connect`;
  }
  if (!from.connect?.enabled || from.connect.namespace !== to.connect?.namespace) {
    return 'the client has no proxy in the namespace of the server';
  }
  const mapping = to.containers.flatMap(({ portMappings }) => portMappings).find(({ name }) => name === offered.portName)!;
  const proxyPort = offered.ingressPortOverride === undefined ? undefined : Number(offered.ingressPortOverride);
  return to.tasks.map(({ addresses, ports }) => ({ address: addresses[0], port: ports[mapping.containerPort], proxyPort }));
}

function madeAt({ order }: DeployedRegion, service: EcsService): number {
  return order.findIndex(({ physicalId, status }) => physicalId === service.arn && status === 'CREATE_COMPLETE');
}
