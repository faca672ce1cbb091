import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { note } from './connect';
import type { AllowFromOptions } from './connect-options';
import { StageConnections } from './connections';
import type { Participant } from './participant';
import { participantOf } from './participant';
import { networkFacts } from './read-connection';
import { ALLOW_FROM_NOBODY, networkRules, orderRules, targetRules } from '../rules/connection-rules';
import { refuse, refuseOne } from '../shared/discovery-error';
import { findingOf, findingsOf } from '../shared/rule';

/** Notes that something outside of this library's constructs calls one of them, or throws all reasons why it cannot. */
export function allowFrom(targetConstruct: IConstruct, connectable: IConnectable, { port }: AllowFromOptions): void {
  const target = participantOf(targetConstruct)!;
  const subject = `${targetConstruct.node.path}.allowFrom()`;
  const caller = callerOf(connectable, subject);
  const connections = StageConnections.of(targetConstruct);
  const { endpoint } = target;
  const facts = {
    caller: caller.construct.node.path,
    target: targetConstruct.node.path,
    sameService: caller.construct === targetConstruct,
    targetHasName: endpoint !== undefined,
    targetIsRegistered: target.registered,
    // What is opened needs no name: the client is given its address, or asks the API.
    targetNamespaceNameKnown: true,
    targetPorts: endpoint?.ports ?? [],
    targetHasDynamicPorts: endpoint?.dynamicPorts ?? false,
    targetIsOpen: target.isOpen ?? false,
    ...networkFacts(caller, target),
    port,
    tooLate: connections.settled,
    contradicts: false,
  };
  refuse(subject, [...findingsOf(targetRules, facts), ...findingsOf(networkRules, facts), ...findingsOf(orderRules, facts)]);
  note(connections, { caller, target, variables: new Map<string, string>(), port: port ?? endpoint!.ports[0], startOrder: false });
}

/** Who has security groups, and where it stands in the tree. */
function callerOf(connectable: IConnectable, subject: string): Participant {
  const { connections, problem } = connectionsOf(connectable);
  const [group] = connections?.securityGroups ?? [];
  if (connections === undefined || group === undefined) {
    return refuseOne(subject, findingOf(ALLOW_FROM_NOBODY, problem ?? 'It has no security group.'));
  }
  return { construct: Construct.isConstruct(connectable) ? connectable : group, groups: () => connections.securityGroups, registered: false };
}

/** A Lambda function outside of a VPC has a getter that throws. */
function connectionsOf(connectable: IConnectable): { connections?: IConnectable['connections']; problem?: string } {
  try {
    return { connections: connectable.connections };
  } catch (error) {
    return { problem: `The CDK says: ${(error as Error).message}` };
  }
}
