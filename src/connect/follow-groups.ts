import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import type { Participant } from './participant';
import { Synthesis } from '../shared/synthesis';

/**
 * Adds to the connections that a user sees the groups of instances that have joined the cluster since. The CDK then gives them all rules that were made
 * by then.
 */
export function followGroups(construct: IConstruct & IConnectable, { groups, onInstances }: Pick<Participant, 'groups' | 'onInstances'>): void {
  if (onInstances) {
    Synthesis.of(construct).prepare(() => groups()
      .filter((group) => !construct.connections.securityGroups.includes(group))
      .forEach((group) => construct.connections.addSecurityGroup(group)));
  }
}
