import type { Duration } from 'aws-cdk-lib';
import { refuseWrongValues } from './wrong-value';

/** A duration that is one: plain JavaScript, and a cast, let numbers pass. */
export function mustBeDuration(value: Duration): Duration {
  if (typeof (value as Partial<Duration> | undefined)?.isUnresolved !== 'function') {
    const fix = `Write \`Duration.seconds(${typeof value === 'number' ? String(value) : '10'})\`, or another unit that is meant.`;
    refuseWrongValues('Duration', [{ name: 'A duration', got: JSON.stringify(value) ?? 'undefined', takes: 'one such as Duration.seconds(10)', fix }]);
  }
  return value;
}
