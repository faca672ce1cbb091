import { Stack, Tokenization } from 'aws-cdk-lib';
import type { BaseService, ICluster, ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import type { CapacityShare } from './capacity-choice';
import { providerRules } from './capacity-rules';
import { isAssociation } from './define-deletion-order';
import { renderFinding } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/** Has it checked at synth that the cluster has the Auto Scaling groups of a service: they can be added after the service. */
export function requireAsgProviders(service: BaseService, shares: readonly CapacityShare[], cluster: ICluster): void {
  if (Cluster.isCluster(cluster)) {
    check(service, cluster, () => missingIn(cluster, shares));
  }
}

/** The same of instances that ECS manages: their provider is made for one cluster. */
export function requireManagedProvider(service: BaseService, provider: ManagedInstancesCapacityProvider, cluster: ICluster): void {
  check(service, cluster, () => provider.cluster === cluster ? [] : [provider.node.path]);
}

function check(service: BaseService, cluster: ICluster, missing: () => readonly string[]): void {
  service.node.addValidation({
    validate: () => findingsOf(providerRules, { cluster: cluster.node.path, missing: missing() }).map(renderFinding),
  });
}

function missingIn(cluster: Cluster, shares: readonly CapacityShare[]): string[] {
  const there = cluster.node.findAll()
    .filter(isAssociation)
    .flatMap(({ capacityProviders }) => capacityProviders ?? []);
  const textOf = (provider: string) => JSON.stringify(Stack.of(cluster).resolve(provider));
  const known = new Set(there.map(textOf));
  return shares.map(({ provider }) => provider).filter((provider) => !known.has(textOf(provider))).map(pathOf);
}

/** Where the provider stands in the app: its name is known at deployment only. */
function pathOf(provider: string): string {
  const [token] = Tokenization.reverseString(provider).tokens as { target?: { node: { path: string } } }[];
  return token?.target?.node.path ?? provider;
}
