import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IResolvable } from 'aws-cdk-lib';

const texts = new WeakMap<IResolvable, string>();

/** A number as text; the same text each time for one token, which `Tokenization.stringifyNumber` does not give. */
export function numberText(value: number): string {
  const token = Tokenization.reverseNumber(value);
  if (token === undefined) {
    return String(value);
  }
  // What a reference is at deployment, CloudFormation makes a text of; what the CDK finds out itself is still a number.
  const text = texts.get(token) ?? (Reference.isReference(token) ? Token.asString(token) : Tokenization.stringifyNumber(value));
  texts.set(token, text);
  return text;
}
