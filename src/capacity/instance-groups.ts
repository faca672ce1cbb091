import { Reference, Tokenization } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { AsgCapacityProvider, ICluster } from 'aws-cdk-lib/aws-ecs';
import { Cluster } from 'aws-cdk-lib/aws-ecs';

/**
 * The security groups of all instances that a cluster has by now.
 *
 * @param providerNames where given and of this app, only those: tasks run on no others
 *
 * The cluster itself knows those of groups that were added without a capacity provider, and forgets those of providers.
 */
export function instanceGroups(cluster: ICluster, providerNames: readonly string[] = []): readonly ISecurityGroup[] {
  const named = providerNames.flatMap(asgProvider);
  if (named.length > 0 && named.length === providerNames.length) {
    return [...new Set(named.flatMap(groupsOf))];
  }
  const providers = Cluster.isCluster(cluster) ? cluster.capacityProviderNames.flatMap(asgProvider) : [];
  const ofProviders = providers.flatMap(groupsOf);
  return [...new Set([...cluster.connections.securityGroups, ...ofProviders])];
}

function groupsOf({ autoScalingGroup }: AsgCapacityProvider): readonly ISecurityGroup[] {
  return autoScalingGroup.connections.securityGroups;
}

/** The provider that a name is a reference to. */
function asgProvider(name: string): AsgCapacityProvider[] {
  const [token] = Tokenization.reverseString(name).tokens;
  const provider = Reference.isReference(token) ? token.target.node.scope as AsgCapacityProvider | undefined : undefined;
  return provider?.autoScalingGroup ? [provider] : [];
}
