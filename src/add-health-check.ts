import type { HealthCheck } from 'aws-cdk-lib/aws-route53';
import type { IConstruct } from 'constructs';
import { participantOf } from './connect/participant';
import { guardedFacts, leavesInsightsToAccount, route53CheckFacts } from './plan/route53-check-facts';
import { ARGUMENTS, OPTIONS_OF, wrongValues } from './plan/wrong-values';
import { defineRoute53Check } from './route53-check/define-route53-check';
import type { Route53Check } from './route53-check/route53-check';
import type { AddRoute53HealthCheckOptions } from './route53-check/route53-check-options';
import { guardedRules, route53CheckRules } from './rules/route53-rules';
import { unacknowledged } from './shared/acknowledged';
import { refuse, renderFinding } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { warn } from './shared/warn';
import { CONTAINER_INSIGHTS_UNSAID } from './shared/warnings';
import { refuseWrongValues } from './shared/wrong-value';

/** A health check of a service, or all reasons why it cannot have it. */
export function addHealthCheck(construct: IConstruct, check: Route53Check, options: AddRoute53HealthCheckOptions): HealthCheck {
  refuseWrongValues(`${construct.node.path}.addRoute53HealthCheck()`,
    wrongValues({ check, options }, { check: ARGUMENTS.check, options: OPTIONS_OF.addRoute53HealthCheck }));
  const { _choice: choice } = check;
  const service = participantOf(construct)!.service!.construct;
  const facts = route53CheckFacts(construct.node.path, service, choice, options.id);
  refuse(`${construct.node.path}.addRoute53HealthCheck()`, unacknowledged(construct, findingsOf(route53CheckRules, facts)));
  const healthCheck = defineRoute53Check(service, facts.id, choice);
  if (choice.kind === 'runningTasks' && leavesInsightsToAccount(service)) {
    warn(healthCheck, CONTAINER_INSIGHTS_UNSAID);
  }
  if ('domainName' in choice) {
    const judged = () => unacknowledged(healthCheck, findingsOf(guardedRules, guardedFacts(healthCheck, choice.domainName)));
    healthCheck.node.addValidation({ validate: () => judged().map(renderFinding) });
  }
  return healthCheck;
}
