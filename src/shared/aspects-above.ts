import { Aspects, RemoveTag, Tag } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Synthesis } from './synthesis';

/** What changes nothing but properties of resources: the library's own, and the CDK's for tags. */
const HARMLESS: readonly unknown[] = [Synthesis, Tag, RemoveTag];

/** Whether an aspect of the app sees a construct: it may look for a class of the CDK, and change whatever it likes while an app is synthesized. */
export function isSeenByAspects({ node }: IConstruct): boolean {
  return node.scopes.some((scope) => Aspects.of(scope).all.some((aspect) => !HARMLESS.includes(aspect.constructor)));
}
