import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ConnectOptions } from './connect-options';
import type { Connection } from './connection';
import { connectionVariables, defaultPrefix } from './connection-variables';
import { StageConnections } from './connections';
import type { Participant } from './participant';
import { participantOf } from './participant';
import { conflictsIn } from './write-variables';
import type { ConnectionFacts } from '../plan/connection-facts';
import { areDifferent } from '../plan/identity';
import { CONNECT_TO_STRANGER, connectionRules } from '../rules/connection-rules';
import { refuse, refuseOne } from '../shared/discovery-error';
import { known } from '../shared/known';
import { findingOf, findingsOf } from '../shared/rule';

/** Notes that one construct calls another, or throws all reasons why it cannot. */
export function connect(callerConstruct: IConstruct, targetConstruct: IConstruct, options: ConnectOptions): void {
  const caller = participantOf(callerConstruct)!;
  const target = participantOf(targetConstruct) ?? refuseStranger(callerConstruct, targetConstruct);
  const variables = variablesOf(target, options);
  const connections = StageConnections.of(callerConstruct);
  const facts = connectionFacts(caller, target, options, variables, connections);
  refuse(`${callerConstruct.node.path}.connectTo(${targetConstruct.node.path})`, findingsOf(connectionRules, facts));

  const connection: Connection = {
    caller,
    target,
    variables,
    port: options.port ?? target.endpoint!.ports[0],
    startOrder: options.startOrder ?? true,
    securityGroupRuleIn: options.securityGroupRuleIn,
  };
  if (!connections.all.some((other) => isSame(other, connection))) {
    connections.add(connection);
  }
}

function refuseStranger(caller: IConstruct, target: IConstruct): never {
  return refuseOne(`${caller.node.path}.connectTo(${target.node.path})`, findingOf(CONNECT_TO_STRANGER, 'The target was not made by this library.'));
}

/** None where something that they are made of is missing: that is a finding. */
function variablesOf({ endpoint }: Participant, options: ConnectOptions): Map<string, string> {
  const port = options.port ?? endpoint?.ports[0];
  const hasPrefix = options.prefix !== undefined || known(endpoint?.discoveryName);
  return endpoint?.namespaceName !== undefined && port !== undefined && hasPrefix
    ? connectionVariables(endpoint, { ...options, port }) : new Map<string, string>();
}

function connectionFacts(
  caller: Participant, target: Participant, options: ConnectOptions, variables: ReadonlyMap<string, string>, connections: StageConnections,
): ConnectionFacts {
  const { endpoint } = target;
  const stages = [caller, target].map(({ construct }) => Stage.of(construct));
  return {
    caller: caller.construct.node.path,
    target: target.construct.node.path,
    tooLate: connections.settled,
    sameService: caller.construct === target.construct || (caller.service !== undefined && caller.service === target.service),
    targetHasName: endpoint !== undefined,
    targetIsRegistered: target.registered,
    targetNamespaceNameKnown: endpoint?.namespaceName !== undefined,
    targetPorts: endpoint?.ports ?? [],
    targetNetworkMode: target.networkMode,
    targetHasSecurityGroup: target.connections.securityGroups.length > 0,
    callerHasSecurityGroup: caller.connections.securityGroups.length > 0,
    callerHasContainer: caller.container !== undefined,
    sameStage: stages[0] === stages[1],
    otherVpc: caller.vpc !== undefined && target.vpc !== undefined && areDifferent(caller.vpc.vpcId, target.vpc.vpcId),
    port: options.port,
    prefix: options.prefix ?? (endpoint && known(endpoint.discoveryName) ? defaultPrefix(endpoint.discoveryName) : endpoint?.discoveryName ?? ''),
    scheme: options.scheme,
    conflicts: caller.container ? [...conflictsIn(caller.container, variables), ...conflictsAmong(caller, variables, connections.all)] : [],
    contradicts: connections.all.some((other) => contradicts(other, caller, target, options)),
  };
}

/** Connections are written at synth, so two of them can collide before anything is in the container. */
function conflictsAmong(caller: Participant, variables: ReadonlyMap<string, string>, connections: readonly Connection[]): ConnectionFacts['conflicts'] {
  return connections.filter((other) => other.caller.container === caller.container).flatMap((other) => [...variables]
    .filter(([name, wanted]) => other.variables.has(name) && other.variables.get(name) !== wanted)
    .map(([name, wanted]) => ({ name, wanted, present: `"${other.variables.get(name)}" by the connection to ${other.target.construct.node.path}` })));
}

function contradicts(other: Connection, caller: Participant, target: Participant, options: ConnectOptions): boolean {
  return other.caller === caller && other.target === target
    && other.port === (options.port ?? target.endpoint?.ports[0])
    && (other.startOrder !== (options.startOrder ?? true) || other.securityGroupRuleIn !== options.securityGroupRuleIn);
}

function isSame(a: Connection, b: Connection): boolean {
  return a.caller === b.caller && a.target === b.target && a.port === b.port
    && [...b.variables].every(([name, value]) => a.variables.get(name) === value);
}
