import { arnIn, digest } from './identifiers';
import type { SimulatedNamespace } from './simulated-app';
import type { CloudMapServiceFacts } from '../../model/cloud-map-service-facts';
import type { TemplateFacts } from '../../model/template-facts';

/** The names of namespaces that no template has, by their ids; under an empty id, that of all others. */
export type ExistingNamespaces = ReadonlyMap<string, string>;

/** The namespace of a service, where no template has it and its name is known. */
export type NamespaceOf = (service: CloudMapServiceFacts) => SimulatedNamespace | undefined;

/** How long a resolver remembers that a name does not exist, where the namespace does not say it: what was measured at the resolver of a VPC. */
const NEGATIVE_TTL = 300;

/** The namespaces of services whose namespace another app has made: taken for private ones, each made once. */
export function existingNamespaceOf(facts: TemplateFacts, existing: ExistingNamespaces): NamespaceOf {
  const made = new Map<string, SimulatedNamespace>();
  return ({ namespaceId, resource }) => {
    const id = namespaceId.text ?? '';
    const name = existing.get(id) ?? existing.get('');
    if (name === undefined || namespaceId.resource) {
      return undefined;
    }
    const namespace = made.get(name) ?? namespaceNamed(facts, resource.stack, id === '' ? `ns-${digest(name, 16)}` : id, name);
    made.set(name, namespace);
    return namespace;
  };
}

function namespaceNamed(facts: TemplateFacts, stack: string, id: string, name: string): SimulatedNamespace {
  const arn = arnIn(facts, stack, 'servicediscovery', `namespace/${id}`);
  return { id, arn, name, httpName: name, type: 'DNS_PRIVATE', negativeTtlSeconds: NEGATIVE_TTL };
}
