import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Dependable } from 'constructs';
import { leadAspects } from './follow';

/**
 * Has a construct that the CDK takes for an imported one stand for a resource of the app: what is said of it (tags, removal policy, dependencies, acknowledgements) is said of that, and what
 * waits for it waits for that.
 */
export function standFor<T extends IConstruct>(construct: T, resource: CfnResource): T {
  construct.node.defaultChild = resource;
  construct.node.addDependency = (...dependencies) => resource.node.addDependency(...dependencies);
  construct.node.addMetadata = (type, data, options) => resource.node.addMetadata(type, data, options);
  leadAspects(construct, () => resource);
  Dependable.implement(construct, { dependencyRoots: [resource] });
  return construct;
}
