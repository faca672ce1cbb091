import type { Duration } from 'aws-cdk-lib';
import { mustBeDuration } from './duration';

/** A duration in seconds, with its fraction; a token where the duration is one. */
export function seconds(duration: Duration): number {
  const given = mustBeDuration(duration);
  return given.isUnresolved() ? given.toSeconds() : given.toSeconds({ integral: false });
}

/** Whether a known number of seconds is something DNS can carry as a TTL (a signed 32-bit count of whole seconds). */
export function isTtl(ttlSeconds: number): boolean {
  return Number.isInteger(ttlSeconds) && ttlSeconds >= 0 && ttlSeconds <= 2147483647;
}
