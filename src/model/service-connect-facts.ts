import type { ConnectNamespace } from './connect-namespace';
import { connectNamespaceOf } from './connect-namespace';
import type { EcsServiceFacts } from './ecs-service-facts';
import { mappingsOf } from './mapped-ports';
import type { Property } from './property';
import type { PortMappingFacts, TaskDefinitionFacts } from './task-definition-facts';
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
    const namespace = connectNamespaceOf(facts, service);
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
