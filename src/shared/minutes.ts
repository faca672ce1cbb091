import type { Duration } from 'aws-cdk-lib';
import { mustBeDuration } from './duration';

/** A duration in minutes, with its fraction; a token where the duration is one. */
export function minutes(duration: Duration): number {
  const given = mustBeDuration(duration);
  return given.isUnresolved() ? given.toMinutes() : given.toMinutes({ integral: false });
}
