import { isIPv4, isIPv6 } from 'node:net';
import type { Broken, TemplateRule } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import type { RecordSetFacts } from '../model/record-set-facts';
import { plain, recordSetsIn } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import type { RoutingSettings } from '../published-name/record-routing-rules';
import { routingRules } from '../published-name/record-routing-rules';
import { isInZone } from '../shared/dns-name';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

function eachRecord(faultsOf: (record: RecordSetFacts, facts: TemplateFacts) => readonly string[]): TemplateRule['broken'] {
  return (facts) => facts.once(recordSetsIn).flatMap((record) => faultsOf(record, facts)
    .map((got): Broken => ({ got, at: record.resource, property: record.property })));
}

function settings(facts: TemplateFacts): Array<Case<RoutingSettings>> {
  return facts.once(recordSetsIn).map(({ resource, property }) => ({
    facts: { setIdentifier: property.at('SetIdentifier').text, weight: property.at('Weight').number, region: property.at('Region').text },
    at: resource,
    property,
  }));
}

/** The name of the zone, where the app has it. */
function zoneNameOf({ hostedZone }: RecordSetFacts, facts: TemplateFacts): string | undefined {
  const { resource, text } = hostedZone;
  return resource?.type === 'AWS::Route53::HostedZone' ? facts.as(resource).properties.at('Name').text
    : hostedZone.path.endsWith('HostedZoneName') ? text : undefined;
}

function identifierFaults({ property, policies }: RecordSetFacts): string[] {
  const id = property.at('SetIdentifier');
  return policies === undefined ? []
    : policies.length > 1 ? [`The record has several kinds of routing: ${policies.join(' and ')}.`]
      : policies.length === 1 && id.isAbsent ? [`The routing is ${policies[0]}, and there is no SetIdentifier.`]
        : policies.length === 0 && id.isThere ? ['There is a SetIdentifier, and the record has no routing.'] : [];
}

/** An alias has the TTL and the values of what it leads to. */
function contentFaults({ property, policies }: RecordSetFacts): string[] {
  const [alias, values, ttl] = [property.at('AliasTarget'), property.at('ResourceRecords'), property.at('TTL')];
  return [
    ...alias.isThere && values.isThere ? ['There are AliasTarget and ResourceRecords.'] : [],
    ...alias.isThere && ttl.isThere ? ['There are AliasTarget and TTL.'] : [],
    ...alias.isAbsent && values.isThere && ttl.isAbsent ? ['There are ResourceRecords, and there is no TTL.'] : [],
    ...alias.isAbsent && values.isAbsent ? ['There are neither ResourceRecords nor an AliasTarget.'] : [],
    ...alias.isThere && policies?.includes('multivalue') ? ['There is an AliasTarget, and the routing is multivalue.'] : [],
  ];
}

/** Values that are no address of their kind. */
function valueFaults({ property, type }: RecordSetFacts): string[] {
  const isAddress = new Map([['A', isIPv4], ['AAAA', isIPv6]]).get(type ?? '');
  const values = property.at('ResourceRecords').items.flatMap(({ text }) => text ?? []);
  return isAddress === undefined ? [] : values.filter((value) => !isAddress(value)).map((value) => `The record is of type ${type}, and a value is "${value}".`);
}

const isPrimary = ({ property }: RecordSetFacts) => property.at('Failover').text === 'PRIMARY';

/** Routing records by name and type. What AWS requires of one is said by the API reference of ResourceRecordSet. */
export const recordSetRules: readonly TemplateRule[] = [
  twin(routingRules, { id: 'routing-set-identifier', fix: 'Give a SetIdentifier such as "primary".', cases: settings }),
  twin(routingRules, { id: 'routing-weight', fix: 'Give a Weight from 0 to 255.', cases: settings }),
  twin(routingRules, { id: 'routing-region', fix: 'Give a Region such as "eu-west-1".', cases: settings }),
  {
    id: 'record-identity',
    severity: 'error',
    why: 'Records of a name and type that are routed are told apart by a SetIdentifier, and have one kind of routing; a simple record has neither.',
    fix: 'Give a routed record one of Weight, Failover, Region, GeoLocation and MultiValueAnswer, and a SetIdentifier.',
    link: RECORD_SET,
    broken: eachRecord(identifierFaults),
  },
  {
    id: 'record-content',
    severity: 'error',
    why: 'A record has values and a TTL, or it is an alias and has those of its target: Route 53 refuses anything between, and an alias with multivalue answers.',
    fix: 'Give ResourceRecords with TTL, or AliasTarget alone.',
    link: RECORD_SET,
    broken: eachRecord(contentFaults),
  },
  {
    id: 'record-value',
    severity: 'error',
    why: 'A records hold IPv4 addresses, and AAAA records IPv6 addresses: Route 53 refuses anything else.',
    fix: 'Give an address, or use a CNAME record for the name of a host.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: eachRecord(valueFaults),
  },
  {
    id: 'record-outside-zone',
    severity: 'error',
    why: 'A zone has records of its own name and below it: Route 53 refuses any other.',
    fix: 'Give the record a name that ends with that of the zone, or the zone above it.',
    link: RECORD_SET,
    broken: eachRecord((record, facts) => {
      const zone = zoneNameOf(record, facts);
      return record.name !== undefined && zone !== undefined && !isInZone(record.name, zone)
        ? [`The record is ${record.name}, and the zone is ${plain(zone)}.`] : [];
    }),
  },
  {
    id: 'publish-primary-check',
    severity: 'error',
    why: 'Route 53 must be told when the primary is not healthy: "A non-alias primary ResourceRecordSet must have an associated health check". An alias is judged by its target.',
    fix: 'Give the primary a HealthCheckId.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html',
    broken: eachRecord((record) => isPrimary(record) && record.property.at('ResourceRecords').isThere && record.property.at('HealthCheckId').isAbsent
      ? ['The record is the primary, and there is no HealthCheckId.'] : []),
  },
  {
    id: 'failover-alias-unjudged',
    severity: 'error',
    why: 'An alias that is a primary is never held for unhealthy unless its target is evaluated or a health check is given: the secondary is never answered.',
    fix: 'Give AliasTarget EvaluateTargetHealth: true, or the record a HealthCheckId.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html',
    broken: eachRecord((record) => {
      const evaluated = record.property.at('AliasTarget', 'EvaluateTargetHealth');
      const isUnjudged = record.property.at('AliasTarget').isThere && (evaluated.isAbsent || evaluated.flag === false);
      return isPrimary(record) && isUnjudged && record.property.at('HealthCheckId').isAbsent
        ? ['The record is the primary, and neither its target nor a health check is asked.'] : [];
    }),
  },
];
