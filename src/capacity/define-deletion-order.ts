import { CfnResource } from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { BaseService, ICluster } from 'aws-cdk-lib/aws-ecs';
import { CfnClusterCapacityProviderAssociations } from 'aws-cdk-lib/aws-ecs';
import type { IConstruct, IDependable } from 'constructs';
import { Dependable } from 'constructs';

/**
 * Has a service deleted before the capacity that its tasks run on, and created after it.
 *
 * CloudFormation refuses to take a capacity provider from a cluster while a service uses it ("The specified capacity provider is in use and cannot be
 * removed", aws/aws-cdk#14732, #19275), and nothing in the templates of the CDK says that the service must go first. The providers themselves, and the
 * Auto Scaling groups behind them, are deleted after the association, because it refers to them.
 */
export function deleteBeforeCapacity(service: BaseService, cluster: ICluster): void {
  service.node.addDependency(capacityOf(cluster));
}

/** Looked for when it is asked for: the CDK makes the association at synth. */
function capacityOf(cluster: ICluster): IDependable {
  const capacity: IDependable = {};
  Dependable.implement(capacity, {
    get dependencyRoots(): IConstruct[] {
      return cluster.node.findAll().filter((construct) =>
        isAssociation(construct) || isOfType(construct, CfnAutoScalingGroup.CFN_RESOURCE_TYPE_NAME));
    },
  });
  return capacity;
}

/** What ties the capacity providers to a cluster. */
export function isAssociation(construct: IConstruct): construct is CfnClusterCapacityProviderAssociations {
  return isOfType(construct, CfnClusterCapacityProviderAssociations.CFN_RESOURCE_TYPE_NAME);
}

/** By its type and not by its class: an app can load a module of the CDK twice. */
function isOfType(construct: IConstruct, type: string): boolean {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === type;
}

/**
 * Has capacity providers deleted before the routes to the internet. Instances tell ECS that they are gone; without a route they stay registered, and the
 * stack waits for them (aws/aws-cdk#36071).
 */
export function deleteBeforeRoutes(providers: readonly IConstruct[], { vpc }: ICluster): void {
  const routes = [...vpc.privateSubnets, ...vpc.publicSubnets].map(({ internetConnectivityEstablished }) => internetConnectivityEstablished);
  providers.forEach(({ node }) => node.addDependency(...routes));
}
