import { CfnResource } from 'aws-cdk-lib';
import type { CfnRoute, CfnSubnetRouteTableAssociation, CfnVPCEndpoint, CfnVPNGatewayRoutePropagation, ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { areDifferent, identityOf } from './identity';

/** The resources that lead traffic somewhere by a route table. */
const ROUTES = ['AWS::EC2::Route', 'AWS::EC2::VPNGatewayRoutePropagation', 'AWS::EC2::RouteServerPropagation'];

/** The route tables that a resource is about; undefined where they cannot be read: it was made by hand, so it may be about any. */
function routeTablesOf(resource: CfnResource): readonly string[] | undefined {
  const { routeTableId, routeTableIds } = resource as CfnRoute & CfnVPNGatewayRoutePropagation;
  return routeTableIds ?? (routeTableId === undefined ? undefined : [routeTableId]);
}

/** Endpoints are of the kind Gateway unless they say otherwise. */
function isInterfaceIn(vpc: IVpc, resource: CfnResource): boolean {
  const { vpcEndpointType: kind, vpcId } = resource as CfnVPCEndpoint;
  return vpcId === undefined || (kind !== undefined && kind !== 'Gateway' && !areDifferent(vpcId, vpc.vpcId));
}

/** Whether a subnet was given another route table than its own. */
function isMoved({ node, routeTable }: ISubnet): boolean {
  const association = node.tryFindChild('RouteTableAssociation') as CfnSubnetRouteTableAssociation | undefined;
  return association === undefined || identityOf(association.routeTableId) !== identityOf(routeTable.routeTableId);
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
  if (!subnets.every((subnet) => vpc.isolatedSubnets.includes(subnet)) || subnets.some(isMoved)) {
    return false;
  }
  const resources = vpc.node.root.node.findAll().filter((construct: IConstruct) => CfnResource.isCfnResource(construct));
  const leads = (tables: readonly string[] | undefined) => tables === undefined
    || subnets.some(({ routeTable }) => tables.some((id) => !areDifferent(id, routeTable.routeTableId)));
  return !resources.some((resource) => ROUTES.includes(resource.cfnResourceType) && leads(routeTablesOf(resource)))
    && !resources.some((resource) => resource.cfnResourceType === 'AWS::EC2::VPCEndpoint' && isInterfaceIn(vpc, resource));
}
