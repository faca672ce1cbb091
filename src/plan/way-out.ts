import type { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CfnRoute, CfnVPCEndpoint, CfnVPNGatewayRoutePropagation, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { areDifferent } from './identity';

function routeTablesOf(construct: IConstruct): string[] {
  return construct instanceof CfnRoute ? [construct.routeTableId] : construct instanceof CfnVPNGatewayRoutePropagation ? construct.routeTableIds : [];
}

/** Endpoints are of the kind Gateway unless they say otherwise. */
function isInterface({ vpcEndpointType: kind }: CfnVPCEndpoint): boolean {
  return kind !== undefined && kind !== 'Gateway';
}

/**
 * Whether tasks are known to reach nothing outside of the VPC, and none of AWS's services: all of their subnets are isolated ones of a VPC of this app, without a route that was
 * added, and no interface endpoint is there. What may be a way is one.
 */
export function hasNoWayOut(vpc: IVpc, selection: SubnetSelection | undefined): boolean {
  if (!(vpc instanceof Vpc)) {
    return false;
  }
  const { subnets } = vpc.selectSubnets(selection);
  if (!subnets.every((subnet) => vpc.isolatedSubnets.includes(subnet))) {
    return false;
  }
  const constructs = vpc.node.root.node.findAll();
  const routed = constructs.flatMap(routeTablesOf);
  const hasRoute = subnets.some(({ routeTable }) => routed.some((id) => !areDifferent(id, routeTable.routeTableId)));
  return !hasRoute && !constructs.some((construct) =>
    construct instanceof CfnVPCEndpoint && isInterface(construct) && !areDifferent(construct.vpcId, vpc.vpcId));
}
