import type { Log, ReportingDescriptor, Result } from 'sarif';
import { fingerprintOf } from './fingerprint';
import { sourceOf } from './source-location';
import type { AcknowledgedFinding, Judgement, TemplateFinding } from './template-finding';
import { messageOf } from './template-finding';
import type { Assembly, Resource } from '../model/assembly';
import type { RuleText } from '../shared/rule';
import { EVERY_TEMPLATE_RULE } from '../template-rules/all-template-rules';

/** A judgement with the assembly that it is about. */
export interface Judged {
  readonly assembly: Assembly;
  readonly judgement: Judgement;
}

function ruleAsSarif({ id, severity, why, fix, link }: RuleText): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: why },
    help: { text: fix },
    helpUri: link,
    defaultConfiguration: { level: severity },
  };
}

function locationOf(assembly: Assembly, resource: Resource) {
  const { file, line } = sourceOf(assembly, resource);
  return {
    physicalLocation: { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') }, region: { startLine: line } },
    logicalLocations: [{ name: resource.logicalId, fullyQualifiedName: resource.path ?? `${resource.stack}/${resource.logicalId}`, kind: 'resource' }],
  };
}

function resultOf(assembly: Assembly, finding: TemplateFinding): Result {
  return {
    ruleId: finding.ruleId,
    ruleIndex: EVERY_TEMPLATE_RULE.findIndex(({ id }) => id === finding.ruleId),
    level: finding.severity,
    message: { text: messageOf(finding) },
    locations: [locationOf(assembly, finding.at)],
    relatedLocations: finding.beside.map((other, index) => ({ id: index, ...locationOf(assembly, other) })),
    partialFingerprints: { 'discoveryFinding/v1': fingerprintOf(finding) },
  };
}

function suppressed(assembly: Assembly, finding: AcknowledgedFinding): Result {
  const kind = finding.acknowledgedBy === 'code' ? 'inSource' : 'external';
  return { ...resultOf(assembly, finding), suppressions: [{ kind, justification: finding.reason }] };
}

/** The report for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function renderSarif(judged: readonly Judged[], version: string): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk-discoverable-service',
          version,
          informationUri: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service',
          rules: EVERY_TEMPLATE_RULE.map(ruleAsSarif),
        },
      },
      results: judged.flatMap(({ assembly, judgement: { findings, acknowledged } }) => [
        ...findings.map((finding) => resultOf(assembly, finding)),
        ...acknowledged.map((finding) => suppressed(assembly, finding)),
      ]),
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
