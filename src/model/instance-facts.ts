import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import type { Declared } from './declared';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** A Cloud Map instance that the template registers itself. */
export interface InstanceFacts extends Declared {
  readonly serviceId: Property;
  /** Undefined where the assembly does not define it. */
  readonly cloudMapService?: CloudMapServiceFacts;
  readonly attributes: Property;
  /** Whether it is an alias to a load balancer; undefined where that is not known. */
  readonly isAlias?: boolean;
}

export function instancesIn(facts: TemplateFacts): readonly InstanceFacts[] {
  const services = new Map(facts.cloudMapServices.map((service) => [service.resource, service]));
  return facts.of('AWS::ServiceDiscovery::Instance').map((declared) => {
    const serviceId = declared.properties.at('ServiceId');
    const attributes = declared.properties.at('InstanceAttributes');
    const alias = attributes.at('AWS_ALIAS_DNS_NAME');
    return {
      ...declared,
      serviceId,
      cloudMapService: serviceId.resource && services.get(serviceId.resource),
      attributes,
      isAlias: alias.isThere ? true : alias.isAbsent ? false : undefined,
    };
  });
}
