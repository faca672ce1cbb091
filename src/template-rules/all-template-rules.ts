import { addressRules } from './address-rules';
import { attributeRules } from './attribute-rules';
import { discoveryHealthRules } from './discovery-health-rules';
import { discoveryPermissionRules } from './discovery-permission-rules';
import { discoveryRecordRules } from './discovery-record-rules';
import { discoveryServiceRules } from './discovery-service-rules';
import { ecsRules } from './ecs-rules';
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
import { targetGroupRules } from './target-group-rules';
import type { TemplateRule } from './template-rule';
import { vpcRules } from './vpc-rules';
import { zoneRules } from './zone-rules';

/** All that is judged in templates, by what it is about. */
export const TEMPLATE_RULES: ReadonlyMap<string, readonly TemplateRule[]> = new Map<string, readonly TemplateRule[]>([
  ['Namespaces', [...namespaceRules, ...namespaceClashRules, ...namespaceNameUseRules, ...namespaceUseRules, ...namespaceZoneRules]],
  ['Names, records and health in Cloud Map', [...nameRules, ...attributeRules, ...discoveryServiceRules, ...discoveryRecordRules, ...discoveryHealthRules]],
  ['Instances that are registered by hand', [...instanceRules, ...instanceRecordRules, ...instanceAliasRules]],
  ['ECS services', ecsRules],
  ['Networks and ways', [...vpcRules, ...zoneRules, ...addressRules, ...reachabilityRules, ...targetGroupRules]],
  ['Records in hosted zones', [...recordNameRules, ...recordSetRules, ...recordGroupRules, ...recordHealthRules, ...recordAliasRules]],
  ['Route 53 health checks', [...healthCheckRules, ...healthCheckTargetRules, ...healthCheckAlarmRules, ...healthCheckGroupRules]],
  ['Permissions', discoveryPermissionRules],
]);

/** The same in one list. */
export const EVERY_TEMPLATE_RULE: readonly TemplateRule[] = [...TEMPLATE_RULES.values()].flat();
