import { CfnResource } from 'aws-cdk-lib';
import type { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Dependable } from 'constructs';
import { statedDependenciesOf } from './references';

/**
 * All that elements are deployed after: references, `DependsOn`, and dependencies between constructs.
 *
 * Reading has the CDK produce what its Lazies stand for, and that is most of what a look at an app costs. So each element is read once, and what is read holds for as
 * long as nothing changes in the app: one walk.
 */
export class ElementDependencies {
  private readonly found = new Map<CfnElement, ReadonlySet<IConstruct>>();
  private readonly ofScopes = new Map<IConstruct, readonly CfnResource[]>();

  public of(element: CfnElement): ReadonlySet<IConstruct> {
    const known = this.found.get(element);
    if (known !== undefined) {
      return known;
    }
    const dependencies = statedDependenciesOf(element);
    if (CfnResource.isCfnResource(element)) {
      this.ofScope(element).forEach((target) => dependencies.add(target));
    }
    this.found.set(element, dependencies);
    return dependencies;
  }

  /** A dependency on a construct is one of each resource below the one on each resource below the other. */
  private ofScope(construct: IConstruct): readonly CfnResource[] {
    const known = this.ofScopes.get(construct);
    if (known !== undefined) {
      return known;
    }
    const { scope, dependencies } = construct.node;
    const above = scope ? this.ofScope(scope) : [];
    const all = dependencies.length === 0 ? above : [...above, ...resourcesBelow(dependencies)];
    this.ofScopes.set(construct, all);
    return all;
  }
}

function resourcesBelow(constructs: readonly IConstruct[]): CfnResource[] {
  return constructs
    .flatMap((construct) => Dependable.of(construct).dependencyRoots)
    .flatMap((root) => root.node.findAll())
    .filter((construct) => CfnResource.isCfnResource(construct));
}
