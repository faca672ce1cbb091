import { Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { IConstruct } from 'constructs';
import type { DefinedNamespace, NamespaceDetails } from './namespace-choice';
import { known } from '../shared/known';

/** What a namespace is found by. */
export type NamespaceIdentity = Pick<DefinedNamespace, 'type' | 'name'>;

/** The construct below a VPC that holds the namespaces which this library defines for it. */
export const NAMESPACES_ID = 'DiscoveryNamespaces';

/** What users said of the namespaces that this library has defined. */
const detailsOf = new WeakMap<IConstruct, NamespaceDetails>();

/** The one construct id that holds input: a VPC has as many namespaces as it has names. Encoded, because an id has no slash of its own. */
export function namespaceKey({ type, name }: NamespaceIdentity, vpc: IVpc): string {
  const key = known(name) ? encodeURIComponent(name) : JSON.stringify(Stack.of(vpc).resolve(name));
  return type === NamespaceType.DNS_PRIVATE ? key : `${type}:${key}`;
}

/** The namespace of this name that this library has defined for a VPC, if it has. */
export function definedNamespace(identity: NamespaceIdentity, vpc: IVpc): INamespace | undefined {
  return vpc.node.tryFindChild(NAMESPACES_ID)?.node.tryFindChild(namespaceKey(identity, vpc)) as INamespace | undefined;
}

/** The cluster's default namespace, where it is one of this type and name. */
export function defaultNamespace({ type, name }: NamespaceIdentity, cluster: ICluster): INamespace | undefined {
  const found = cluster.defaultCloudMapNamespace;
  return found?.type === type && found.namespaceName === name ? found : undefined;
}

/** Adds what one more service says of a namespace to what others have said. */
export function rememberDetails(cloudMapNamespace: INamespace, details: NamespaceDetails): NamespaceDetails {
  const said = Object.entries(detailsIn(details)).filter(([, value]) => value !== undefined);
  const all = { ...detailsOf.get(cloudMapNamespace), ...Object.fromEntries(said) as NamespaceDetails };
  detailsOf.set(cloudMapNamespace, all);
  return all;
}

export function rememberedDetails(cloudMapNamespace: INamespace): NamespaceDetails {
  return detailsOf.get(cloudMapNamespace) ?? {};
}

function detailsIn({ negativeCacheTtlSeconds, description, delegation, httpName }: NamespaceDetails): NamespaceDetails {
  return { negativeCacheTtlSeconds, description, delegation, httpName };
}

/**
 * The options that a namespace which is there already cannot have: another service gave them other values, or the namespace is
 * the cluster's own.
 */
export function contradictingDetails(choice: DefinedNamespace, cluster: ICluster, vpc: IVpc): string[] {
  const there = definedNamespace(choice, vpc);
  const { negativeCacheTtlSeconds, description, delegation, httpName } = there ? rememberedDetails(there) : {};
  const options = [
    { option: 'negativeCacheTtl', wanted: choice.negativeCacheTtlSeconds, given: negativeCacheTtlSeconds },
    { option: 'description', wanted: choice.description, given: description },
    { option: 'delegation', wanted: choice.delegation, given: delegation },
    { option: 'httpName', wanted: choice.httpName, given: httpName },
  ];
  const isDefault = defaultNamespace(choice, cluster) !== undefined;
  return options
    .filter(({ option, wanted, given }) => wanted !== undefined && ((isDefault && option !== 'httpName') || (known(given) && known(wanted) && !isSame(given, wanted))))
    .map(({ option }) => option);
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') {
    return a === b;
  }
  const [first, second] = [a, b] as Array<Required<NamespaceDetails>['delegation']>;
  return first.parentZone.hostedZoneId === second.parentZone.hostedZoneId && first.nameServers?.join() === second.nameServers?.join();
}
