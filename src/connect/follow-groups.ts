import type { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { Synthesis } from '../shared/synthesis';

/** The groups that guard tasks. */
export interface GuardingGroups {
  readonly groups: () => readonly ISecurityGroup[];
  /** Whether these are the groups of instances. */
  readonly onInstances?: boolean;
}

/**
 * Adds to the connections that a user sees the groups of instances that have joined the cluster since. The CDK then gives them all rules that were made
 * by then.
 */
export function followGroups(construct: IConstruct & IConnectable, { groups, onInstances }: GuardingGroups): void {
  if (onInstances) {
    Synthesis.of(construct).prepare(() => {
      const { connections } = construct;
      groups()
        .filter((group) => !connections.securityGroups.includes(group))
        .forEach((group) => connections.addSecurityGroup(group));
    });
  }
}
