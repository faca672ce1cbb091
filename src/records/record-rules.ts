import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { isTtl } from '../shared/ttl';

/** What every set of records is asked to be. */
export interface RecordSettings {
  readonly ttlSeconds: number;
}

export const recordTtlRules: ReadonlyArray<Rule<RecordSettings>> = [
  {
    id: 'record-ttl',
    severity: 'error',
    why: 'A record\'s TTL is a whole number of seconds from 0 to 2147483647; Cloud Map refuses anything else.',
    fix: 'Give a duration in whole seconds, such as Duration.seconds(10). Stay at 60 seconds or less: ECS stops a task without waiting '
      + 'for the TTL, so clients call a stopped task for as long as the TTL lasts.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html',
    broken: ({ ttlSeconds }) => known(ttlSeconds) && !isTtl(ttlSeconds) ? [`ttl is ${ttlSeconds} seconds.`] : [],
  },
];
