import type { ZoneName } from './domain-name';
import { domainNameOf, withoutDot } from './domain-name';
import { isInZone } from '../shared/dns-name';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { isTtl } from '../shared/ttl';

/** What a name in a hosted zone is asked to be. */
export interface HostedZoneNameSettings extends Partial<ZoneName> {
  /** Why the zone has no known name, where it has none. */
  readonly zoneProblem?: string;
  readonly ttlSeconds?: number;
}

function nameFaults({ zoneName, recordName }: HostedZoneNameSettings): string[] {
  if (!known(recordName) || recordName === '') {
    return [];
  }
  const labels = withoutDot(recordName).split('.');
  return [
    ...recordName === '@' ? ['recordName is "@".'] : [],
    ...recordName.includes('://') ? [`recordName is "${recordName}", which is a URL.`] : [],
    ...labels.includes('') ? [`recordName is "${recordName}", which has an empty label.`] : [],
    ...labels.filter((label) => label.length > 63).map((label) => `recordName has a label of ${label.length} characters.`),
    ...labels.some((label) => /[^!-~]/.test(label)) ? [`recordName is "${recordName}", which has other characters.`] : [],
    ...known(zoneName) ? placeFaults({ zoneName, recordName }) : [],
  ];
}

function placeFaults({ zoneName, recordName }: Required<ZoneName>): string[] {
  const domainName = domainNameOf({ zoneName, recordName });
  return [
    ...isInZone(domainName, zoneName) ? [] : [`recordName is "${recordName}", which is outside of the zone "${zoneName}".`],
    ...domainName.length > 255 ? [`The name has ${domainName.length} characters.`] : [],
  ];
}

export const hostedZoneNameRules: ReadonlyArray<Rule<HostedZoneNameSettings>> = [
  {
    id: 'publish-zone-name',
    severity: 'error',
    why: 'A record has the whole name, which ends with that of its zone.',
    fix: 'Import the zone by HostedZone.fromHostedZoneAttributes(), which takes zoneName too, or by fromLookup().',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
    broken: ({ zoneProblem: problem }) => problem === undefined ? [] : [`The zone has no known name. The CDK says: ${problem}`],
  },
  {
    id: 'publish-record-name',
    severity: 'error',
    why: 'A name in DNS has at most 255 characters, in labels of 1 to 63 between dots; Route 53 takes others than printable ASCII by escape codes only, and names in the zone only. '
      + 'The name of the zone itself is no "@".',
    fix: 'Give a recordName such as "api" (an internationalized one in Punycode), and none for the name of the zone itself.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html',
    broken: nameFaults,
  },
  {
    id: 'publish-ttl-range',
    severity: 'error',
    why: 'The TTL of a record is a whole number of seconds from 0 to 2147483647.',
    fix: 'Give a duration in whole seconds, such as Duration.seconds(60).',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
    broken: ({ ttlSeconds }) => known(ttlSeconds) && !isTtl(ttlSeconds) ? [`ttl is ${ttlSeconds} seconds.`] : [],
  },
];
