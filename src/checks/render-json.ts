import type { Judgement, TemplateFinding } from './template-finding';
import { messageOf } from './template-finding';
import type { Resource } from '../model/assembly';

interface Location {
  readonly stack: string;
  readonly logicalId: string;
  readonly path: string;
  readonly property: string;
}

function locationOf({ stack, logicalId, path }: Resource, property: string): Location {
  return { stack, logicalId, path: path ?? '', property };
}

function findingAsJson(finding: TemplateFinding) {
  const { ruleId, severity, at, property, beside } = finding;
  return {
    ruleId,
    severity,
    message: messageOf(finding),
    stack: at.stack,
    logicalId: at.logicalId,
    path: at.path ?? '',
    resources: [...new Set([at, ...beside].map(({ logicalId }) => logicalId))],
    locations: [locationOf(at, property), ...beside.map((other) => locationOf(other, ''))],
  };
}

/** The report for programs; its shape is described by schema/check-report.schema.json. */
export function renderJson({ findings, acknowledged }: Judgement): string {
  return `${JSON.stringify({
    version: 1,
    findings: findings.map(findingAsJson),
    acknowledged: acknowledged.map((finding) => ({ ...findingAsJson(finding), reason: finding.reason, acknowledgedBy: finding.acknowledgedBy })),
  }, undefined, 2)}\n`;
}
