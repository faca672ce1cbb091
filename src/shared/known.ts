import { isToken } from './tokens';


/** What the CDK's look-ups give before they were made: of a VPC, of a security group, of a parameter of Systems Manager, of a namespace, of a hosted zone. */
const NOT_LOOKED_UP_YET = /^(vpc-12345$|sg-12345678$|dummy-value-for-|ns-notlookedupyet$|DUMMY$)/;

/**
 * Whether a value is there and can be read now.
 *
 * A token (a parameter, an attribute of a resource) gets its value at deployment, and a look-up of the CDK its own at the second pass of
 * synthesis. What cannot be read cannot be judged, so every check asks this first and lets the rest pass.
 */
export function known<T>(value: T | undefined): value is T {
  return value !== undefined && !isToken(value) && !(typeof value === 'string' && NOT_LOOKED_UP_YET.test(value));
}
