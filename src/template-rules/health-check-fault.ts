import type { Broken } from './template-rule';
import type { Resource } from '../model/assembly';
import type { HealthCheckFacts } from '../model/health-check-facts';
import { healthChecksIn } from '../model/health-check-facts';
import type { TemplateFacts } from '../model/template-facts';

/** A sentence, with the other resources that take part. */
export type Fault = string | readonly [got: string, ...beside: Resource[]];

/** What is wrong with health checks of Route 53 in one property. */
export function judgeChecks(
  property: string, judge: (check: HealthCheckFacts, facts: TemplateFacts) => readonly Fault[],
): (facts: TemplateFacts) => Broken[] {
  return (facts) => facts.once(healthChecksIn).flatMap((check) => judge(check, facts).map((fault) => {
    const [got, ...beside] = typeof fault === 'string' ? [fault] : fault;
    return { got, at: check.resource, property: check.config.at(property), beside };
  }));
}
