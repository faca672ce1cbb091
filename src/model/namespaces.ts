import { resourcesOfType } from './assembly';
import type { Assembly, ResourceId } from './assembly';
import { objectOf } from './json';
import { numberIn, textIn } from './resolve-value';

export type NamespaceKind = 'private DNS' | 'public DNS' | 'HTTP';

/** A Cloud Map namespace that the assembly defines. */
export interface Namespace extends ResourceId {
  /** Undefined where it is only known at deployment. */
  readonly name?: string;
  readonly kind: NamespaceKind;
  /** How long a resolver remembers that a name does not exist. */
  readonly negativeCacheTtlSeconds?: number;
}

const KINDS: ReadonlyMap<string, NamespaceKind> = new Map([
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'private DNS'],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', 'public DNS'],
  ['AWS::ServiceDiscovery::HttpNamespace', 'HTTP'],
]);

export function namespacesIn(assembly: Assembly): Namespace[] {
  return [...KINDS].flatMap(([resourceType, kind]) => resourcesOfType(assembly, resourceType)
    .map(({ stack, logicalId, properties }): Namespace => {
      const dnsProperties = objectOf(objectOf(properties.Properties).DnsProperties);
      return {
        stack,
        logicalId,
        kind,
        name: textIn(assembly, stack, properties.Name),
        negativeCacheTtlSeconds: numberIn(assembly, stack, objectOf(dnsProperties.SOA).TTL),
      };
    }));
}
