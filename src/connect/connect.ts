import type { IConstruct } from 'constructs';
import type { ConnectOptions } from './connect-options';
import type { Connection } from './connection';
import { StageConnections } from './connections';
import type { Participant } from './participant';
import { participantOf } from './participant';
import { proxyRoute } from './proxy-route';
import { connectionFacts, openedPorts, variablesOf } from './read-connection';
import { ARGUMENTS, CONNECT_OPTIONS, OPTIONS_OF, wrongValues } from '../plan/wrong-values';
import { CONNECT_TO_EXPOSED, CONNECT_TO_STRANGER, connectionRules } from '../rules/connection-rules';
import { unacknowledged } from '../shared/acknowledged';
import { refuse, refuseOne } from '../shared/discovery-error';
import { IMPORTED, findingOf, findingsOf } from '../shared/rule';
import { refuseWrongValues } from '../shared/wrong-value';

/** Notes that one construct calls another, or throws all reasons why it cannot. */
export function connect(callerConstruct: IConstruct, targetConstruct: IConstruct, options: ConnectOptions): void {
  refuseOtherTypes(callerConstruct, targetConstruct, options);
  const caller = participantOf(callerConstruct)!;
  const target = participantOf(targetConstruct) ?? refuseStranger(callerConstruct, targetConstruct);
  const connections = StageConnections.of(callerConstruct);
  const variables = variablesOf(caller, target, options);
  const facts = connectionFacts(caller, target, options, variables, { connections: connections.of(caller), tooLate: connections.settled });
  refuse(`${callerConstruct.node.path}.connectTo(${targetConstruct.node.path})`, unacknowledged(callerConstruct, findingsOf(connectionRules, facts)));
  const connection = {
    caller,
    target,
    variables,
    proxied: proxyRoute(caller, target, options) !== undefined,
    startOrder: options.startOrder ?? true,
    securityGroupRuleIn: options.securityGroupRuleIn,
  };
  if (target.importedName !== undefined) {
    // The import may be in another stack than the caller, or in none.
    callerConstruct.node.addMetadata(IMPORTED, target.importedName);
  }
  openedPorts(caller, target, options).forEach((port) => note(connections, { ...connection, port }));
}

function refuseOtherTypes({ node }: IConstruct, target: IConstruct, options: ConnectOptions): void {
  refuseWrongValues(`${node.path}.connectTo()`, [
    ...wrongValues({ target, options }, { target: ARGUMENTS.target, options: OPTIONS_OF.connectTo }),
    ...wrongValues(options, CONNECT_OPTIONS),
  ]);
}

/** The same line twice is one connection. */
export function note(connections: StageConnections, connection: Connection): void {
  if (!connections.of(connection.caller).some((other) => isSame(other, connection))) {
    connections.add(connection);
  }
}

function refuseStranger(caller: IConstruct, target: IConstruct): Participant {
  const subject = `${caller.node.path}.connectTo(${target.node.path})`;
  return refuseOne(subject, isExposed(target)
    ? findingOf(CONNECT_TO_STRANGER, 'The target is an exposed service.', CONNECT_TO_EXPOSED)
    : findingOf(CONNECT_TO_STRANGER, 'The target was not made by this library.'));
}

/** By what it can do, because constructs are made of connections and not the other way around. */
function isExposed(target: object): boolean {
  return 'publishTo' in target;
}

function isSame(a: Connection, b: Connection): boolean {
  return a.caller.construct === b.caller.construct && a.target === b.target && a.port === b.port
    && [...b.variables].every(([name, value]) => a.variables.get(name) === value);
}
