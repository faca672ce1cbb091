import type { Resource } from './assembly';
import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import type { Declared } from './declared';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** An instance of a Cloud Map service that is registered by hand. */
export interface InstanceFacts extends Declared {
  /** Undefined where the assembly does not define it. */
  readonly service?: CloudMapServiceFacts;
  readonly attributes: Property;
}

export function instancesIn(facts: TemplateFacts): InstanceFacts[] {
  const services = new Map<Resource | undefined, CloudMapServiceFacts>(facts.cloudMapServices.map((service) => [service.resource, service]));
  return facts.of('AWS::ServiceDiscovery::Instance').map((declared) => ({
    ...declared,
    service: services.get(declared.properties.at('ServiceId').resource),
    attributes: declared.properties.at('InstanceAttributes'),
  }));
}
