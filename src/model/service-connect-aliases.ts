import type { Resource } from './assembly';
import type { EcsServiceFacts } from './ecs-service-facts';
import type { NamespaceFacts } from './namespace-facts';
import type { Property } from './property';
import type { PortMappingFacts } from './task-definition-facts';
import type { TemplateFacts } from './template-facts';
import { plainName } from '../shared/dns-name';

/** A name under which clients of Service Connect call a service. */
export interface ConnectAlias {
  readonly service: EcsServiceFacts;
  readonly property: Property;
  readonly host: string;
  readonly port?: number;
  /** The name of the namespace, where it is known. */
  readonly namespace?: string;
  /** The port mapping that calls go to, where it is known. */
  readonly mapping?: PortMappingFacts;
  /** Where the proxy of the target takes calls in place of the port of the container. */
  readonly ingressPort?: number;
}

function namespacesByResource({ namespaces }: TemplateFacts): ReadonlyMap<Resource | undefined, NamespaceFacts> {
  return new Map(namespaces.map((namespace) => [namespace.resource, namespace]));
}

/** The name of the namespace that the service says, or else its cluster; undefined where it is not known. */
export function connectNamespaceOf({ serviceConnect, properties }: EcsServiceFacts, facts: TemplateFacts): string | undefined {
  const own = serviceConnect.at('Namespace');
  const cluster = properties.at('Cluster').resource;
  const given = own.isAbsent && cluster ? facts.as(cluster).properties.at('ServiceConnectDefaults', 'Namespace') : own;
  const namespace = given.resource && facts.once(namespacesByResource).get(given.resource);
  return namespace ? namespace.name : given.text?.startsWith('arn:') ? undefined : given.text;
}

/** The names of the assembly in Service Connect, as far as they are known. */
export function connectAliasesIn(facts: TemplateFacts): ReadonlyMap<string, readonly ConnectAlias[]> {
  const byHost = new Map<string, ConnectAlias[]>();
  const servers = facts.ecsServices.filter(({ isInServiceConnect }) => isInServiceConnect === true);
  for (const alias of servers.flatMap((service) => aliasesOf(service, facts))) {
    byHost.set(alias.host, [...byHost.get(alias.host) ?? [], alias]);
  }
  return byHost;
}

function aliasesOf(service: EcsServiceFacts, facts: TemplateFacts): ConnectAlias[] {
  const namespace = connectNamespaceOf(service, facts);
  return service.serviceConnect.at('Services').items.flatMap((entry) => {
    const portName = entry.at('PortName').text;
    const discoveryName = entry.at('DiscoveryName').isAbsent ? portName : entry.at('DiscoveryName').text;
    const mappings = service.taskDefinition?.containers.flatMap(({ portMappings }) => portMappings) ?? [];
    const mapping = mappings.find(({ name }) => name !== undefined && name === portName);
    const byDefault = discoveryName !== undefined && namespace !== undefined ? `${discoveryName}.${namespace}` : undefined;
    return entry.at('ClientAliases').items.flatMap((property) => {
      const dnsName = property.at('DnsName');
      const host = dnsName.isAbsent ? byDefault : dnsName.text;
      return host === undefined ? [] : [{
        service, property, host: plainName(host), port: property.at('Port').number, namespace, mapping, ingressPort: entry.at('IngressPortOverride').number,
      }];
    });
  });
}

/** Whether something in Service Connect is not known that may have a name of its own. */
export function hasUnknownAliases(facts: TemplateFacts): boolean {
  return facts.ecsServices.some((service) => service.isInServiceConnect === undefined || (service.isInServiceConnect && !(service.serviceConnect.at('Services').isWholeList
    && service.serviceConnect.at('Services').items.every((entry) => entry.at('ClientAliases').isWholeList && areKnown(entry)))));
}

/** Names that stand in the entry; where it has none, one is made of the name of the port, which is known or does not matter. */
function areKnown(entry: Property): boolean {
  const names = [entry.at('PortName'), entry.at('DiscoveryName'), ...entry.at('ClientAliases').items.map((alias) => alias.at('DnsName'))];
  return names.every(({ isAbsent, text }) => isAbsent || text !== undefined);
}
