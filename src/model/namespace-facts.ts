import type { Assembly } from './assembly';
import type { Declared } from './declared';
import { declaredOf } from './declared';

export type NamespaceKind = 'private DNS' | 'public DNS' | 'HTTP';

/** A Cloud Map namespace that the assembly defines. */
export interface NamespaceFacts extends Declared {
  readonly kind: NamespaceKind;
  /** Undefined where it is not known. */
  readonly name?: string;
}

const KINDS: ReadonlyMap<string, NamespaceKind> = new Map([
  ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'private DNS'],
  ['AWS::ServiceDiscovery::PublicDnsNamespace', 'public DNS'],
  ['AWS::ServiceDiscovery::HttpNamespace', 'HTTP'],
]);

export function namespaceFactsIn(assembly: Assembly): NamespaceFacts[] {
  return [...KINDS].flatMap(([type, kind]) => declaredOf(assembly, type)
    .map((declared) => ({ ...declared, kind, name: declared.properties.at('Name').text })));
}
