import type { CfnSecurityGroup, IConnectable, ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { note } from './connect';
import type { AllowFromOptions } from './connect-options';
import { StageConnections } from './connections';
import type { Participant } from './participant';
import { participantOf } from './participant';
import { networkFacts, targetFacts } from './read-connection';
import { areDifferent } from '../plan/identity';
import { CONNECT_OPTIONS, OPTIONS_OF, wrongValues } from '../plan/wrong-values';
import { ALLOW_FROM_NOBODY, ALLOW_FROM_PEER, networkRules, orderRules, targetRules } from '../rules/connection-rules';
import { unacknowledged } from '../shared/acknowledged';
import { connectionsOf } from '../shared/connections-of';
import { refuse, refuseOne } from '../shared/discovery-error';
import { findingOf, findingsOf } from '../shared/rule';
import { refuseWrongValues } from '../shared/wrong-value';

/** Notes that something outside of this library's constructs calls one of them, or throws all reasons why it cannot. */
export function allowFrom(targetConstruct: IConstruct, connectable: IConnectable, options: AllowFromOptions): void {
  const target = participantOf(targetConstruct)!;
  const subject = `${targetConstruct.node.path}.allowFrom()`;
  refuseWrongValues(subject, [
    ...wrongValues({ options }, { options: OPTIONS_OF.allowFrom }), ...wrongValues(options, { port: CONNECT_OPTIONS.port }),
  ]);
  const { port } = options;
  const caller = callerOf(connectable, subject);
  const connections = StageConnections.of(targetConstruct);
  const facts = {
    caller: caller.construct.node.path,
    target: targetConstruct.node.path,
    sameService: caller.construct === targetConstruct,
    ...targetFacts(target),
    // What is opened needs no name: the client is given its address, or asks the API.
    targetNamespaceNameKnown: true,
    ...networkFacts(caller, target),
    otherVpc: target.vpc !== undefined && caller.groups().some((group) => isOfOtherVpc(group, target.vpc!)),
    port,
    tooLate: connections.settled,
    contradicts: false,
  };
  refuse(subject, unacknowledged(targetConstruct, [
    ...findingsOf(targetRules, facts), ...findingsOf(networkRules, facts), ...findingsOf(orderRules, facts),
  ]));
  note(connections, { caller, target, variables: new Map<string, string>(), port: port ?? target.endpoint!.ports[0], startOrder: false });
}

/** Who has security groups, and where it stands in the tree. */
function callerOf(connectable: IConnectable, subject: string): Participant {
  const service = Construct.isConstruct(connectable) ? participantOf(connectable) : undefined;
  if (service?.onInstances) {
    return { construct: service.construct, groups: service.groups, onInstances: true, vpc: service.vpc, registered: false };
  }
  const { connections, problem } = connectionsOf(connectable);
  const [group] = connections?.securityGroups ?? [];
  if (group === undefined && isPeer(connectable)) {
    return refuseOne(subject, findingOf(ALLOW_FROM_NOBODY, 'It is a peer without a security group, such as a range of addresses.', ALLOW_FROM_PEER));
  }
  if (connections === undefined || group === undefined) {
    return refuseOne(subject, findingOf(ALLOW_FROM_NOBODY, problem ?? 'It has no security group.'));
  }
  return { construct: Construct.isConstruct(connectable) ? connectable : group, groups: () => connections.securityGroups, registered: false };
}

/** Plain JavaScript may call it with anything. */
function isPeer(connectable: unknown): boolean {
  return typeof connectable === 'object' && connectable !== null && 'toIngressRuleConfig' in connectable;
}

function isOfOtherVpc({ node }: ISecurityGroup, { vpcId }: IVpc): boolean {
  const group = node.defaultChild as CfnSecurityGroup | undefined;
  return typeof group?.vpcId === 'string' && areDifferent(group.vpcId, vpcId);
}
