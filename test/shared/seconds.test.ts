import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { seconds } from '../../src/shared/seconds';
import { isTtl } from '../../src/shared/ttl';

test.each([
  [Duration.seconds(0), 0],
  [Duration.seconds(15), 15],
  [Duration.minutes(2), 120],
  [Duration.days(1), 86400],
  [Duration.millis(1500), 1.5],
])('%s is %d seconds', (duration, expected) => {
  expect(seconds(duration)).toBe(expected);
});

test('a duration that is a token stays one', () => {
  expect(Token.isUnresolved(seconds(Duration.seconds(Lazy.number({ produce: () => 5 }))))).toBe(true);
});

test.each([0, 1, 15, 2147483647])('%d seconds are a TTL', (ttl) => {
  expect(isTtl(ttl)).toBe(true);
});

test.each([-1, 0.5, 2147483648, NaN, Infinity])('%d seconds are not a TTL', (ttl) => {
  expect(isTtl(ttl)).toBe(false);
});
