import { CfnResource, DefaultTokenResolver, Reference, Stack, StringConcat, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnElement, IPostProcessor, IResolvable, IResolveContext, ResolveChangeContextOptions } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { successorOf } from '../shared/successors';

/** Resolves like the CDK, and remembers what was referred to. */
class ReferenceCollector extends DefaultTokenResolver {
  constructor(private readonly targets: Set<IConstruct>) {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      this.targets.add(successorOf(token.target));
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
 * Looks for references without making what is written around them: the CDK does that when it writes the templates, and it costs a multiple.
 */
class ReferenceSearch {
  public readonly found = new Set<IConstruct>();
  private readonly context: IResolveContext;

  constructor(scope: IConstruct) {
    this.context = {
      scope,
      preparing: true,
      documentPath: [],
      // What is made of a value afterwards refers to nothing else.
      registerPostProcessor: () => undefined,
      // A token that asks for a value works with it, so it gets the whole value.
      resolve: (value: unknown, options?: ResolveChangeContextOptions) => Tokenization.resolve(
        { resolve: (context: IResolveContext) => context.resolve(value, options) as unknown },
        { scope, resolver: new ReferenceCollector(this.found), preparing: true },
      ) as unknown,
    };
  }

  public lookAt(value: unknown): void {
    if (typeof value === 'string') {
      // Most texts hold no token, and this is asked of each key and value of an app.
      value.includes('Token[') && this.lookInto(Tokenization.reverseString(value).tokens);
    } else if (typeof value === 'object' && value !== null) {
      this.lookAtObject(value);
    } else if (typeof value === 'number') {
      // The CDK encodes tokens as negative numbers.
      value < 0 && Token.isUnresolved(value) && this.lookInto([Tokenization.reverseNumber(value)!]);
    }
  }

  private lookAtObject(value: object): void {
    if (Array.isArray(value)) {
      const list = typeof value[0] === 'string' && Token.isUnresolved(value) ? Tokenization.reverseList(value as string[]) : undefined;
      if (list) {
        this.lookInto([list]);
      } else {
        for (const item of value as unknown[]) {
          this.lookAt(item);
        }
      }
    } else if (Tokenization.isResolvable(value)) {
      // Before it is asked whether it is a construct: CfnJson is both.
      this.lookInto([value]);
    } else if (!Construct.isConstruct(value)) {
      this.lookAtEntries(value);
    }
  }

  private lookAtEntries(value: object): void {
    for (const key of Object.keys(value)) {
      this.lookAt(key);
      const entry = (value as Readonly<Record<string, unknown>>)[key];
      // Most properties of a resource are not given.
      entry === undefined || this.lookAt(entry);
    }
  }

  private lookInto(tokens: readonly IResolvable[]): void {
    for (const token of tokens) {
      if (Reference.isReference(token)) {
        this.found.add(successorOf(token.target));
      } else {
        this.lookAt(withoutRemembering(token, () => token.resolve(this.context)));
      }
    }
  }
}

/** The resources that a value refers to. */
export function referencesIn(value: unknown, scope: IConstruct): Set<IConstruct> {
  const search = new ReferenceSearch(scope);
  search.lookAt(value);
  return search.found;
}

/** What the CDK makes a part of the template of; not declared, and there in every version of the CDK v2. */
interface Rendered {
  readonly cfnProperties: unknown;
  readonly rawOverrides: unknown;
  shouldSynthesize(): boolean;
  _toCloudFormation(): unknown;
}

/** What an element says of itself, tokens unresolved. A resource that has a way of its own to be rendered is rendered. */
function statementsOf(element: CfnElement): unknown {
  const { _toCloudFormation, cfnProperties, rawOverrides } = element as unknown as Rendered;
  if (!CfnResource.isCfnResource(element) || _toCloudFormation !== (CfnResource.prototype as unknown as Rendered)._toCloudFormation) {
    return (element as unknown as Rendered)._toCloudFormation();
  }
  if (!(element as unknown as Rendered).shouldSynthesize()) {
    return undefined;
  }
  const { creationPolicy, updatePolicy, metadata } = element.cfnOptions;
  return [cfnProperties, rawOverrides, creationPolicy, updatePolicy, metadata];
}

/** All that an element is deployed after by what it says itself: references and `DependsOn`. */
export function statedDependenciesOf(element: CfnElement): Set<IConstruct> {
  const found = referencesIn(statementsOf(element), element);
  if (CfnResource.isCfnResource(element)) {
    element.obtainDependencies().forEach((target) => Stack.isStack(target) || found.add(successorOf(target)));
  }
  return found;
}
