import type { Resource } from './assembly';
import type { EcsServiceFacts } from './ecs-service-facts';
import type { NamespaceFacts } from './namespace-facts';
import type { Property } from './property';
import type { ContainerFacts, PortMappingFacts, TaskDefinitionFacts } from './task-definition-facts';
import type { TemplateFacts } from './template-facts';

/** How clients call a port of a service. */
export interface ConnectAlias {
  readonly property: Property;
  readonly dnsName?: string;
  readonly port?: number;
}

/** A port of a service that others call through Service Connect. */
export interface ConnectPort {
  readonly property: Property;
  readonly portName?: string;
  /** The port mapping that has the name; undefined where there is none, or it is not known. */
  readonly mapping?: PortMappingFacts;
  /** Of the Cloud Map service that ECS makes for it; that of the port where none is given. */
  readonly discoveryName?: string;
  readonly aliases: readonly ConnectAlias[];
}

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

/** An ECS service that takes part in Service Connect. */
export interface ConnectedService {
  readonly service: EcsServiceFacts;
  /** Undefined where the cluster has to know it, and is not of the assembly. */
  readonly namespace?: ConnectNamespace;
  readonly ports: readonly ConnectPort[];
  /** Whether it surely only calls others. */
  readonly isClientOnly: boolean;
}

export function connectedServices(facts: TemplateFacts): readonly ConnectedService[] {
  return facts.ecsServices.filter(({ isInServiceConnect }) => isInServiceConnect).map((service) => {
    const namespace = namespaceOf(facts, service);
    const services = service.serviceConnect.at('Services');
    return {
      service,
      namespace,
      ports: services.items.map((property) => readPort(property, service.taskDefinition, namespace?.name)),
      isClientOnly: services.isWholeList && services.items.length === 0,
    };
  });
}

function readPort(property: Property, task: TaskDefinitionFacts | undefined, namespaceName: string | undefined): ConnectPort {
  const [portName, own] = [property.at('PortName').text, property.at('DiscoveryName')];
  const discoveryName = own.isAbsent ? portName : own.text;
  const defaultHost = discoveryName === undefined || namespaceName === undefined ? undefined : `${discoveryName}.${namespaceName}`;
  return {
    property,
    portName,
    mapping: portName === undefined ? undefined : mappingsOf(task).find(({ name }) => name === portName),
    discoveryName,
    aliases: property.at('ClientAliases').items.map((alias) => ({
      property: alias,
      dnsName: alias.at('DnsName').isAbsent ? defaultHost : alias.at('DnsName').text,
      port: alias.at('Port').number,
    })),
  };
}

function mappingsOf(task: TaskDefinitionFacts | undefined): readonly PortMappingFacts[] {
  return task?.containers.flatMap(({ portMappings }) => portMappings) ?? [];
}

/** The names of all port mappings of a task; undefined where they are not all known. */
export function portNamesOf(task: TaskDefinitionFacts): readonly string[] | undefined {
  const isKnown = ({ hasAllPortMappings, portMappings }: ContainerFacts) =>
    hasAllPortMappings && portMappings.every(({ name, property }) => name !== undefined || property.at('Name').isAbsent);
  return task.hasAllContainers && task.containers.every(isKnown) ? mappingsOf(task).flatMap(({ name }) => name ?? []) : undefined;
}

function namespaceOf(facts: TemplateFacts, { resource, properties, serviceConnect }: EcsServiceFacts): ConnectNamespace | undefined {
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
