import type { Assembly, Resource } from './assembly';
import type { Declared } from './declared';
import { declaredOf } from './declared';
import type { NamespaceFacts } from './namespace-facts';
import type { Property } from './property';

/** A Cloud Map service: a name in a namespace. */
export interface CloudMapServiceFacts extends Declared {
  readonly name?: string;
  /** Where the namespace is given: in the service, or in its DnsConfig. */
  readonly namespaceId: Property;
  /** Undefined where the assembly does not define it. */
  readonly namespace?: NamespaceFacts;
  /** The types of the records that are known. */
  readonly recordTypes: readonly string[];
  /** Whether `recordTypes` are all there are. */
  readonly hasAllRecordTypes: boolean;
  /** Without records, it is found through the API only; undefined where that is not known. */
  readonly isApiOnly?: boolean;
  /** What clients look up in DNS; undefined without records, or where a part of it is not known. */
  readonly host?: string;
}

export function cloudMapServicesIn(assembly: Assembly, namespaces: readonly NamespaceFacts[]): CloudMapServiceFacts[] {
  const byResource = new Map<Resource, NamespaceFacts>(namespaces.map((namespace) => [namespace.resource, namespace]));
  return declaredOf(assembly, 'AWS::ServiceDiscovery::Service').map(({ resource, properties }) => {
    const own = properties.at('NamespaceId');
    const namespaceId = own.isAbsent ? properties.at('DnsConfig', 'NamespaceId') : own;
    const namespace = namespaceId.resource && byResource.get(namespaceId.resource);
    const records = properties.at('DnsConfig', 'DnsRecords');
    const types = records.items.map((record) => record.at('Type').text);
    const name = properties.at('Name').text;
    const isApiOnly = apiOnly(properties, namespace);
    return {
      resource,
      properties,
      name,
      namespaceId,
      namespace,
      recordTypes: types.filter((type) => type !== undefined),
      hasAllRecordTypes: records.isWholeList && !types.includes(undefined),
      isApiOnly,
      host: isApiOnly === false && name !== undefined && namespace?.name !== undefined ? `${name === '.' ? '' : `${name}.`}${namespace.name}` : undefined,
    };
  });
}

function apiOnly(properties: Property, namespace: NamespaceFacts | undefined): boolean | undefined {
  if (namespace?.kind === 'HTTP' || properties.at('Type').text === 'HTTP') {
    return true;
  }
  const records = properties.at('DnsConfig', 'DnsRecords');
  return records.isAbsent ? true : records.items.length > 0 ? false : undefined;
}
