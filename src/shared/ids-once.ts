import { CfnElement, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isSeenByAspects } from './aspects-above';
import { Synthesis } from './synthesis';

/**
 * Has the logical ids of what is below a construct made once in a synthesis.
 *
 * The CDK makes a hash for each time that an element is named, a dozen times for a service. An aspect may still have a logical id changed, so where there is one it goes on.
 */
export function makeIdsOnce(scope: IConstruct): void {
  Synthesis.of(scope).atBegin(() => {
    if (!isSeenByAspects(scope)) {
      scope.node.findAll().filter((construct) => CfnElement.isCfnElement(construct)).forEach(keepId);
    }
  });
}

/** One that was given is kept already. */
function keepId(element: CfnElement): void {
  if (!isIdLocked(element) && Reflect.get(element, '_logicalIdOverride') === undefined) {
    element.overrideLogicalId(Stack.of(element).getLogicalId(element));
  }
}

/** Whether another stack names an element already: then the CDK refuses to be given its id, be it the same one. */
export function isIdLocked(element: IConstruct): boolean {
  return Reflect.get(element, '_logicalIdLocked') === true;
}
