import type { Declared } from './declared';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';
import { isInZone, plainName } from '../shared/dns-name';

/** A health check of Route 53. */
export interface HealthCheckFacts extends Declared {
  readonly config: Property;
  readonly type?: string;
  /** What checkers on the internet ask: HTTP, HTTPS or TCP; undefined for a check of another kind. */
  readonly asks?: 'HTTP' | 'HTTPS' | 'TCP';
  /** What they look up: a name that is given without an address. */
  readonly host?: Property;
}

export function healthChecksIn(facts: TemplateFacts): readonly HealthCheckFacts[] {
  return facts.of('AWS::Route53::HealthCheck').map((declared) => {
    const config = declared.properties.at('HealthCheckConfig');
    const type = config.at('Type').text;
    const asks = /^(HTTPS?|TCP)(_STR_MATCH)?$/.exec(type ?? '')?.[1] as HealthCheckFacts['asks'];
    return { ...declared, config, type, asks, host: asks && config.at('IPAddress').isAbsent ? config.at('FullyQualifiedDomainName') : undefined };
  });
}

/** The load balancer whose name a check looks up, where the assembly defines it. */
export function loadBalancerAsked({ host }: HealthCheckFacts, facts: TemplateFacts): Declared | undefined {
  const resource = host?.resource;
  return resource && /^AWS::ElasticLoadBalancing(V2)?::LoadBalancer$/.test(resource.type) ? facts.as(resource) : undefined;
}

/** Names that resolve inside a VPC only, each with the resource that says so. */
export interface InsideNames {
  /** Of tasks, whose addresses are private in any namespace. */
  readonly hosts: ReadonlyMap<string, Declared>;
  /** Of private namespaces. */
  readonly zones: ReadonlyArray<readonly [name: string, declared: Declared]>;
  /** Whether a name is in a zone of the assembly that the internet asks. */
  readonly isPublic: (name: string) => boolean;
}

export function insideNamesIn(facts: TemplateFacts): InsideNames {
  const publicZones = [
    ...facts.namespaces.filter(({ kind }) => kind === 'public DNS'),
    ...facts.of('AWS::Route53::HostedZone').filter(({ properties }) => properties.at('VPCs').isAbsent),
  ].flatMap(({ properties }) => properties.at('Name').text ?? []);
  const isPublic = (name: string) => publicZones.some((zone) => isInZone(name, zone));
  return {
    isPublic,
    hosts: new Map(facts.cloudMapServices.flatMap((service) => service.host !== undefined && facts.registrantsOf(service).length > 0
      ? [[plainName(service.host), service]] : [])),
    zones: facts.namespaces.flatMap((namespace) => namespace.kind === 'private DNS' && namespace.name !== undefined && !isPublic(namespace.name)
      ? [[plainName(namespace.name), namespace]] : []),
  };
}
