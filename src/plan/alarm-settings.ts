import { createHash } from 'node:crypto';
import type { IFragmentConcatenator, IResolvable, IResolveContext, IPostProcessor } from 'aws-cdk-lib';
import { DefaultTokenResolver, Reference, Tokenization } from 'aws-cdk-lib';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';

/** Keeps the parts of a text apart. */
const PARTS: IFragmentConcatenator = { join: (left, right) => JSON.stringify([left, right]) };

/** Resolves references to what they refer to in the app: the same before and after the CDK has made exports of them. */
class PathKeeper extends DefaultTokenResolver {
  constructor() {
    super(PARTS);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token) ? `${token.target.node.path} ${token.displayName}` : super.resolveToken(token, context, postProcessor);
  }
}

/** Eight characters that change when an alarm comes to evaluate something else. */
export function settingsHash(alarm: CfnAlarm): string {
  const {
    namespace, metricName, dimensions, statistic, period, unit, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData,
  } = alarm;
  const settings: unknown = Tokenization.resolve({
    namespace, metricName, dimensions, statistic, period, unit, threshold, comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData,
  }, { scope: alarm, resolver: new PathKeeper(), preparing: false });
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 8);
}
