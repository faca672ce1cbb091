import { isIP } from 'node:net';
import type { TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import type { HealthCheckFacts } from '../model/health-check-facts';
import { healthChecksIn } from '../model/health-check-facts';
import { plain, recordSetsIn } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import type { EndpointCheckFacts } from '../plan/endpoint-check-facts';
import type { Route53CheckFacts, GuardedFacts } from '../plan/route53-check-facts';
import { endpointCheckAppRules } from '../rules/endpoint-check-rules';
import { guardedRules, route53CheckRules } from '../rules/route53-rules';
import { isPublicAddress } from '../shared/addresses';
import { isInZone } from '../shared/dns-name';
import type { Rule } from '../shared/rule';

/** Why the checkers never reach what is asked, where they do not. */
function unreachable({ config }: HealthCheckFacts, facts: TemplateFacts): string | undefined {
  const [address, name] = [config.at('IPAddress').text, config.at('FullyQualifiedDomainName')];
  if (address !== undefined && isIP(address) !== 0 && !isPublicAddress(address)) {
    return `the address ${address}, which is not one of the internet`;
  }
  if (!config.at('IPAddress').isAbsent) {
    return undefined;
  }
  const isInternal = name.resource?.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer' && facts.as(name.resource).properties.at('Scheme').text === 'internal';
  return isInternal ? `the internal load balancer ${name.resource!.logicalId}` : name.text === undefined ? undefined : unreachableName(name.text, facts);
}

function unreachableName(name: string, facts: TemplateFacts): string | undefined {
  const zone = facts.once(privateNamesIn).find((candidate) => isInZone(name, candidate));
  const isTask = facts.cloudMapServices.some((service) => plain(service.host) === plain(name) && facts.registrantsOf(service).length > 0);
  return zone !== undefined ? `"${name}", which is in the private namespace "${zone}"`
    : isTask ? `"${name}", under which tasks are registered with private addresses` : undefined;
}

/** A name that is private and public in one app has another answer on the internet. */
function privateNamesIn(facts: TemplateFacts): string[] {
  const publicZones = facts.of('AWS::Route53::HostedZone').filter(({ properties }) => !properties.at('VPCs').isThere)
    .flatMap(({ properties }) => properties.at('Name').text ?? []);
  return facts.namespaces.flatMap(({ kind, name }) => kind === 'private DNS' ? name ?? [] : [])
    .filter((name) => !publicZones.some((zone) => isInZone(name, zone) || isInZone(zone, name)));
}

function endpoints(facts: TemplateFacts): Array<Case<readonly EndpointCheckFacts[]>> {
  return facts.once(healthChecksIn).filter(({ isOfEndpoint }) => isOfEndpoint).map((check) => ({
    facts: [{ path: check.resource.logicalId, unreachable: unreachable(check, facts) }],
    at: check.resource,
    property: check.config,
    beside: [check.config.at('FullyQualifiedDomainName').resource].filter((resource) => resource !== undefined),
  }));
}

/** The records that a check decides about, which are to have another name than it asks for. */
function guarded(facts: TemplateFacts): Array<Case<GuardedFacts>> {
  const records = facts.once(recordSetsIn).map((record) => ({ record, check: record.property.at('HealthCheckId').resource }));
  return facts.once(healthChecksIn).map(({ resource, config }) => {
    const own = records.filter(({ check }) => check === resource).map(({ record }) => record);
    return {
      facts: {
        domainName: config.at('FullyQualifiedDomainName').text,
        records: own.flatMap((record) => record.name === undefined ? [] : [{ path: record.resource.logicalId, name: record.name }]),
      } as GuardedFacts,
      at: resource,
      property: config,
      beside: own.map((record) => record.resource),
    };
  });
}

type AlarmCase = Pick<Route53CheckFacts, 'alarm' | 'account' | 'service'>;

/** The alarm of the app that a check reads, by its name. */
function alarms(facts: TemplateFacts): Array<Case<AlarmCase>> {
  return facts.once(healthChecksIn).flatMap(({ resource, config }) => {
    const name = config.at('AlarmIdentifier', 'Name');
    const alarm = name.resource ?? facts.of('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
      .find(({ properties }) => name.text !== undefined && properties.at('AlarmName').text === name.text)?.resource;
    if (alarm === undefined || !alarm.type.startsWith('AWS::CloudWatch::')) {
      return [];
    }
    const { properties } = facts.as(alarm);
    const account = (stack: string) => facts.assembly.stacks.get(stack)!.account;
    return [{
      facts: {
        service: resource.logicalId,
        account: account(resource.stack)!,
        alarm: {
          path: alarm.logicalId,
          account: account(alarm.stack)!,
          isComposite: alarm.type === 'AWS::CloudWatch::CompositeAlarm',
          hasMetricList: properties.at('Metrics').isThere,
          extendedStatistic: properties.at('ExtendedStatistic').text,
          periodSeconds: properties.at('Period').number,
          evaluationPeriods: properties.at('EvaluationPeriods').number,
          datapointsToAlarm: properties.at('DatapointsToAlarm').number,
        },
      },
      at: resource,
      property: name,
      beside: [alarm],
    }];
  });
}

const ALARM_RULES = route53CheckRules as unknown as ReadonlyArray<Rule<AlarmCase>>;
const ofAlarm = (id: string, fix: string) => twin(ALARM_RULES, { id, fix, cases: alarms });

/** What Route 53 health checks ask. */
export const healthCheckTargetRules: readonly TemplateRule[] = [
  twin(endpointCheckAppRules, {
    id: 'health-check-unreachable',
    fix: 'Ask a public load balancer, or read an alarm: Type CLOUDWATCH_METRIC with an AlarmIdentifier.',
    cases: endpoints,
  }),
  twin(guardedRules, {
    id: 'health-check-own-name',
    fix: 'Give FullyQualifiedDomainName the DNS name of the target itself.',
    cases: guarded,
  }),
  ofAlarm('health-check-alarm-metric', 'Give an AWS::CloudWatch::Alarm on one metric: MetricName and Namespace in place of Metrics.'),
  ofAlarm('health-check-alarm-statistic', 'Give the alarm a Statistic in place of ExtendedStatistic.'),
  ofAlarm('health-check-alarm-period', 'Give the alarm a Period of 60 seconds or more.'),
  ofAlarm('health-check-alarm-points', 'Leave DatapointsToAlarm out, or make it equal to EvaluationPeriods.'),
  {
    id: 'health-check-alarm-region',
    severity: 'error',
    why: 'Route 53 looks an alarm up by its name and Region: in another Region there is none of that name.',
    fix: 'Give AlarmIdentifier the Region of the stack that makes the alarm.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html',
    broken: (facts) => facts.once(healthChecksIn).flatMap((check) => {
      const [region, alarm] = [check.config.at('AlarmIdentifier', 'Region'), check.config.at('AlarmIdentifier', 'Name').resource];
      const made = alarm && facts.assembly.stacks.get(alarm.stack)!.region;
      return region.text !== undefined && made !== undefined && region.text !== made
        ? [brokenAt(check, `The Region is ${region.text}, and ${alarm!.logicalId} is in ${made}.`, region, [alarm])] : [];
    }),
  },
  ofAlarm('health-check-alarm-account', 'Make the check in the account of the alarm.'),
];
