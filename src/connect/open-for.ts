import type { CfnResource } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { Connections, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { identityOf } from '../plan/identity';
import { keepsItsOwnRules } from '../security-group/own-rules';
import { Synthesis } from '../shared/synthesis';

const DESCRIPTION = 'Load balancer or VPC link to target';

/** One way through. */
interface Opening {
  readonly caller: ISecurityGroup;
  readonly target: ISecurityGroup;
  readonly port: Port;
}

/**
 * Lets something that belongs to a service (its load balancer) in to the tasks.
 *
 * Later, because instances can still join the cluster. A rule between groups of one stack is there, where a second service finds it; any other one is in the stack of
 * the service, which refers to the load balancer, or to the instances, of another stack, and neither of these comes to refer to it.
 */
export function openFor(service: BaseService, groups: () => readonly ISecurityGroup[], caller: Connections, ports: readonly Port[]): void {
  Synthesis.of(service).prepare(() => {
    const openings = groups().flatMap((target) => caller.securityGroups.flatMap((from) => ports.map((port) => ({ caller: from, target, port }))));
    openings.forEach((opening) => open(opening, Stack.of(service)));
  });
}

function open(opening: Opening, stackOfService: Stack): void {
  const { caller, target, port } = opening;
  const scope = ruleScope(Stack.of(caller) === Stack.of(target) ? Stack.of(target) : stackOfService);
  const id = `${caller.uniqueId} to ${target.uniqueId}:${port.toString()}`;
  if (keepsItsOwnRules(target)) {
    target.addIngressRule(caller, port, DESCRIPTION);
  } else {
    defineOnce(opening, freeId(scope, id), CfnSecurityGroupIngress, (free) => new CfnSecurityGroupIngress(scope, free, {
      groupId: target.securityGroupId, ...caller.toIngressRuleConfig(), ...port.toRuleJson(), description: DESCRIPTION,
    }));
  }
  if (mayBeClosedOutwards(caller) && !keepsItsOwnRules(caller)) {
    defineOnce(opening, freeId(scope, `out of ${id}`), CfnSecurityGroupEgress, (free) => new CfnSecurityGroupEgress(scope, free, {
      groupId: caller.securityGroupId, ...target.toEgressRuleConfig(), ...port.toRuleJson(), description: DESCRIPTION,
    }));
  }
}

/** What the CDK takes an imported group for is not what it is: those of our own load balancers are closed. A rule too many does no harm. */
function mayBeClosedOutwards({ allowAllOutbound, node }: ISecurityGroup): boolean {
  return !allowAllOutbound || node.defaultChild === undefined;
}

/** Beside the services and load balancers and not below one of them, as connections have it: whatever waits for one of them waits for no rule. */
function ruleScope(stack: Stack): Construct {
  return stack.node.tryFindChild('DiscoveryConnections') as Construct | undefined ?? new Construct(stack, 'DiscoveryConnections');
}

/** All ports that are not known yet have one name. */
function freeId(scope: Construct, id: string): string {
  return scope.node.tryFindChild(id) ? freeId(scope, `${id} again`) : id;
}

type Rule = CfnSecurityGroupIngress | CfnSecurityGroupEgress;

/** EC2 refuses a rule that is there already: of another service on the same instances, of two ways through one load balancer, or made by the user. */
function defineOnce(
  { caller, target, port }: Opening, id: string, type: new (...args: never[]) => Rule, define: (id: string) => CfnResource,
): void {
  const wanted = Object.entries(port.toRuleJson() as Record<string, unknown>);
  const [from, to] = [caller, target].map(({ securityGroupId }) => identityOf(securityGroupId));
  const isThere = target.node.root.node.findAll().some((construct) => {
    if (!(construct instanceof type)) {
      return false;
    }
    const [source, destination] = construct instanceof CfnSecurityGroupIngress ? [construct.sourceSecurityGroupId, construct.groupId]
      : [construct.groupId, construct.destinationSecurityGroupId];
    return source !== undefined && destination !== undefined && identityOf(source) === from && identityOf(destination) === to
      && wanted.every(([name, value]) => construct[name as keyof Rule] === value);
  });
  if (!isThere) {
    define(id);
  }
}
