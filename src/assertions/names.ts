import type { Resource } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { TemplateFacts } from '../model/template-facts';
import { plainName } from '../shared/dns-name';

/** A name that DNS answers, or why it does not. */
export interface KnownName {
  readonly host: string;
  /** Undefined where somebody is registered under it. */
  readonly problem?: string;
}

/** The names of an app, whether something answers under them or not. */
export function namesIn(facts: TemplateFacts): KnownName[] {
  return [...facts.cloudMapServices.flatMap((service) => nameOf(facts, service)), ...proxiedNames(facts)];
}

export function isNamed(name: string): (known: KnownName) => boolean {
  return ({ host }) => plainName(host) === plainName(name);
}

function nameOf(facts: TemplateFacts, service: CloudMapServiceFacts): KnownName[] {
  const { name, namespace, isApiOnly, host } = service;
  if (host !== undefined) {
    return [{ host, problem: isRegistered(facts, service) ? undefined : 'no ECS service registers its tasks under it, and no instance is registered by hand' }];
  }
  return isApiOnly === true && name !== undefined && namespace?.name !== undefined
    ? [{ host: `${name}.${namespace.name}`, problem: 'it has no DNS records: clients find it through the API of Cloud Map only' }] : [];
}

function isRegistered(facts: TemplateFacts, service: CloudMapServiceFacts): boolean {
  return facts.registrantsOf(service).length > 0 || facts.once(servicesWithInstances).has(service.resource);
}

function servicesWithInstances(facts: TemplateFacts): ReadonlySet<Resource | undefined> {
  return new Set(facts.of('AWS::ServiceDiscovery::Instance').map(({ properties }) => properties.at('ServiceId').resource));
}

/** What only the proxies of Service Connect know. */
function proxiedNames({ ecsServices }: TemplateFacts): KnownName[] {
  return ecsServices.flatMap(({ serviceConnect }) => serviceConnect.at('Services').items)
    .flatMap((service) => service.at('ClientAliases').items)
    .flatMap((alias) => alias.at('DnsName').text ?? [])
    .map((host) => ({ host, problem: 'it is a name in Service Connect: only the tasks of services that take part in it find it' }));
}
