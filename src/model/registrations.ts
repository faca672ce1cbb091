import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import type { ContainerHealthCheck } from './container-health-check';
import { healthCheckOf } from './container-health-check';
import type { EcsServiceFacts, RegistryFacts } from './ecs-service-facts';
import type { HealthSource } from './health-source';
import { healthSource } from './health-source';
import type { ContainerFacts } from './task-definition-facts';
import type { TemplateFacts } from './template-facts';

export interface DnsRecord {
  readonly type: string;
  readonly ttlSeconds?: number;
}

/** A discovery name, and the ECS service whose tasks it leads to; one fact for each service where several share the name. */
export interface Registration {
  readonly name: CloudMapServiceFacts;
  readonly records: readonly DnsRecord[];
  readonly health: HealthSource;
  /** Undefined where no ECS service registers its tasks under the name. */
  readonly service?: EcsServiceFacts;
  readonly port?: number;
  /** How ECS asks the container that clients call. */
  readonly healthCheck?: ContainerHealthCheck;
}

export function registrationsIn(facts: TemplateFacts): readonly Registration[] {
  return facts.cloudMapServices.flatMap((name): Registration[] => {
    const records = name.properties.at('DnsConfig', 'DnsRecords').items
      .map((record) => ({ type: record.at('Type').text ?? 'unknown', ttlSeconds: record.at('TTL').number }));
    const registrants = facts.registrantsOf(name);
    return registrants.length === 0
      ? [{ name, records, health: healthSource(name, undefined) }]
      : registrants.map((service) => ({ name, records, ...registrant(name, service) }));
  });
}

function registrant(name: CloudMapServiceFacts, service: EcsServiceFacts): Pick<Registration, 'health' | 'service' | 'port' | 'healthCheck'> {
  const registry = service.registries.find(({ cloudMapService }) => cloudMapService === name)!;
  const container = mainContainer(service, registry);
  const given = [registry.property.at('ContainerPort'), registry.property.at('Port')].find(({ isAbsent }) => !isAbsent);
  return {
    health: healthSource(name, service),
    service,
    port: given ? given.number : container?.portMappings[0]?.containerPort,
    healthCheck: container && healthCheckOf(container),
  };
}

/** The container that a client would call: the named one, else the first essential one that has a port. */
function mainContainer({ taskDefinition }: EcsServiceFacts, { property }: RegistryFacts): ContainerFacts | undefined {
  const named = property.at('ContainerName');
  return taskDefinition?.containers.find(({ name, isEssential, portMappings }) =>
    named.isAbsent ? isEssential !== false && portMappings.length > 0 : name !== undefined && name === named.text);
}
