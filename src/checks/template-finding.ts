import type { Resource } from '../model/assembly';
import type { Finding } from '../shared/discovery-error';
import type { Severity } from '../shared/rule';

/** One broken rule, with where it is broken. */
export interface TemplateFinding extends Finding {
  readonly severity: Severity;
  /** The resource at fault. */
  readonly at: Resource;
  /** Where in the resource, such as `Properties/Name`; empty where it is about all of it. */
  readonly property: string;
  /** Other resources that take part. */
  readonly beside: readonly Resource[];
}

/** Who said that a finding is all right. */
export type AcknowledgedBy = 'code' | 'configuration' | 'baseline';

export interface AcknowledgedFinding extends TemplateFinding {
  readonly reason: string;
  readonly acknowledgedBy: AcknowledgedBy;
}

export interface Judgement {
  readonly findings: readonly TemplateFinding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
}

/** What a finding tells, in one line. */
export function messageOf({ got, why, fix }: Finding): string {
  return `${got} ${why} ${fix}`;
}
