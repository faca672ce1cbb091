import { resourcesOfType } from './assembly';
import type { Assembly, Resource, ResourceId } from './assembly';
import type { Container, ContainerHealthCheck } from './containers';
import type { EcsService, Registry, ServiceRef } from './ecs-services';
import { healthSource } from './health-source';
import type { HealthSource } from './health-source';
import { listOf, objectOf, textOf } from './json';
import type { Namespace } from './namespaces';
import { numberIn, resolveValue, textIn } from './resolve-value';

export interface DnsRecord {
  readonly type: string;
  readonly ttlSeconds?: number;
}

/** A discovery name, and the ECS service whose tasks it leads to; one fact for each service where several share the name. */
export interface Registration extends ResourceId {
  /** Undefined where it is only known at deployment. */
  readonly discoveryName?: string;
  /** Undefined where the namespace is not in the assembly. */
  readonly namespace?: Namespace;
  /** What clients look up; undefined without DNS records, or where a part of it is not known. */
  readonly host?: string;
  readonly records: readonly DnsRecord[];
  readonly routingPolicy?: string;
  readonly health: HealthSource;
  /** Whether some ECS service registers its tasks under the name. */
  readonly registered: boolean;
  readonly ecsService?: ServiceRef;
  readonly port?: number;
  /** How ECS asks the container that clients call. */
  readonly healthCheck?: ContainerHealthCheck;
  readonly desiredCount?: number;
}

export function registrationsIn(assembly: Assembly, namespaces: readonly Namespace[], services: readonly EcsService[]): Registration[] {
  return resourcesOfType(assembly, 'AWS::ServiceDiscovery::Service').flatMap((resource): Registration[] => {
    const name = readName(assembly, namespaces, resource);
    const registrants = services.flatMap((service) => service.registries
      .filter(({ cloudMapService }) => cloudMapService && isSame(cloudMapService, resource))
      .map((registry) => ({ service, registry })));
    return registrants.length === 0
      ? [{ ...name, registered: false, health: healthSource(resource, undefined) }]
      : registrants.map(({ service, registry }) => ({
        ...name,
        registered: true,
        health: healthSource(resource, service),
        ecsService: service.ref,
        port: registry.port ?? mainContainer(service, registry)?.ports[0],
        healthCheck: mainContainer(service, registry)?.healthCheck,
        desiredCount: service.desiredCount,
      }));
  });
}

type Name = Pick<Registration, 'stack' | 'logicalId' | 'discoveryName' | 'namespace' | 'host' | 'records' | 'routingPolicy'>;

function readName(assembly: Assembly, namespaces: readonly Namespace[], { stack, logicalId, properties }: Resource): Name {
  const dns = objectOf(properties.DnsConfig);
  const id = resolveValue(assembly, stack, properties.NamespaceId ?? dns.NamespaceId);
  const namespace = id.kind === 'reference' ? namespaces.find((candidate) => isSame(candidate, id)) : undefined;
  const discoveryName = textIn(assembly, stack, properties.Name);
  const records = listOf(dns.DnsRecords).map(objectOf)
    .map(({ Type, TTL }) => ({ type: textOf(Type) ?? 'unknown', ttlSeconds: numberIn(assembly, stack, TTL) }));
  const hasHost = records.length > 0 && discoveryName !== undefined && namespace?.name !== undefined;
  return {
    stack,
    logicalId,
    discoveryName,
    namespace,
    host: hasHost ? `${discoveryName}.${namespace.name}` : undefined,
    records,
    routingPolicy: records.length > 0 ? textIn(assembly, stack, dns.RoutingPolicy) : undefined,
  };
}

/** The container that a client would call: the named one, else the first essential one that has a port. */
function mainContainer({ containers = [] }: EcsService, { containerName }: Registry): Container | undefined {
  return containers.find(({ name, essential, ports }) => containerName === undefined ? essential && ports.length > 0 : name === containerName);
}

function isSame(a: ResourceId, b: ResourceId): boolean {
  return a.stack === b.stack && a.logicalId === b.logicalId;
}
