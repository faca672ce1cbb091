import { CfnElement, CfnResource, DefaultTokenResolver, Reference, Stack, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IResolvable, IResolveContext, IPostProcessor } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Dependable } from 'constructs';

/** Resolves like the CDK, and remembers what was referred to. */
class ReferenceCollector extends DefaultTokenResolver {
  public readonly targets = new Set<IConstruct>();

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      this.targets.add(token.target);
    }
    return withoutRemembering(token, () => super.resolveToken(token, context, postProcessor));
  }
}

/**
 * `Lazy` of the CDK keeps what it has produced once. Reading must not make a value final: what an aspect adds to a container later would be
 * in no template, and nobody would be told.
 */
export function withoutRemembering<T>(token: IResolvable, resolve: () => T): T {
  const lazy = ((token as { inner?: object }).inner ?? token) as { _cached?: unknown };
  const remembered = lazy._cached;
  const resolved = resolve();
  if (lazy._cached !== remembered) {
    lazy._cached = remembered;
  }
  return resolved;
}

/**
 * What an element will be in its template, tokens unresolved.
 *
 * The CDK finds references in the same way, when it is too late to decide anything. The method is not declared, and
 * has been there in every version of the CDK v2.
 */
function rendered(element: CfnElement): unknown {
  return (element as unknown as { _toCloudFormation(): unknown })._toCloudFormation();
}

/** The resources that a value refers to. */
export function referencesIn(value: unknown, scope: IConstruct): Set<IConstruct> {
  const resolver = new ReferenceCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: true });
  return resolver.targets;
}

/** All that an element is deployed after by what it says itself: references, `DependsOn`, and dependencies between constructs. */
export function dependenciesOf(element: CfnElement): Set<IConstruct> {
  const found = referencesIn(rendered(element), element);
  if (CfnResource.isCfnResource(element)) {
    element.obtainDependencies().forEach((target) => Stack.isStack(target) || found.add(target));
    constructDependencies(element).forEach((target) => found.add(target));
  }
  return found;
}

/** A dependency on a construct is one of each resource below the one on each resource below the other. */
function constructDependencies(resource: CfnResource): IConstruct[] {
  return resource.node.scopes
    .flatMap((scope) => scope.node.dependencies)
    .flatMap((dependency) => Dependable.of(dependency).dependencyRoots)
    .flatMap((root) => root.node.findAll())
    .filter((construct) => CfnResource.isCfnResource(construct));
}
