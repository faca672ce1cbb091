import { Duration, Lazy } from 'aws-cdk-lib';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import type { DnsRecordOptions } from '../../src';
import { DnsRecords } from '../../src';
import { recordTtlRules } from '../../src/records/record-rules';
import { textsOf } from '../rules/texts-of';
import { messageOf } from '../testing/shop';

const TAIL = `
  why: A record's TTL is a whole number of seconds from 0 to 2147483647; Cloud Map refuses anything else.
  fix: Give a duration in whole seconds, such as Duration.seconds(10). Stay at 60 seconds or less: ECS stops a task without waiting \
for the TTL, so clients call a stopped task for as long as the TTL lasts.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html`;

test.each([0, 10, 60, 2147483647])('a TTL of %d seconds is whole', (ttlSeconds) => {
  expect(textsOf(recordTtlRules, { ttlSeconds })).toEqual([]);
});

test.each([-1, 1.5, 2147483648])('a TTL of %d seconds is refused', (ttlSeconds) => {
  expect(textsOf(recordTtlRules, { ttlSeconds })).toEqual([`[record-ttl] ttl is ${ttlSeconds} seconds.${TAIL}`]);
});

type Factory = (options?: DnsRecordOptions) => DnsRecords;
const factories: Array<[string, Factory, string[]]> = [
  ['DnsRecords.a()', (options) => DnsRecords.a(options), ['A']],
  ['DnsRecords.aaaa()', (options) => DnsRecords.aaaa(options), ['AAAA']],
  ['DnsRecords.dualStack()', (options) => DnsRecords.dualStack(options), ['A', 'AAAA']],
  ['DnsRecords.srv()', (options) => DnsRecords.srv(options), ['SRV']],
  ['DnsRecords.aAndSrv()', (options) => DnsRecords.aAndSrv(options), ['A', 'SRV']],
];

test.each(factories)('%s refuses a broken TTL where it is written', (call, make) => {
  expect(messageOf(() => make({ ttl: Duration.millis(500) }))).toBe(`${call}: 1 problem\n\n[record-ttl] ttl is 0.5 seconds.${TAIL}\n`);
});

test.each(factories)('%s lets a token pass', (_call, make) => {
  expect(() => make({ ttl: Duration.seconds(Lazy.number({ produce: () => -1 })) })).not.toThrow();
});

test.each(factories)('%s has its types, 10 seconds and MULTIVALUE unless told otherwise, and settings that cannot be changed', (_call, make, types) => {
  const choice = make()._choice;

  expect(choice).toEqual({ types, ttlSeconds: 10, routingPolicy: 'MULTIVALUE' });
  expect(make({ ttl: Duration.minutes(1), routingPolicy: RoutingPolicy.WEIGHTED })._choice).toEqual({ types, ttlSeconds: 60, routingPolicy: 'WEIGHTED' });
  expect([choice, choice.types].map((value) => Object.isFrozen(value))).toEqual([true, true]);
});

test('DnsRecords.none() has no types', () => {
  expect(DnsRecords.none()._choice.types).toEqual([]);
});
