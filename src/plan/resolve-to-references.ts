import type { IResolvable, IResolveContext, IPostProcessor } from 'aws-cdk-lib';
import { DefaultTokenResolver, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { withoutRemembering } from '../dependencies/references';

/** Resolves all but what refers to other resources: these are what identifies a resource, in any stack. */
class ReferenceKeeper extends DefaultTokenResolver {
  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token) ? token : withoutRemembering(token, () => super.resolveToken(token, context, postProcessor));
  }
}

/** What a construct will be rendered with, but for references. */
export function resolveToReferences(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new ReferenceKeeper(), preparing: false });
}
