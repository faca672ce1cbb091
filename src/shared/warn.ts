import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledged';
import { TOLD } from './rule';
import { Synthesis } from './synthesis';
import type { Warning } from './warnings';

/** The id of a warning among those of rules, which have the name of this library before two colons. */
export function ruleIdOf({ id }: Warning): string {
  return id.slice(id.indexOf(':') + 1);
}

/**
 * Tells a warning, unless it was acknowledged, or is by the time of synthesis.
 *
 * The CDK's annotations know warnings that were acknowledged as annotations. This one has an id as a rule, too, because rules over templates tell the same of what was made
 * without this library: one acknowledgement holds for both.
 *
 * @param about what stands before the text
 */
export function warn(construct: IConstruct, warning: Warning, about?: string): void {
  const annotations = Annotations.of(construct);
  const ruleId = ruleIdOf(warning);
  if (isAcknowledged(construct, ruleId)) {
    return;
  }
  construct.node.addMetadata(TOLD, [ruleId]);
  annotations.addWarningV2(warning.id, about === undefined ? warning.text : `${about}: ${warning.text}`);
  const synthesis = Synthesis.of(construct);
  if (!synthesis.hasBegun) {
    synthesis.atBegin(() => {
      if (isAcknowledged(construct, ruleId)) {
        annotations.acknowledgeWarning(warning.id);
      }
    });
  }
}
