import type { Stack } from 'aws-cdk-lib';
import { CfnResource } from 'aws-cdk-lib';
import type { CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { referencesIn } from '../dependencies/references';
import { identityOf } from '../plan/identity';
import { makeIdsOnce } from '../shared/ids-once';

/**
 * Where the rules of a stack live, while connections are carried out: nobody else adds one then, so what is there is read once.
 *
 * Beside the services and not below one of them: whoever has one service wait for another (`frontend.node.addDependency(backend)`) has all that is
 * below the one wait for all that is below the other, and a rule that names both groups would close a circle.
 */
export class RuleScope {
  public readonly construct: Construct;
  private readonly byContent = new Map<string, CfnResource>();

  constructor(stack: Stack) {
    this.construct = stack.node.tryFindChild('DiscoveryConnections') as Construct | undefined ?? makeScope(stack);
    this.construct.node.children.forEach((rule) => this.remember(rule as CfnResource));
  }

  /**
   * Two connections of one pair on one port need one rule: of two prefixes, of two services that share a group, and of one group that two
   * constructs stand for (an import twice). EC2 refuses a rule that is there already.
   */
  public once(id: string, define: (id: string) => CfnResource): CfnResource {
    const rule = this.construct.node.tryFindChild(id.replace(/\//g, '--')) as CfnResource | undefined ?? define(id);
    const first = this.remember(rule);
    if (first !== rule) {
      this.construct.node.tryRemoveChild(rule.node.id);
    }
    return first;
  }

  /** @returns the rule that was there first with this content */
  private remember(rule: CfnResource): CfnResource {
    const content = contentOf(rule);
    const first = this.byContent.get(content) ?? rule;
    this.byContent.set(content, first);
    return first;
  }
}

/** No line of the program makes a rule but that which has the app synthesized: whoever defines one has a better trace for it. */
function makeScope(stack: Stack): Construct {
  const scope = new Construct(stack, 'DiscoveryConnections');
  scope.node.setContext(DISABLE_CREATION_STACK_TRACES, true);
  makeIdsOnce(scope);
  return scope;
}

/** The scopes of all stacks, each read once. */
export function ruleScopes(): (stack: Stack) => RuleScope {
  const scopes = new Map<Stack, RuleScope>();
  return (stack) => {
    const scope = scopes.get(stack) ?? new RuleScope(stack);
    scopes.set(stack, scope);
    return scope;
  };
}

/** Which groups and which port a rule is about: nothing of that changes while connections are carried out. */
function contentOf(rule: CfnResource): string {
  const { groupId, fromPort, toPort } = rule as CfnSecurityGroupIngress | CfnSecurityGroupEgress;
  const { sourceSecurityGroupId } = rule as CfnSecurityGroupIngress;
  const { destinationSecurityGroupId } = rule as CfnSecurityGroupEgress;
  const groups = [groupId, sourceSecurityGroupId, destinationSecurityGroupId].map((id) => id === undefined ? null : groupKey(rule.stack, id));
  return JSON.stringify([rule.cfnResourceType, ...groups, rule.stack.resolve([fromPort, toPort])]);
}

/** Equal for the IDs of two groups that are surely one. A group of the app is told by its construct: two stacks may have one logical id. */
function groupKey(stack: Stack, id: string): unknown {
  const identity = identityOf(id);
  if (isSecurityGroup(identity)) {
    return [identity.node.path];
  }
  if (typeof identity === 'string' && identity !== id) {
    return identity;
  }
  const [target, ...others] = referencesIn(id, stack);
  const value = stack.resolve(id) as unknown;
  if (target === undefined || others.length > 0) {
    return value;
  }
  return isSecurityGroup(target) && isAttribute(value) ? [target.node.path] : [target.node.path, value];
}

function isSecurityGroup(identity: unknown): identity is CfnResource {
  return CfnResource.isCfnResource(identity) && identity.cfnResourceType === CfnSecurityGroup.CFN_RESOURCE_TYPE_NAME;
}

/** Whether it is nothing but an attribute of a resource: both of a group are its ID. */
function isAttribute(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('Ref' in value || 'Fn::GetAtt' in value);
}
