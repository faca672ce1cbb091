import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Finding } from './discovery-error';

/** The name of this library before the ids of its rules, where they stand beside those of others. */
export const RULE_PREFIX = 'cdk-discoverable-service::';

/**
 * Whether somebody wrote down for a construct, or for one above it, why it is all right that a rule is broken:
 * `Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::<rule>', reason })`.
 */
export function isAcknowledged(scope: IConstruct, ruleId: string): boolean {
  return scope.node.scopes.some(({ node }) => node.metadata.some(({ type, data }) =>
    type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && Object.hasOwn(data as object, `${RULE_PREFIX}${ruleId}`)));
}

/** The findings that nobody has acknowledged by now: what a constructor throws must have been acknowledged above it before. */
export function unacknowledged(scope: IConstruct, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ ruleId }) => !isAcknowledged(scope, ruleId));
}
