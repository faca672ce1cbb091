import type { Broken, TemplateRule } from './template-rule';
import type { RecordSetFacts } from '../model/record-set-facts';
import { describeRecord, recordGroupsIn, recordSetsIn } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import { plainName } from '../shared/dns-name';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';
const FAILOVER = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html';
const ADVISED_TTL = 60;

function each(facts: TemplateFacts, judge: (record: RecordSetFacts) => string | undefined, property: string): Broken[] {
  return facts.once(recordSetsIn).flatMap((record) => {
    const got = judge(record);
    return got === undefined ? [] : [{ got: `${describeRecord(record)} ${got}`, at: record.resource, property: record.property.at(...property.split('/')) }];
  });
}

const roleOf = ({ property }: RecordSetFacts) => property.at('Failover').text;

/** Whether Route 53 is surely told nothing about what a record leads to. */
function isUnwatched({ property, isAlias }: RecordSetFacts): boolean {
  const evaluate = property.at('AliasTarget', 'EvaluateTargetHealth');
  return property.at('HealthCheckId').isAbsent && (isAlias === false || (isAlias === true && (evaluate.isAbsent || evaluate.flag === false)));
}

/** Records of one answer each of which may be left out where it is not healthy. */
const SPREAD = ['weighted', 'latency', 'multivalue', 'geolocation'];

/** The records without a health check in a group of which some have one. */
function alwaysHealthy(facts: TemplateFacts): Broken[] {
  return [...facts.once(recordGroupsIn).values()].flatMap((group) => {
    const watched = group.find(({ property }) => property.at('HealthCheckId').isThere);
    // A weight of 0 is one of a record for the case that no other is healthy.
    const isBare = (record: RecordSetFacts) => SPREAD.includes(record.routings[0]) && isUnwatched(record) && record.property.at('Weight').number !== 0;
    return watched === undefined ? [] : group.filter(isBare).map((record) => ({
      got: `${describeRecord(record)} has no health check, and another record of its name and type has one.`,
      at: record.resource,
      property: record.property.at('HealthCheckId'),
      beside: [watched.resource].filter((resource) => resource !== record.resource),
    }));
  });
}

/** The failover records whose counterpart nothing could be. */
function halves(facts: TemplateFacts): Broken[] {
  return [...facts.once(recordGroupsIn).values()].flatMap((group) => {
    const [role] = new Set(group.map(roleOf));
    return role !== undefined && group.every((record) => roleOf(record) === role) ? [{
      got: `${describeRecord(group[0])} is ${role}, and no record of its name and type is ${role === 'PRIMARY' ? 'SECONDARY' : 'PRIMARY'}.`,
      at: group[0].resource,
      property: group[0].property.at('Failover'),
    }] : [];
  });
}

/** The records that a health check decides about and that it asks for. */
function askedByOwnCheck(facts: TemplateFacts): Broken[] {
  return facts.once(recordSetsIn).flatMap((record) => {
    const check = record.property.at('HealthCheckId').resource;
    const config = check && facts.as(check).properties.at('HealthCheckConfig');
    const host = config?.at('IPAddress').isAbsent ? config.at('FullyQualifiedDomainName') : undefined;
    const isSame = host && (host.text === undefined ? host.isThere && host.identity === record.nameKey : plainName(host.text) === record.name);
    return check && isSame ? [{
      got: `The health check of ${describeRecord(record)} asks for this name.`,
      at: check,
      property: facts.as(check).properties.at('HealthCheckConfig', 'FullyQualifiedDomainName'),
      beside: [record.resource],
    }] : [];
  });
}

export const recordHealthRules: readonly TemplateRule[] = [
  {
    id: 'record-check-of-other-kind',
    severity: 'error',
    why: 'HealthCheckId is the ID of a Route 53 health check: Route 53 refuses the name or ARN of anything else.',
    fix: 'Give the Ref of an AWS::Route53::HealthCheck; for an alarm, one of Type CLOUDWATCH_METRIC.',
    link: RECORD_SET,
    broken: (facts) => facts.once(recordSetsIn).flatMap((record) => {
      const property = record.property.at('HealthCheckId');
      const { resource: other } = property;
      return other?.type.startsWith('AWS::') && other.type !== 'AWS::Route53::HealthCheck'
        ? [{ got: `${describeRecord(record)} has the health check ${other.logicalId}, a ${other.type}.`, at: record.resource, property, beside: [other] }] : [];
    }),
  },
  {
    id: 'publish-primary-check',
    severity: 'error',
    why: 'Route 53 must be told when the primary is not healthy: without that it never answers with the secondary. "A non-alias primary ResourceRecordSet must have an associated health check". '
      + 'An alias is judged by its target where EvaluateTargetHealth is true.',
    fix: 'Give the primary record a HealthCheckId, or its AliasTarget EvaluateTargetHealth: true.',
    link: FAILOVER,
    broken: (facts) => each(facts, (record) => roleOf(record) !== 'PRIMARY' || !isUnwatched(record) ? undefined
      : record.isAlias ? 'is PRIMARY, and has neither a health check nor EvaluateTargetHealth: true.' : 'is PRIMARY, and has no health check.', 'HealthCheckId'),
  },
  {
    id: 'always-healthy',
    severity: 'warning',
    why: 'Route 53 counts a record without a health check as healthy, and answers with it whether it works or not, also where the other records of the name have checks.',
    fix: 'Give the record a HealthCheckId (an alias EvaluateTargetHealth: true), or take the checks of the others out.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html',
    broken: alwaysHealthy,
  },
  {
    id: 'half-of-failover',
    severity: 'warning',
    why: 'Only the primary or the secondary record of the name and type is here: without the other there is nothing to fail over to.',
    fix: 'Add the record with the other role, unless another app has it.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html',
    broken: halves,
  },
  {
    id: 'health-check-own-name',
    severity: 'error',
    why: 'The check asks what the records lead to at that moment, and so decides about each of them by the health of any: AWS calls the results unpredictable.',
    fix: 'Let FullyQualifiedDomainName be the name of the target itself, such as the DNSName of the load balancer.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    broken: askedByOwnCheck,
  },
  {
    id: 'record-check-unused',
    severity: 'warning',
    why: 'Route 53 has nothing to choose from where a name has a simple record: in a private hosted zone it takes no health check for such a record, elsewhere it goes on answering with it.',
    fix: 'Give the record a routing with a health check (failover, weighted, multivalue, latency, geolocation), or take HealthCheckId out.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: (facts) => each(facts, ({ property, routings, hasAllRoutings }) =>
      property.at('HealthCheckId').isThere && hasAllRoutings && routings.length === 0 ? 'has a health check, and no routing.' : undefined, 'HealthCheckId'),
  },
  {
    id: 'record-long-ttl',
    severity: 'warning',
    why: 'Resolvers keep an answer for its TTL, also when the health check has failed. AWS advises 60 seconds or less for records with health checks.',
    fix: 'Give the record a TTL of 60 or less.',
    link: RECORD_SET,
    broken: (facts) => each(facts, ({ property }) => property.at('HealthCheckId').isThere && (property.at('TTL').number ?? 0) > ADVISED_TTL
      ? `has a health check, and a TTL of ${property.at('TTL').text} seconds.` : undefined, 'TTL'),
  },
];
