import type { Broken, TemplateRule } from './template-rule';
import type { Property } from '../model/property';
import type { RecordSetFacts } from '../model/record-set-facts';
import { describeRecord, recordSetsIn } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';
const LARGEST_TTL = 2147483647;

/** What is wrong with single records: a sentence, and where. */
function each(judge: (record: RecordSetFacts) => ReadonlyArray<readonly [got: string, property: Property]>): (facts: TemplateFacts) => Broken[] {
  return (facts) => facts.once(recordSetsIn).flatMap((record) => judge(record)
    .map(([got, property]) => ({ got: `${describeRecord(record)} ${got}`, at: record.resource, property })));
}

function isOutside(number: number | undefined, least: number, most: number): number is number {
  return number !== undefined && !(Number.isInteger(number) && number >= least && number <= most);
}

const shapeRules: readonly TemplateRule[] = [
  {
    id: 'record-target',
    severity: 'error',
    why: 'A record leads either to values (ResourceRecords) or, as an alias, to a resource of AWS (AliasTarget). Route 53 refuses one with both, and one with neither.',
    fix: 'Give the record either ResourceRecords with a TTL, or an AliasTarget.',
    link: RECORD_SET,
    broken: each(({ property, isAlias }) => {
      const values = property.at('ResourceRecords');
      return isAlias && values.items.length > 0 ? [['has values and an alias target.', property.at('AliasTarget')]]
        : isAlias === false && values.isAbsent ? [['has neither values nor an alias target.', property.at('ResourceRecords')]] : [];
    }),
  },
  {
    id: 'publish-ttl',
    severity: 'error',
    why: 'An alias has the TTL of what it leads to: Route 53 refuses one with a TTL of its own.',
    fix: 'Take TTL out of the record with the AliasTarget.',
    link: RECORD_SET,
    broken: each(({ property, isAlias }) => isAlias && property.at('ResourceRecords').isAbsent && property.at('TTL').isThere
      ? [['is an alias, and has a TTL.', property.at('TTL')]] : []),
  },
  {
    id: 'record-without-ttl',
    severity: 'error',
    why: 'A record with values says how long they may be kept. Route 53 refuses one that does not.',
    fix: 'Give the record a TTL, such as "60".',
    link: RECORD_SET,
    broken: each(({ property, isAlias }) => isAlias === false && property.at('ResourceRecords').isThere && property.at('TTL').isAbsent
      ? [['has values, and no TTL.', property.at('TTL')]] : []),
  },
  {
    id: 'publish-ttl-range',
    severity: 'error',
    why: 'The TTL of a record is a whole number of seconds from 0 to 2147483647.',
    fix: 'Give a TTL in seconds, such as "60".',
    link: RECORD_SET,
    broken: each(({ property }) => isOutside(property.at('TTL').number, 0, LARGEST_TTL)
      ? [[`has a TTL of ${property.at('TTL').text}.`, property.at('TTL')]] : []),
  },
  {
    id: 'record-cname-values',
    severity: 'error',
    why: 'A CNAME leads to one other name. Route 53 refuses one with several values.',
    fix: 'Keep one of the ResourceRecords, or make a weighted CNAME of each.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: each(({ property, type }) => {
      const { items: { length } } = property.at('ResourceRecords');
      return type === 'CNAME' && length > 1 ? [[`has ${length} values.`, property.at('ResourceRecords')]] : [];
    }),
  },
];

const routingRules: readonly TemplateRule[] = [
  {
    id: 'routing-set-identifier',
    severity: 'error',
    why: 'Route 53 tells the records of a group apart by identifiers of 1 to 128 characters. It refuses a record with a routing and without an identifier, and one with an identifier '
      + 'and without a routing.',
    fix: 'Give each record of the group a short SetIdentifier such as "primary"; take it out of a record that is no part of a group.',
    link: RECORD_SET,
    broken: each(({ property, routings, hasAllRoutings }) => {
      const id = property.at('SetIdentifier');
      return routings.length > 0 && id.isAbsent ? [[`has ${routings.join(' and ')} routing, and no SetIdentifier.`, id]]
        : routings.length === 0 && hasAllRoutings && id.isThere ? [['has a SetIdentifier, and no routing.', id]]
          : id.text !== undefined && (id.text.length < 1 || id.text.length > 128) ? [[`has a SetIdentifier of ${id.text.length} characters.`, id]] : [];
    }),
  },
  {
    id: 'record-two-routings',
    severity: 'error',
    why: 'A record has one kind of routing: Weight, Failover, Region, GeoLocation, MultiValueAnswer, GeoProximityLocation or CidrRoutingConfig. Route 53 refuses two at once.',
    fix: 'Keep one of them. For two levels, let the record be an alias of a group that has another name.',
    link: RECORD_SET,
    broken: each(({ property, routings }) => routings.length > 1 ? [[`has ${routings.join(' and ')} routing at once.`, property.at('SetIdentifier')]] : []),
  },
  {
    id: 'routing-weight',
    severity: 'error',
    why: 'A weight is a whole number from 0 to 255.',
    fix: 'Give shares such as 90 and 10 as Weight.',
    link: RECORD_SET,
    broken: each(({ property }) => isOutside(property.at('Weight').number, 0, 255)
      ? [[`has a weight of ${property.at('Weight').text}.`, property.at('Weight')]] : []),
  },
  {
    id: 'routing-region',
    severity: 'error',
    why: 'A latency record names the Region of AWS that its target is in, and not an Availability Zone.',
    fix: 'Give a Region such as "eu-west-1".',
    link: RECORD_SET,
    broken: each(({ property }) => {
      const region = property.at('Region');
      return region.text !== undefined && !/^[a-z]+(-[a-z]+)+-\d$/.test(region.text) ? [[`has the Region "${region.text}".`, region]] : [];
    }),
  },
  {
    id: 'routing-failover',
    severity: 'error',
    why: 'A failover record is PRIMARY or SECONDARY. Route 53 refuses anything else.',
    fix: 'Give Failover one of the two, in capital letters.',
    link: RECORD_SET,
    broken: each(({ property }) => {
      const failover = property.at('Failover');
      return failover.text !== undefined && !['PRIMARY', 'SECONDARY'].includes(failover.text) ? [[`is "${failover.text}" of a failover.`, failover]] : [];
    }),
  },
  {
    id: 'publish-multivalue',
    severity: 'error',
    why: 'Route 53 has multivalue answers for values only: no aliases, no CNAME and no NS.',
    fix: 'Use Weight with equal weights in place of MultiValueAnswer.',
    link: RECORD_SET,
    broken: each(({ property, routings, isAlias, type }) => !routings.includes('multivalue') || property.at('MultiValueAnswer').flag !== true ? []
      : isAlias ? [['is an alias, and the routing is multivalue.', property.at('MultiValueAnswer')]]
        : type === 'CNAME' || type === 'NS' ? [[`is of type ${type}, and the routing is multivalue.`, property.at('MultiValueAnswer')]] : []),
  },
  {
    id: 'publish-latency-values',
    severity: 'error',
    why: 'A latency record holds one value.',
    fix: 'Keep one of the ResourceRecords, or let the latency record be an alias of weighted records that have another name.',
    link: RECORD_SET,
    broken: each(({ property, routings }) => {
      const { items: { length } } = property.at('ResourceRecords');
      return routings.includes('latency') && length > 1 ? [[`is a latency record, and has ${length} values.`, property.at('ResourceRecords')]] : [];
    }),
  },
];

export const recordSetRules: readonly TemplateRule[] = [...shapeRules, ...routingRules];
