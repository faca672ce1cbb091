let isUnresolved: (value: unknown) => boolean = () => false;

/**
 * Whether a value is a token of the CDK.
 *
 * The rules are asked about templates, too, where the CDK is not loaded and nothing is a token; so it is the CDK's side that says how to tell one.
 */
export function isToken(value: unknown): boolean {
  return isUnresolved(value);
}

export function tellTokensBy(predicate: (value: unknown) => boolean): void {
  isUnresolved = predicate;
}
