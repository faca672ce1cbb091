import { Token, Tokenization } from 'aws-cdk-lib';

/** A number as text; the same text each time for one token, which `Tokenization.stringifyNumber` does not give. */
export function numberText(value: number): string {
  const token = Tokenization.reverseNumber(value);
  return token ? Token.asString(token) : String(value);
}
