import { Stack } from 'aws-cdk-lib';
import { Port } from 'aws-cdk-lib/aws-ec2';
import type { ConnectionSide } from './connect-options';
import type { Participant } from './participant';
import { DYNAMIC_PORTS } from '../plan/client-ports';
import { known } from '../shared/known';

/** One service that calls another: what `connectTo` noted, carried out at synth when all of them are known. */
export interface Connection {
  readonly caller: Participant;
  readonly target: Participant;
  /** Nothing where each task of the target has a port of its own, or none is known and nothing is to be opened. */
  readonly port?: number;
  readonly variables: ReadonlyMap<string, string>;
  readonly startOrder: boolean;
  /** Whether calls go through the proxies of Service Connect. */
  readonly proxied?: boolean;
  readonly securityGroupRuleIn?: ConnectionSide;
}

/** What a security-group rule opens. */
export function portOf({ port }: Connection): Port {
  return port === undefined ? Port.tcpRange(DYNAMIC_PORTS.from, DYNAMIC_PORTS.to) : Port.tcp(port);
}

/** The name by which a connection is sorted: of the same two ends, wherever its line stands. */
export function connectionKey(connection: Connection): string {
  return `${connection.caller.construct.node.path} ${connection.target.construct.node.path} ${portKey(connection)}`;
}

/** The port as a text that is one for each port, also where it is known at deployment only. */
export function portKey(connection: Connection): string {
  const { caller, port } = connection;
  return port === undefined || known(port) ? portOf(connection).toString() : JSON.stringify(Stack.of(caller.construct).resolve(port));
}
