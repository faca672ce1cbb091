import { Token } from 'aws-cdk-lib';

/**
 * Whether a value is there and can be read now.
 *
 * A token (a parameter, an attribute of a resource) gets its value at deployment. What cannot be read cannot be
 * judged, so every check asks this first and lets tokens pass.
 */
export function known<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}
