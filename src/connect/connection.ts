import { Stack } from 'aws-cdk-lib';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import type { ConnectionSide } from './connect-options';
import type { Participant } from './participant';
import { known } from '../shared/known';

/** One service that calls another: what `connectTo` noted, carried out at synth when all of them are known. */
export interface Connection {
  readonly caller: Participant;
  readonly target: Participant;
  readonly port: number;
  readonly variables: ReadonlyMap<string, string>;
  readonly startOrder: boolean;
  readonly securityGroupRuleIn?: ConnectionSide;
}

/** The CloudFormation resource of an ECS service that this app defines. */
export function resourceOf({ service }: Participant): CfnService | undefined {
  return service?.node.tryFindChild('Service') as CfnService | undefined;
}

/** The name by which a connection is sorted: of the same two ends, wherever its line stands. */
export function connectionKey(connection: Connection): string {
  return `${connection.caller.construct.node.path} ${connection.target.construct.node.path} ${portKey(connection)}`;
}

/** The port as a text that is one for each port, also where it is known at deployment only. */
export function portKey({ caller, port }: Connection): string {
  return known(port) ? String(port) : JSON.stringify(Stack.of(caller.construct).resolve(port));
}
