import type { NamedRecords, RecordFacts } from '../plan/record-groups';
import type { ZoneWriter } from '../plan/zone-writers';
import type { Rule } from '../shared/rule';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';
const LIMITS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html';

type Records = readonly RecordFacts[];

/** The lists of two or more records that have one key; a record whose key is not known is in none. */
function twice(records: Records, keyOf: (record: RecordFacts) => string | undefined): Array<readonly [key: string, records: Records]> {
  const keys = [...new Set(records.map(keyOf))].filter((key) => key !== undefined);
  return keys.map((key) => [key, records.filter((record) => keyOf(record) === key)] as const).filter(([, found]) => found.length > 1);
}

/** A name has a group of records for each type. */
function byType({ records }: NamedRecords): Array<readonly [type: string, records: Records]> {
  return [...new Set(records.map(({ type }) => type))].map((type) => [type, records.filter((record) => record.type === type)] as const);
}

const list = (records: Records) => records.map(({ path }) => path).join(' and ');

/** Whose name it is when another record of it would not be taken. */
function claims(group: NamedRecords): string[] {
  const { name, records } = group;
  const cnames = records.filter(({ type }) => type === 'CNAME');
  const others = records.filter(({ type }) => type !== 'CNAME');
  return [
    ...cnames.length > 0 && others.length > 0 ? [`${name} would be a CNAME (${list(cnames)}) and have other records (${list(others)}).`] : [],
    ...byType(group).map(([type, all]) => [type, all.filter(({ policy }) => policy === 'simple')] as const).filter(([, simple]) => simple.length > 1)
      .map(([type, simple]) => `${name} would have ${simple.length} records of type ${type}: ${list(simple)}.`),
  ];
}

/** What all records of a name must keep, whoever made them. */
export const recordGroupRules: ReadonlyArray<Rule<NamedRecords>> = [
  {
    id: 'publish-into-namespace',
    severity: 'error',
    why: 'Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses any other record ("can only be managed through AWS Cloud Map").',
    fix: 'Use a hosted zone of your own; or PublishedName.inNamespace() for a load balancer, RegisteredEndpoint for anything else.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: ({ zoneOfNamespace, name, records }) => zoneOfNamespace === undefined ? [] : [`${name} would be in the zone of the namespace ${zoneOfNamespace}: ${list(records)}.`],
  },
  {
    id: 'publish-twice',
    severity: 'error',
    why: 'A zone has one simple record of a name and type, whatever its letters are, and beside a CNAME no other record of its name.',
    fix: 'Keep one of them, or give another recordName. Records of one type may have a routing other than simple, all of them; beside a CNAME there is nothing: make the others CNAMEs too, or '
      + 'put an internal load balancer before the private service, which makes its record an alias.',
    link: RECORD_SET,
    broken: claims,
  },
  {
    id: 'publish-routing-mixed',
    severity: 'error',
    why: 'All records of a name and type have one kind of routing: Route 53 refuses a record of another kind beside them.',
    fix: 'Give all of them the same kind of routing.',
    link: RECORD_SET,
    broken: (group) => byType(group).filter(([, records]) => new Set(records.map(({ policy }) => policy)).size > 1)
      .map(([type, records]) => `${group.name} would have records of type ${type} with several kinds of routing: ${records.map(({ path, policy }) => `${path} (${policy})`).join(' and ')}.`),
  },
  {
    id: 'publish-identifier-twice',
    severity: 'error',
    why: 'Route 53 tells the records of a name and type apart by their set identifiers: the second record of one would take the place of the first, or be refused.',
    fix: 'Leave setIdentifier out, or give each record one of its own.',
    link: RECORD_SET,
    broken: (group) => byType(group).flatMap(([type, records]) => twice(records, ({ setIdentifier }) => setIdentifier)
      .map(([id, found]) => `${group.name} would have the set identifier "${id}" twice for type ${type}: ${list(found)}.`)),
  },
  {
    id: 'publish-failover-twice',
    severity: 'error',
    why: 'A failover group has one primary and one secondary record.',
    fix: 'Make one of the two the other role. For more than two, let the secondary be weighted or latency records of another name.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html',
    broken: (group) => byType(group).flatMap(([type, records]) => twice(records, ({ role }) => role)
      .map(([role, found]) => `${group.name} would have ${found.length} records of type ${type} that are ${role}: ${list(found)}.`)),
  },
  {
    id: 'publish-region-twice',
    severity: 'error',
    why: 'A group has one latency record for a Region.',
    fix: 'Publish a second target of a Region under another name, with weighted routing.',
    link: RECORD_SET,
    broken: (group) => byType(group).flatMap(([type, records]) => twice(records, ({ region }) => region)
      .map(([region, found]) => `${group.name} would have ${found.length} records of type ${type} for ${region}: ${list(found)}.`)),
  },
  {
    id: 'publish-weighted-ttl',
    severity: 'error',
    why: 'All weighted records of a name and type have one TTL.',
    fix: 'Give all of them the same ttl: 60 seconds beside aliases of load balancers, which is what these have.',
    link: RECORD_SET,
    broken: (group) => byType(group).map(([type, records]) => [type, records.filter(({ policy, ttl }) => policy === 'weighted' && ttl !== undefined)] as const)
      .filter(([, weighted]) => new Set(weighted.map(({ ttl }) => ttl)).size > 1)
      .map(([type, weighted]) => `${group.name} would have weighted records of type ${type} with several TTLs: ${weighted.map(({ path, ttl }) => `${path} (${ttl} s)`).join(' and ')}.`),
  },
  {
    id: 'publish-too-many',
    severity: 'error',
    why: 'A zone has at most 100 records of a name and type.',
    fix: 'Publish fewer of them, or give simple routing: one record with all addresses.',
    link: LIMITS,
    broken: (group) => byType(group).filter(([, records]) => records.length > 100)
      .map(([type, records]) => `${group.name} would have ${records.length} records of type ${type}.`),
  },
];

/** What else writes into zones. */
export const zoneWriterRules: ReadonlyArray<Rule<readonly ZoneWriter[]>> = [
  {
    id: 'zone-of-namespace',
    severity: 'error',
    why: 'Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses groups of records there, and the record by which a certificate is validated, for which the deployment waits '
      + 'in vain (aws/aws-cdk#31391).',
    fix: 'Use a hosted zone of your own. A certificate for a name in a public namespace is validated by e-mail, or is one for a name above it that you own.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: (writers) => writers.map(({ path, zoneOfNamespace }) => `${path} writes into the zone of the namespace ${zoneOfNamespace}.`),
  },
];
