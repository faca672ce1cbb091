import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { TaskSecurityGroup } from './task-security-group';

/** The security groups that guard tasks. */
export interface TaskGroups {
  /** Of the network interfaces of the tasks; none where these are those of their instances. */
  readonly ids: readonly string[];
  /** As they are by now, for rules between groups: nobody asks for a construct. */
  readonly connected: () => readonly ISecurityGroup[];
  /** As constructs of the CDK, which are made by the first who asks for them. */
  readonly constructs: () => readonly ISecurityGroup[];
}

export interface TaskGroupSettings {
  /** By the user; with none of them, the tasks get one of their own. */
  readonly given?: readonly ISecurityGroup[];
  readonly vpc: IVpc;
  /** Whether tasks get IPv6 addresses. */
  readonly hasIpv6: boolean;
}

/** Of tasks that have a network interface of their own. */
export function taskGroups(scope: Construct, { given = [], vpc, hasIpv6 }: TaskGroupSettings): TaskGroups {
  if (given.length > 0) {
    const groups = [...given];
    return { ids: groups.map(({ securityGroupId }) => securityGroupId), connected: () => groups, constructs: () => groups };
  }
  const group = new TaskSecurityGroup(scope, vpc, hasIpv6);
  return { ids: [group.id], connected: () => [group.connected], constructs: () => [group.construct] };
}
