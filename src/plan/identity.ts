import { Reference, Token, Tokenization } from 'aws-cdk-lib';

/** What `Vpc.fromLookup()` returns before the first look-up was made: the same ID for every VPC. */
const NOT_LOOKED_UP_YET = 'vpc-12345';

/**
 * Something that is equal for two IDs exactly when they are known to name one resource: the literal itself, or the construct
 * that a token refers to. A token of another kind is equal to nothing but itself.
 */
export function identityOf(id: string): unknown {
  if (!Token.isUnresolved(id)) {
    return id === NOT_LOOKED_UP_YET ? Symbol(id) : id;
  }
  const token = Tokenization.reverseCompleteString(id);
  return Reference.isReference(token) ? token.target : id;
}

/** Whether two IDs are known to be of two resources: two literals, or attributes of two constructs. */
export function areDifferent(a: string, b: string): boolean {
  const [identityA, identityB] = [identityOf(a), identityOf(b)];
  const comparable = Token.isUnresolved(a) === Token.isUnresolved(b)
    && typeof identityA === typeof identityB && typeof identityA !== 'symbol'
    && (typeof identityA === 'object' || !Token.isUnresolved(identityA));
  return comparable && identityA !== identityB;
}
