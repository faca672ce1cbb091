import type { IConstruct } from 'constructs';
import { StageConnections } from './connect/connections';
import { appFacts } from './plan/app-facts';
import { appRules } from './rules/app-rules';
import { pinRules } from './rules/connection-rules';
import { renderFinding } from './shared/discovery-error';
import type { Finding } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';

const checked = new WeakSet<IConstruct>();

/** Has the app (or stage) of a construct judged as a whole before its templates are written. Once, however often it is called. */
export function checkApp(scope: IConstruct): void {
  const { stage } = Synthesis.of(scope);
  if (!checked.has(stage)) {
    checked.add(stage);
    stage.node.addValidation({ validate: () => findingsOfApp(stage).map(renderFinding) });
  }
}

function findingsOfApp(stage: IConstruct): Finding[] {
  const pins = StageConnections.of(stage).impossiblePins.map(({ caller, target, securityGroupRuleIn }) => ({
    caller: caller.construct.node.path, target: target.construct.node.path, side: securityGroupRuleIn!,
  }));
  // Names and zones are unique in AWS, whatever stages the app has.
  return [...findingsOf(appRules, appFacts(stage.node.root)), ...pins.flatMap((pin) => findingsOf(pinRules, pin))];
}
