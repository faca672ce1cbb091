import type { CfnResource } from 'aws-cdk-lib';
import { Stack, Token } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import { ConnectionSide } from './connect-options';
import type { Connection } from './connection';
import { portKey, portOf } from './connection';
import type { RuleScope } from './rule-scope';
import type { Wish } from '../dependencies/arrange';
import type { Unit } from '../dependencies/deployment-graph';
import { liftToUnits } from '../dependencies/deployment-graph';
import { constructOf } from '../security-group/group-place';
import { keepsItsOwnRules } from '../security-group/own-rules';
import { known } from '../shared/known';
import { giveTrace } from '../shared/one-trace';

/** One group that may reach another one. */
export interface SecurityGroupPair {
  readonly connection: Connection;
  readonly callerGroup: ISecurityGroup;
  readonly targetGroup: ISecurityGroup;
}

/** The dependency between stacks that a rule adds where it is wanted. */
export interface RuleWish extends Wish<Unit> {
  readonly rule: SecurityGroupPair;
}

/** Every group of the caller may reach every group of the target, as the CDK's own connections do it. */
export function securityGroupPairs(connection: Connection): SecurityGroupPair[] {
  return connection.caller.groups().flatMap((callerGroup) =>
    connection.target.groups().map((targetGroup) => ({ connection, callerGroup, targetGroup })));
}

/** Where a rule is wanted: by the pin of the connection, else in the caller's stack. */
export function wantedSide({ connection }: SecurityGroupPair): ConnectionSide {
  return connection.securityGroupRuleIn ?? ConnectionSide.CALLER;
}

/**
 * Nothing where no place closes a circle: both groups are in one stack, the other group is known by a literal ID, or the stack
 * that holds the rule is around the other one (then the rule is an element of its own, and nothing depends on it).
 */
export function ruleWish(rule: SecurityGroupPair): RuleWish | undefined {
  const [owner, other] = wantedSide(rule) === ConnectionSide.CALLER
    ? [rule.callerGroup, rule.targetGroup] : [rule.targetGroup, rule.callerGroup];
  const edge = Token.isUnresolved(other.securityGroupId) ? liftToUnits(owner, other.node.defaultChild ?? other) : undefined;
  return edge && (edge.from as unknown) !== owner
    ? { ...edge, rule, pinned: rule.connection.securityGroupRuleIn !== undefined }
    : undefined;
}

/**
 * Opens the target's port to the caller, and the caller's way out where its group is closed.
 *
 * @returns the rules, also those that were there already; none where the rules of an imported group are kept elsewhere
 */
export function openSecurityGroups(pair: SecurityGroupPair, side: ConnectionSide, scopeOf: (stack: Stack) => RuleScope): CfnResource[] {
  const { callerGroup, targetGroup } = pair;
  const owner = side === ConnectionSide.CALLER ? callerGroup : targetGroup;
  const scope = scopeOf(Stack.of(owner));
  return [
    ...letIn(pair, scope, side),
    ...callerGroup.allowAllOutbound ? [] : letOut(pair, scope, side),
  ];
}

function letIn(pair: SecurityGroupPair, scope: RuleScope, side: ConnectionSide): CfnResource[] {
  const { connection, callerGroup, targetGroup } = pair;
  const port = portOf(connection);
  return openOnce(pair, scope, {
    group: targetGroup,
    prefix: '',
    byHand: [[targetGroup, () => `from ${callerGroup.uniqueId}:${port}`], [callerGroup, () => `${targetGroup.uniqueId}:${port} to`]],
    add: () => targetGroup.addIngressRule(constructOf(callerGroup), port, undefined, side === ConnectionSide.CALLER),
    define: (id) => new CfnSecurityGroupIngress(scope.construct, id, {
      groupId: targetGroup.securityGroupId, ...callerGroup.toIngressRuleConfig(), ...port.toRuleJson(), description: describe(connection, scope),
    }),
  });
}

function letOut(pair: SecurityGroupPair, scope: RuleScope, side: ConnectionSide): CfnResource[] {
  const { connection, callerGroup, targetGroup } = pair;
  const port = portOf(connection);
  return openOnce(pair, scope, {
    group: callerGroup,
    prefix: 'out of ',
    byHand: [[callerGroup, () => `to ${targetGroup.uniqueId}:${port}`], [targetGroup, () => `${callerGroup.uniqueId}:${port} from`]],
    add: () => callerGroup.addEgressRule(constructOf(targetGroup), port, undefined, side === ConnectionSide.TARGET),
    define: (id) => new CfnSecurityGroupEgress(scope.construct, id, {
      groupId: callerGroup.securityGroupId, ...targetGroup.toEgressRuleConfig(), ...port.toRuleJson(), description: describe(connection, scope),
    }),
  });
}

/** One direction of a rule. */
interface Opening {
  /** Whose rule it is. */
  readonly group: ISecurityGroup;
  readonly prefix: string;
  /** Under which ids the CDK's own methods put the same rule. */
  readonly byHand: ReadonlyArray<readonly [ISecurityGroup, () => string]>;
  /** How a group with rules of its own gets it. */
  readonly add: () => void;
  readonly define: (id: string) => CfnResource;
}

function openOnce(
  { connection, callerGroup, targetGroup }: SecurityGroupPair, scope: RuleScope, { group, prefix, byHand, add, define }: Opening,
): CfnResource[] {
  const opened = openedByHand(connection, byHand);
  if (keepsItsOwnRules(group)) {
    add();
    return [];
  }
  const [from, to] = [callerGroup, targetGroup].map((one) => placeOf(scope.construct, groupOrOwner(one)));
  const id = `${prefix}${from} to ${to}:${portKey(connection)}`;
  return [opened ?? scope.once(id, (name) => tracedTo(connection, define(name)))];
}

/** A rule stands for a line about its caller, which the CDK cannot see at synth: the one that made the caller comes nearest. */
function tracedTo({ caller }: Connection, rule: CfnResource): CfnResource {
  giveTrace(rule, caller.construct);
  return rule;
}

/** A rule that the CDK's own methods have made, under the ids that they use. They have one id for all ports that are not known yet. */
function openedByHand({ port = 0 }: Connection, places: Opening['byHand']): CfnResource | undefined {
  // Most groups hold no rules, whose ids have a colon before the port; and each id is a hash.
  const withRules = known(port) ? places.filter(([{ node }]) => node.children.some((child) => child.node.id.includes(':'))) : [];
  return withRules.map(([{ node }, id]) => node.tryFindChild(id()) as CfnResource | undefined).find((rule) => rule);
}

/** What is elsewhere starts with a slash: its path may read like one within the stack. */
function placeOf(scope: Construct, construct: IConstruct): string {
  return Stack.of(scope) === Stack.of(construct) ? pathFrom(scope, construct) : `/${construct.node.path}`;
}

/** Short within the stack of the rule, and the whole path outside of it. */
function pathFrom(scope: Construct, { node: { path } }: IConstruct): string {
  const stackPath = `${Stack.of(scope).node.path}/`;
  return path.startsWith(stackPath) ? path.slice(stackPath.length) : path;
}

/** A group that is the one of a construct goes by that: no other group has its path. */
function groupOrOwner(group: ISecurityGroup): IConstruct {
  const { scope: owner, id } = group.node;
  return id === 'SecurityGroup' && owner !== undefined && !Stack.isStack(owner) && !('securityGroupId' in owner) ? owner : group;
}

/** In the characters, and the length, that EC2 takes. */
function describe({ caller, target }: Connection, { construct: scope }: RuleScope): string {
  const [from, to] = [caller, target].map(({ construct }) => pathFrom(scope, construct));
  return `${from} calls ${to}`.replace(/[^\w. :/()#,@[\]+=&;{}!$*-]/g, '_').slice(0, 255);
}
