import type { Declared } from './declared';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

/** A Route 53 health check. */
export interface HealthCheckFacts extends Declared {
  readonly config: Property;
  readonly type?: string;
  /** Whether Route 53's checkers ask an endpoint; undefined where the type is not known. */
  readonly isOfEndpoint?: boolean;
}

export function healthChecksIn(facts: TemplateFacts): HealthCheckFacts[] {
  return facts.of('AWS::Route53::HealthCheck').map((declared) => {
    const config = declared.properties.at('HealthCheckConfig');
    const type = config.at('Type').text;
    return { ...declared, config, type, isOfEndpoint: type === undefined ? undefined : /^(HTTPS?(_STR_MATCH)?|TCP)$/.test(type) };
  });
}
