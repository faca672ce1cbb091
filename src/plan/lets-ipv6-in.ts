import type { Connections } from 'aws-cdk-lib/aws-ec2';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { identityOf } from './identity';

type Ingress = Partial<CfnSecurityGroup.IngressProperty>;

/** Whether a rule may let in a client by IPv6: one that names IPv4 addresses does not. */
const mayBeIpv6 = ({ cidrIp }: Ingress) => cidrIp === undefined;

/** Whether security groups may let in clients by IPv6. A group that was imported may do anything. */
export function letsIpv6In({ securityGroups }: Connections): boolean {
  return securityGroups.length === 0 || securityGroups.some(({ securityGroupId, node: { root } }) => {
    const group = identityOf(securityGroupId);
    if (!(group instanceof CfnSecurityGroup)) {
      return true;
    }
    const inside = group.stack.resolve(group.securityGroupIngress) as Ingress[] | undefined ?? [];
    const beside = root.node.findAll().filter((construct) => construct instanceof CfnSecurityGroupIngress)
      .filter(({ groupId }) => groupId !== undefined && identityOf(groupId) === group);
    return !Array.isArray(inside) || [...inside, ...beside].some(mayBeIpv6);
  });
}
