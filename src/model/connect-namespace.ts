import type { Resource } from './assembly';
import type { EcsServiceFacts } from './ecs-service-facts';
import type { NamespaceFacts } from './namespace-facts';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** The namespace of a service in Service Connect. */
export interface ConnectNamespace {
  /** Where it is given: in the service, or in the cluster. */
  readonly property: Property;
  readonly at: Resource;
  /** Equal for two services only if they surely are in one namespace. */
  readonly key?: string;
  readonly name?: string;
  /** Undefined where the assembly does not define it. */
  readonly namespace?: NamespaceFacts;
}

/** That of the service, or of its cluster; undefined where the cluster is not of the assembly. */
export function connectNamespaceOf(facts: TemplateFacts, { resource, properties, serviceConnect }: EcsServiceFacts): ConnectNamespace | undefined {
  const own = serviceConnect.at('Namespace');
  if (!own.isAbsent) {
    return readNamespace(facts, resource, own);
  }
  const cluster = properties.at('Cluster').resource;
  return cluster?.type === 'AWS::ECS::Cluster'
    ? readNamespace(facts, cluster, facts.as(cluster).properties.at('ServiceConnectDefaults', 'Namespace')) : undefined;
}

export function readNamespace(facts: TemplateFacts, at: Resource, property: Property): ConnectNamespace {
  const text = property.text?.startsWith('arn:') ? undefined : property.text;
  const namespace = property.resource ? facts.once(namespacesByResource).get(property.resource)
    : text === undefined ? undefined : facts.once(namespacesByName).get(JSON.stringify([at.stack, text]));
  const [, id] = /:namespace\/(.+)$/.exec(property.text ?? '') ?? [];
  const key = namespace ? keyOfNamespace(namespace) : id ?? (property.identity === undefined ? undefined : `${at.stack} ${property.identity}`);
  return { property, at, key, name: namespace ? namespace.name : text, namespace };
}

/** The key of a namespace that the assembly defines, see `ConnectNamespace.key`. */
export function keyOfNamespace({ resource }: NamespaceFacts): string {
  return JSON.stringify([resource.stack, resource.logicalId]);
}

function namespacesByResource({ namespaces }: TemplateFacts): ReadonlyMap<Resource, NamespaceFacts> {
  return new Map(namespaces.map((namespace) => [namespace.resource, namespace]));
}

/** Of one stack: what has a name elsewhere may be of another account or Region. */
function namespacesByName({ namespaces }: TemplateFacts): ReadonlyMap<string, NamespaceFacts> {
  return new Map(namespaces.flatMap((namespace) =>
    namespace.name === undefined ? [] : [[JSON.stringify([namespace.resource.stack, namespace.name]), namespace]]));
}
