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

/**
 * Has a construct take the place of another one: it waits for what that waited for, tells what it told, holds what was below it, and is seen by who saw it.
 *
 * Whoever still has the other one, and says something of it later, says it of this one.
 */
export function follow(from: IConstruct, to: IConstruct): void {
  to.node.addDependency(...from.node.dependencies);
  from.node.metadata.filter(({ type }) => type !== LOGICAL_ID).forEach(({ type, data }) => to.node.addMetadata(type, data));
  to.node.addValidation({ validate: () => from.node.validate() });
  holdChildren(from, to);
  const aspects = Aspects.of(from);
  aspects.applied.forEach(({ aspect, priority }) => Aspects.of(to).add(aspect, { priority }));
  aspects.add = (aspect, options) => Aspects.of(to).add(aspect, options);
  from.node.addDependency = (...dependencies) => to.node.addDependency(...dependencies);
  from.node.addMetadata = (type, data, options) => to.node.addMetadata(type, data, options);
}

/** By which constructs enter the tree; not declared, and there in every version of constructs v10. */
interface Parent {
  addChild(child: IConstruct, id: string): void;
}

/** Those that both have are of the construct itself. */
function holdChildren(from: IConstruct, to: IConstruct): void {
  const parent = to.node as unknown as Parent;
  const isFurther = ({ node: { id } }: IConstruct) => to.node.tryFindChild(id) === undefined;
  from.node.children.filter(isFurther).forEach((child) => parent.addChild(child, child.node.id));
  Object.assign(from.node, { addChild: (child: IConstruct, id: string) => parent.addChild(child, id) });
}
