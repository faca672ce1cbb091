import { Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import type { PrivateDnsDetails } from './discovery-namespace';
import { known } from '../shared/known';

/** The construct below a VPC that holds the namespaces which this library defines for it. */
export const NAMESPACES_ID = 'DiscoveryNamespaces';

/** What users said of the namespaces that this library has defined. */
const detailsOf = new WeakMap<IConstruct, PrivateDnsDetails>();

/** The one construct id that holds input: a VPC has as many namespaces as it has names. Encoded, because an id has no slash of its own. */
export function namespaceKey(name: string, vpc: IVpc): string {
  return known(name) ? encodeURIComponent(name) : JSON.stringify(Stack.of(vpc).resolve(name));
}

/** The namespace of this name that this library has defined for a VPC, if it has. */
export function definedNamespace(name: string, vpc: IVpc): INamespace | undefined {
  return vpc.node.tryFindChild(NAMESPACES_ID)?.node.tryFindChild(namespaceKey(name, vpc)) as INamespace | undefined;
}

/** The cluster's default namespace, where it is a private one of this name. */
export function defaultNamespace(name: string, cluster: ICluster): INamespace | undefined {
  const found = cluster.defaultCloudMapNamespace;
  return found?.type === NamespaceType.DNS_PRIVATE && found.namespaceName === name ? found : undefined;
}

export function rememberDetails(cloudMapNamespace: INamespace, details: PrivateDnsDetails): PrivateDnsDetails {
  const all = { ...detailsOf.get(cloudMapNamespace), ...details };
  detailsOf.set(cloudMapNamespace, all);
  return all;
}

/**
 * The options that a namespace which is there already cannot have: another service gave them other values, or the namespace is
 * the cluster's own.
 */
export function contradictingDetails(name: string, details: PrivateDnsDetails, cluster: ICluster, vpc: IVpc): string[] {
  const { negativeCacheTtlSeconds, description } = detailsOf.get(definedNamespace(name, vpc)!) ?? {};
  const options = [
    { option: 'negativeCacheTtl', wanted: details.negativeCacheTtlSeconds, given: negativeCacheTtlSeconds },
    { option: 'description', wanted: details.description, given: description },
  ];
  const isDefault = defaultNamespace(name, cluster) !== undefined;
  return options
    .filter(({ wanted, given }) => wanted !== undefined && (isDefault || (known(given) && known(wanted) && given !== wanted)))
    .map(({ option }) => option);
}
