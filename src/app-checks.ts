import type { IConstruct } from 'constructs';
import { appFacts } from './plan/app-facts';
import { appRules } from './rules/app-rules';
import { renderFinding } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';

const checked = new WeakSet<IConstruct>();

/** Has the app (or stage) of a construct judged as a whole before its templates are written. Once, however often it is called. */
export function checkApp(scope: IConstruct): void {
  const { stage } = Synthesis.of(scope);
  if (!checked.has(stage)) {
    checked.add(stage);
    // Over the whole app: names and zones are unique in AWS, whatever stages the app has.
    stage.node.addValidation({ validate: () => findingsOf(appRules, appFacts(stage.node.root)).map(renderFinding) });
  }
}
