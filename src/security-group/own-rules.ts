import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { GroupPlace } from './group-place';

/** How groups of the CDK get their rules: by the method of `SecurityGroup`, or of a class that it inherits from. */
const COMMON_WAYS: ReadonlySet<unknown> = new Set(prototypesOf(SecurityGroup.prototype).map(({ addIngressRule }) => addIngressRule));

function prototypesOf(prototype: SecurityGroup | null): SecurityGroup[] {
  return prototype === null ? [] : [prototype, ...prototypesOf(Object.getPrototypeOf(prototype) as SecurityGroup | null)];
}

/** Whether a group has rules by a way of its own, and gets none of ours: one imported with `mutable: false` has none added at all. */
export function keepsItsOwnRules(group: ISecurityGroup): boolean {
  return !(group instanceof GroupPlace) && !COMMON_WAYS.has(group.addIngressRule);
}
