import { addressRules } from './address-rules';
import { attributeRules } from './attribute-rules';
import { discoveryHealthRules } from './discovery-health-rules';
import { discoveryPermissionRules } from './discovery-permission-rules';
import { discoveryRecordRules } from './discovery-record-rules';
import { discoveryServiceRules } from './discovery-service-rules';
import { ECS_RULE_GROUPS } from './ecs-rule-groups';
import { healthCheckAlarmRules } from './health-check-alarm-rules';
import { healthCheckGroupRules } from './health-check-group-rules';
import { healthCheckRules } from './health-check-rules';
import { healthCheckTargetRules } from './health-check-target-rules';
import { instanceAliasRules } from './instance-alias-rules';
import { instanceRecordRules } from './instance-record-rules';
import { instanceRules } from './instance-rules';
import { nameRules } from './name-rules';
import { namespaceClashRules } from './namespace-clash-rules';
import { namespaceNameUseRules } from './namespace-name-use-rules';
import { namespaceRules } from './namespace-rules';
import { namespaceUseRules } from './namespace-use-rules';
import { namespaceZoneRules } from './namespace-zone-rules';
import { reachabilityRules } from './reachability-rules';
import { recordAliasRules } from './record-alias-rules';
import { recordGroupRules } from './record-group-rules';
import { recordHealthRules } from './record-health-rules';
import { recordNameRules } from './record-name-rules';
import { recordSetRules } from './record-set-rules';
import type { RuleGroup, Subject } from './rule-group';
import { both, either, group, has } from './rule-group';
import { securityGroupRules } from './security-group-rules';
import { targetGroupRules } from './target-group-rules';
import type { TemplateRule } from './template-rule';
import { vpcRules } from './vpc-rules';
import { zoneRules } from './zone-rules';
import { callsIn } from '../model/calls';
import { allowingStatementsIn } from '../model/discovery-statements';
import type { TemplateFacts } from '../model/template-facts';

const namespaces: Subject = (facts) => facts.namespaces.length > 0;
const cloudMapServices: Subject = (facts) => facts.cloudMapServices.length > 0;
const ecsServices: Subject = (facts) => facts.ecsServices.length > 0;
const discovery = either(namespaces, either(cloudMapServices, ecsServices));
const instances = has('AWS::ServiceDiscovery::Instance');
const records = has('AWS::Route53::RecordSet', 'AWS::Route53::RecordSetGroup');
const healthChecks = has('AWS::Route53::HealthCheck');
const loadBalancers: Subject = (facts) => facts.ecsServices.some(({ properties }) => !properties.at('LoadBalancers').isAbsent);
const discoverers: Subject = (facts) => facts.once(allowingStatementsIn).some(({ actions }) => actions.some((action) => /discover|cloud-?map|[*?]/i.test(action)));
const calls: Subject = (facts) => facts.once(callsIn).length > 0;

/** Zones beside that of a namespace, which may take names from it. */
const otherZones: Subject = (facts) => facts.namespaces.length + facts.of('AWS::Route53::HostedZone').length > 1;
/** The name of the namespace itself. */
const namesOfNamespaces: Subject = (facts) => facts.cloudMapServices.some(({ name }) => name === '.');

/** All that is judged in templates, by what it is about. */
export const RULE_GROUPS: ReadonlyMap<string, readonly RuleGroup[]> = new Map<string, readonly RuleGroup[]>([
  ['Namespaces', [
    group(namespaces, () => namespaceRules),
    group(both(namespaces, otherZones), () => namespaceClashRules),
    group(namespaces, () => namespaceNameUseRules),
    group(either(cloudMapServices, has('AWS::ECS::Service', 'AWS::ECS::Cluster')), () => namespaceUseRules),
    group(both(namespaces, either(records, has('AWS::CertificateManager::Certificate'))), () => namespaceZoneRules),
  ]],
  ['Names, records and health in Cloud Map', [
    group(cloudMapServices, () => nameRules),
    group(either(namespaces, cloudMapServices), () => attributeRules),
    group(either(namespaces, cloudMapServices), () => discoveryServiceRules),
    group(cloudMapServices, () => discoveryRecordRules),
    group(cloudMapServices, () => discoveryHealthRules),
  ]],
  ['Instances that are registered by hand', [
    group(instances, () => instanceRules),
    group(either(instances, namesOfNamespaces), () => instanceRecordRules),
    group(instances, () => instanceAliasRules),
  ]],
  ['ECS services', ECS_RULE_GROUPS],
  ['Networks and ways', [
    group(either(namespaces, ecsServices), () => vpcRules),
    group(both(namespaces, has('AWS::Route53::HostedZone', 'AWS::Route53Resolver::ResolverRuleAssociation')), () => zoneRules),
    group(calls, () => addressRules),
    group(either(ecsServices, calls), () => reachabilityRules),
    group(both(discovery, has('AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress')), () => securityGroupRules),
    group(loadBalancers, () => targetGroupRules),
  ]],
  ['Records in hosted zones', [
    group(records, () => recordNameRules),
    group(records, () => recordSetRules),
    group(records, () => recordGroupRules),
    group(records, () => recordHealthRules),
    group(records, () => recordAliasRules),
  ]],
  ['Route 53 health checks', [
    group(healthChecks, () => healthCheckRules),
    group(healthChecks, () => healthCheckTargetRules),
    group(healthChecks, () => healthCheckAlarmRules),
    group(healthChecks, () => healthCheckGroupRules),
  ]],
  ['Permissions', [group(discoverers, () => discoveryPermissionRules)]],
]);

/** The rules that templates can break by what they have. */
export function rulesFor(facts: TemplateFacts): TemplateRule[] {
  return [...RULE_GROUPS.values()].flat().filter(({ isAbout }) => isAbout(facts)).flatMap(({ rules }) => rules());
}
