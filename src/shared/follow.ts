import { Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Under which the CDK keeps the aspects of a construct. */
const ASPECTS = Symbol.for('cdk-aspects');

/** Has what is said to aspects of one construct (tags, permissions boundaries) said to another one. */
export function leadAspects(from: IConstruct, to: () => IConstruct): void {
  Object.defineProperty(from, ASPECTS, { configurable: true, get: () => Aspects.of(to()) });
}

/** The CDK gives each construct its own: the metadata that names a logical id. */
const LOGICAL_ID = 'aws:cdk:logicalId';

/** Has a construct wait for what another one waited for, tell what it told, and be seen by who saw it, also by who is about to. */
export function follow(from: IConstruct, to: IConstruct): void {
  to.node.addDependency(...from.node.dependencies);
  from.node.metadata.filter(({ type }) => type !== LOGICAL_ID).forEach(({ type, data }) => to.node.addMetadata(type, data));
  const aspects = Aspects.of(from);
  aspects.applied.forEach(({ aspect, priority }) => Aspects.of(to).add(aspect, { priority }));
  aspects.add = (aspect, options) => Aspects.of(to).add(aspect, options);
}
