import { Stack } from 'aws-cdk-lib';
import type { Connections, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import { Synthesis } from '../shared/synthesis';

const DESCRIPTION = 'Load balancer or VPC link to target';

/**
 * Lets something that belongs to a service (its load balancer) in to the tasks.
 *
 * Later, because instances can still join the cluster. All rules are in the stack of the service: it refers to the load balancer, or to the instances, of another
 * stack, and neither of these comes to refer to it.
 */
export function openFor(service: BaseService, groups: () => readonly ISecurityGroup[], caller: Connections, ports: readonly Port[]): void {
  Synthesis.of(service).prepare(() => {
    for (const group of groups()) {
      const isNear = Stack.of(group) === Stack.of(service);
      ports.forEach((port) => isNear
        ? group.connections.allowFrom({ connections: caller }, port, DESCRIPTION)
        : caller.allowTo(group, port, DESCRIPTION));
    }
  });
}
