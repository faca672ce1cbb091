import { Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Finding } from './discovery-error';
import { RULE_PREFIX } from './rule';

/**
 * Whether somebody wrote down for a construct, or for one above it, why it is all right that a rule is broken:
 * `Validations.of(scope).acknowledge({ id: 'cdk-discoverable-service::<rule>', reason })`.
 */
export function isAcknowledged(scope: IConstruct, ruleId: string): boolean {
  return scope.node.scopes.some(({ node }) => node.metadata.some(({ type, data }) =>
    type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && Object.hasOwn(data as object, `${RULE_PREFIX}${ruleId}`)));
}

interface Acknowledgement {
  readonly ruleId: string;
  readonly reason: string;
  readonly path: string;
}

/** What was acknowledged on the app and its stages, above all stacks: the CDK writes it to no metadata. */
export function acknowledgedAboveStacks(scope: IConstruct): Acknowledgement[] {
  const { root } = scope.node;
  const stages = root.node.findAll().filter((construct) => Stage.isStage(construct));
  return stages.flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .filter(([id]) => id.startsWith(RULE_PREFIX))
    .map(([id, reason]) => ({ ruleId: id.slice(RULE_PREFIX.length), reason, path: node.path })));
}

/** The findings that nobody has acknowledged by now: what a constructor throws must have been acknowledged above it before. */
export function unacknowledged(scope: IConstruct, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ ruleId }) => !isAcknowledged(scope, ruleId));
}
