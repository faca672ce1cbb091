import type { Broken, TemplateRule } from './template-rule';
import { areTogether } from '../model/assembly';
import type { KeyOf, RecordSetFacts } from '../model/record-set-facts';
import { describeRecord, recordGroupsIn, recordSetsIn, recordsBy } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';
const LIMITS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html';
const MOST_RECORDS = 100;

type Records = readonly RecordSetFacts[];

/** How a record clashes with an earlier one. */
interface Clash {
  /** Records of different keys do not clash; where it is undefined, with none. */
  readonly keyOf: KeyOf;
  readonly property: string;
  readonly got: (record: RecordSetFacts, key: string) => string;
}

/** Each record of a group that has the key of an earlier one that is surely there with it. */
function twice({ keyOf, property, got }: Clash): (facts: TemplateFacts) => Broken[] {
  return (facts) => [...facts.once(recordGroupsIn).values()].filter(({ length }) => length > 1)
    .flatMap((group) => [...recordsBy(group, keyOf)].flatMap(([key, same]) => same.flatMap((record, index) => {
      const earlier = same.slice(0, index).find(({ resource }) => areTogether(resource, record.resource));
      return earlier === undefined ? [] : [{
        got: got(record, key), at: record.resource, property: record.property.at(property), beside: others(record, [earlier]),
      }];
    })));
}

function others(record: RecordSetFacts, records: Records): RecordSetFacts['resource'][] {
  return [...new Set(records.map(({ resource }) => resource))].filter((resource) => resource !== record.resource);
}

/** What all records of a group share. */
interface Kind {
  readonly kindOf: KeyOf;
  readonly property: string;
  readonly got: (one: string, other: string) => string;
}

/** The first record of a group that is of another kind than an earlier one. */
function mixed(facts: TemplateFacts, { kindOf, property, got }: Kind): Broken[] {
  return [...facts.once(recordGroupsIn).values()].flatMap((group) => {
    const known = group.filter((record) => kindOf(record) !== undefined);
    const other = known.find((record) => kindOf(record) !== kindOf(known[0]) && areTogether(record.resource, known[0].resource));
    return other === undefined ? [] : [{
      got: `${describeRecord(other)} ${got(kindOf(known[0])!, kindOf(other)!)}`,
      at: other.resource,
      property: other.property.at(property),
      beside: others(other, [known[0]]),
    }];
  });
}

/** Where a name would be a CNAME and have other records. */
function besideCname(facts: TemplateFacts): Broken[] {
  const keyOf: KeyOf = ({ zoneKey, nameKey, type }) => zoneKey !== undefined && nameKey !== undefined && type !== undefined
    ? JSON.stringify([zoneKey, nameKey]) : undefined;
  const byName = recordsBy(facts.once(recordSetsIn), keyOf);
  return [...byName.values()].flatMap((records) => {
    const cname = records.find(({ type }) => type === 'CNAME');
    const other = cname && records.find(({ type, resource }) => type !== 'CNAME' && areTogether(resource, cname.resource));
    return cname && other ? [{
      got: `${describeRecord(cname)} stands beside ${describeRecord(other)}.`,
      at: cname.resource,
      property: cname.property.at('Type'),
      beside: others(cname, [other]),
    }] : [];
  });
}

const simpleOnly = ({ routings, hasAllRoutings }: RecordSetFacts) => hasAllRoutings && routings.length === 0;

const twiceRules: readonly TemplateRule[] = [
  {
    id: 'publish-twice',
    severity: 'error',
    why: 'A zone has one simple record of a name and type, whatever its letters are, and beside a CNAME no other record of its name.',
    fix: 'Keep one of them, give another Name, or give all of them one kind of routing and a SetIdentifier. Beside a CNAME there is nothing else.',
    link: RECORD_SET,
    broken: (facts) => [
      ...twice({
        keyOf: (record) => simpleOnly(record) ? 'simple' : undefined,
        property: 'Name',
        got: (record) => `${describeRecord(record)} is in its zone already.`,
      })(facts),
      ...besideCname(facts),
    ],
  },
  {
    id: 'publish-identifier-twice',
    severity: 'error',
    why: 'Route 53 tells the records of a name and type apart by their set identifiers: the second record of one would take the place of the first, or be refused.',
    fix: 'Give each record a SetIdentifier of its own.',
    link: RECORD_SET,
    broken: twice({
      keyOf: ({ property }) => property.at('SetIdentifier').text,
      property: 'SetIdentifier',
      got: (record) => `${describeRecord(record)} has the SetIdentifier of another record of its name and type.`,
    }),
  },
  {
    id: 'publish-failover-twice',
    severity: 'error',
    why: 'A failover group has one primary and one secondary record.',
    fix: 'Make one of the two the other role. For more than two, let the secondary be an alias of weighted or latency records of another name.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html',
    broken: twice({
      keyOf: ({ property }) => property.at('Failover').text,
      property: 'Failover',
      got: (record, role) => `${describeRecord(record)} is the second ${role} record of its name and type.`,
    }),
  },
  {
    id: 'publish-region-twice',
    severity: 'error',
    why: 'A group has one latency record for a Region.',
    fix: 'Publish a second target of a Region under another name, with weighted routing.',
    link: RECORD_SET,
    broken: twice({
      keyOf: ({ property }) => property.at('Region').text,
      property: 'Region',
      got: (record, region) => `${describeRecord(record)} is the second record of its name and type for ${region}.`,
    }),
  },
  {
    id: 'publish-location-twice',
    severity: 'error',
    why: 'A group has one geolocation record for a place.',
    fix: 'Give one of the two another place as GeoLocation, or keep one of them.',
    link: RECORD_SET,
    broken: twice({
      keyOf: ({ property }) => placeOf(property.at('GeoLocation')),
      property: 'GeoLocation',
      got: (record) => `${describeRecord(record)} has the GeoLocation of another record of its name and type.`,
    }),
  },
];

function placeOf(location: RecordSetFacts['property']): string | undefined {
  const parts = ['ContinentCode', 'CountryCode', 'SubdivisionCode'].map((part) => location.at(part));
  const isKnown = location.isThere && parts.every(({ isAbsent, text }) => isAbsent || text !== undefined);
  return isKnown ? JSON.stringify(parts.map(({ text }) => text)) : undefined;
}

function tooMany(facts: TemplateFacts): Broken[] {
  return [...facts.once(recordGroupsIn).values()].flatMap((group) => {
    const { [MOST_RECORDS]: first, length } = group.filter(({ resource }) => areTogether(resource, group[0].resource));
    return length <= MOST_RECORDS ? [] : [{
      got: `${describeRecord(first)} is one of ${length} records of its name and type.`, at: first.resource, beside: others(first, group),
    }];
  });
}

export const recordGroupRules: readonly TemplateRule[] = [
  ...twiceRules,
  {
    id: 'publish-routing-mixed',
    severity: 'error',
    why: 'All records of a name and type have one kind of routing: Route 53 refuses a record of another kind beside them.',
    fix: 'Give all of them the same kind of routing.',
    link: RECORD_SET,
    broken: (facts) => mixed(facts, {
      kindOf: (record) => simpleOnly(record) ? 'simple' : record.routings.length === 1 ? record.routings[0] : undefined,
      property: 'SetIdentifier',
      got: (one, other) => `has ${other} routing, and another record of its name and type has ${one} routing.`,
    }),
  },
  {
    id: 'publish-weighted-ttl',
    severity: 'error',
    why: 'All weighted records of a name and type have one TTL.',
    fix: 'Give all of them the same TTL: 60 seconds beside aliases of load balancers, which is what these have.',
    link: RECORD_SET,
    broken: (facts) => mixed(facts, {
      kindOf: ({ routings, property }) => routings.includes('weighted') ? property.at('TTL').text : undefined,
      property: 'TTL',
      got: (one, other) => `has a TTL of ${other}, and another weighted record of its name and type one of ${one}.`,
    }),
  },
  {
    id: 'publish-too-many',
    severity: 'error',
    why: 'A zone has at most 100 records of a name and type.',
    fix: 'Publish fewer of them, or one record with all addresses and without a routing.',
    link: LIMITS,
    broken: tooMany,
  },
];
