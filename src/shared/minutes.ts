import type { Duration } from 'aws-cdk-lib';

/** A duration in minutes, with its fraction; a token where the duration is one. */
export function minutes(duration: Duration): number {
  return duration.isUnresolved() ? duration.toMinutes() : duration.toMinutes({ integral: false });
}
