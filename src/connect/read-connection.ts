import { Stage } from 'aws-cdk-lib';
import type { ConnectOptions } from './connect-options';
import { ConnectVia } from './connect-options';
import type { Connection } from './connection';
import { connectionVariables, defaultPrefix, hasUrl } from './connection-variables';
import type { Participant } from './participant';
import { takesPartByItself } from './past-proxies';
import { isFoundBesideProxy, isHiddenByProxy, noProxyBecause, proxyRoute, proxyVariables } from './proxy-route';
import { endpointSeenBy } from './seen-endpoint';
import { conflictsIn, environmentOf } from './write-variables';
import type { ConnectionFacts } from '../plan/connection-facts';
import { areDifferent } from '../plan/identity';
import { known } from '../shared/known';

/** None where something that they are made of is missing: that is a finding. */
export function variablesOf(caller: Participant, target: Participant, options: ConnectOptions): Map<string, string> {
  const endpoint = endpointSeenBy(caller, target);
  const port = options.port ?? endpoint?.ports[0];
  const route = proxyRoute(caller, target, options);
  const hasPrefix = options.prefix !== undefined || known(endpoint?.discoveryName);
  if (endpoint === undefined || !hasPrefix || (route === undefined && endpoint.namespaceName === undefined)) {
    return new Map<string, string>();
  }
  const byName = route && !isFoundBesideProxy(target) ? [] : connectionVariables(endpoint, { ...options, port });
  // Host, port and URL are those of the proxy: a name has one of each.
  return new Map([...byName, ...route ? proxyVariables(route, endpoint.discoveryName, options) : []]);
}

/** What rules open; one that is not known stands for the ports that Docker takes. */
export function openedPorts(caller: Participant, target: Participant, options: ConnectOptions): ReadonlyArray<number | undefined> {
  const { endpoint } = target;
  const route = proxyRoute(caller, target, options);
  if (route === undefined) {
    return [options.port ?? endpoint?.ports[0]];
  }
  // In bridge mode, what SRV records and the API answer leads to the port of the instance and not to the proxy.
  return route.ingressPort === undefined && isFoundBesideProxy(target) ? [undefined, ...endpoint!.ports] : [route.ingressPort];
}

/** The connections of a caller by now. */
interface Noted {
  readonly connections: readonly Connection[];
  /** Whether all of them were carried out. */
  readonly tooLate: boolean;
}

/** What the rules are to judge, before the connection is noted. */
export function connectionFacts(
  caller: Participant, target: Participant, options: ConnectOptions, variables: ReadonlyMap<string, string>, { connections, tooLate }: Noted,
): ConnectionFacts {
  const { endpoint } = target;
  const proxied = proxyRoute(caller, target, options) !== undefined;
  return {
    caller: caller.construct.node.path,
    target: target.construct.node.path,
    tooLate,
    sameService: caller.construct === target.construct || (caller.service !== undefined && caller.service === target.service),
    ...targetFacts(target),
    targetNamespaceNameKnown: endpoint?.namespaceName !== undefined,
    ...proxyFacts(caller, target, options),
    targetHasUrl: endpoint !== undefined && (proxied || hasUrl(endpoint, options.port ?? endpoint.ports[0])),
    callerHasContainer: caller.container !== undefined,
    ...networkFacts(caller, target),
    port: options.port,
    prefix: prefixOf(target, options),
    scheme: options.scheme,
    conflicts: conflictsOf(caller, variables, connections),
    contradicts: connections.some((other) => contradicts(other, caller, target, options)),
  };
}

/** What a target offers, to whoever calls it. */
export function targetFacts({ endpoint, registered, isOpen }: Participant) {
  return {
    targetHasName: endpoint !== undefined,
    targetIsRegistered: registered,
    targetPorts: endpoint?.ports ?? [],
    targetHasDynamicPorts: endpoint?.dynamicPorts ?? false,
    targetIsOpen: isOpen ?? false,
  };
}

/**
 * What the way through the proxies changes of that: they know all ports of the container and none that Docker takes, whether the tasks are registered under the
 * name in DNS or not.
 */
function proxyFacts(caller: Participant, target: Participant, options: ConnectOptions) {
  const { via } = options;
  const problem = noProxyBecause(caller, target);
  return {
    ...via !== ConnectVia.DNS && problem === undefined
      ? { targetPorts: target.serviceConnect!.ports.map(({ containerPort }) => containerPort), targetHasDynamicPorts: false } : {},
    ...proxyRoute(caller, target, options) ? { targetIsRegistered: true, targetNamespaceNameKnown: true } : {},
    noProxyBecause: via === ConnectVia.SERVICE_CONNECT ? problem : undefined,
    takesTls: (target.serviceConnect?.hasTls ?? false) && proxyRoute(caller, target, options) === undefined && !takesPartByItself(caller),
    hiddenByProxy: via === ConnectVia.DNS && isHiddenByProxy(caller, target),
  };
}

/** Whether a group is there to be opened, or can still come: instances may join a cluster later. */
function mayHaveGroup({ groups, onInstances, isOpen }: Participant): boolean {
  return groups().length > 0 || (onInstances ?? false) || (isOpen ?? false);
}

export function networkFacts(caller: Participant, target: Participant) {
  const stages = [caller, target].map(({ construct }) => Stage.of(construct));
  return {
    targetHasSecurityGroup: mayHaveGroup(target),
    callerHasSecurityGroup: mayHaveGroup(caller),
    sameStage: stages[0] === stages[1],
    otherVpc: caller.vpc !== undefined && target.vpc !== undefined && areDifferent(caller.vpc.vpcId, target.vpc.vpcId),
  };
}

function prefixOf({ endpoint }: Participant, { prefix }: ConnectOptions): string {
  return prefix ?? (endpoint && known(endpoint.discoveryName) ? defaultPrefix(endpoint.discoveryName) : endpoint?.discoveryName ?? '');
}

/** Connections are written at synth, so two of them can collide before anything is in the container. */
function conflictsOf(caller: Participant, variables: ReadonlyMap<string, string>, connections: readonly Connection[]): ConnectionFacts['conflicts'] {
  if (caller.container === undefined) {
    return [];
  }
  const among = connections.filter((other) => other.caller.container === caller.container).flatMap((other) => [...variables]
    .filter(([name, wanted]) => other.variables.has(name) && other.variables.get(name) !== wanted)
    .map(([name, wanted]) => ({ name, wanted, present: `"${other.variables.get(name)}" by the connection to ${other.target.construct.node.path}` })));
  return [...conflictsIn(environmentOf(caller.container), variables), ...among];
}

function contradicts(other: Connection, caller: Participant, target: Participant, options: ConnectOptions): boolean {
  return other.caller === caller && other.target === target
    && openedPorts(caller, target, options).includes(other.port)
    && (other.startOrder !== (options.startOrder ?? true) || other.securityGroupRuleIn !== options.securityGroupRuleIn);
}
