import type { Duration } from 'aws-cdk-lib';
import { mustBeDuration } from './duration';

/** A duration in seconds, with its fraction; a token where the duration is one. */
export function seconds(duration: Duration): number {
  const given = mustBeDuration(duration);
  return given.isUnresolved() ? given.toSeconds() : given.toSeconds({ integral: false });
}
