import { arnIn, digestOf } from './identifiers';
import type { NamespaceType, SimulatedNamespace } from './simulated-app';
import { isTtl } from './ttl';
import type { Resource } from '../../model/assembly';
import type { NamespaceFacts } from '../../model/namespace-facts';
import type { TemplateFacts } from '../../model/template-facts';

const TYPES: Readonly<Record<NamespaceFacts['kind'], NamespaceType>> = { 'private DNS': 'DNS_PRIVATE', 'public DNS': 'DNS_PUBLIC', 'HTTP': 'HTTP' };

/**
 * How long a resolver remembers that a name does not exist, where the namespace does not say it: what was measured at a VPC's resolver, and what Route 53 writes in the SOA
 * record of a public zone.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
 */
const NEGATIVE_TTL: Readonly<Record<NamespaceType, number>> = { DNS_PRIVATE: 300, DNS_PUBLIC: 900, HTTP: 0 };

/** The namespaces whose name is known. */
export function readNamespaces(facts: TemplateFacts): ReadonlyMap<Resource, SimulatedNamespace> {
  const taken = new Set<string>();
  return new Map(facts.namespaces.flatMap((namespace) => {
    const { resource, name } = namespace;
    if (name === undefined) {
      return [];
    }
    const httpName = taken.has(name) ? `${name}-${digestOf(resource, 17)}` : name;
    taken.add(httpName);
    return [[resource, readNamespace(facts, namespace, name, httpName)]];
  }));
}

function readNamespace(facts: TemplateFacts, { resource, kind, properties }: NamespaceFacts, name: string, httpName: string): SimulatedNamespace {
  const id = `ns-${digestOf(resource, 16)}`;
  const type = TYPES[kind];
  const given = properties.at('Properties', 'DnsProperties', 'SOA', 'TTL').number;
  return {
    id,
    arn: arnIn(facts, resource.stack, 'servicediscovery', `namespace/${id}`),
    name,
    httpName,
    type,
    description: properties.at('Description').text,
    negativeTtlSeconds: given !== undefined && isTtl(given) ? given : NEGATIVE_TTL[type],
  };
}
