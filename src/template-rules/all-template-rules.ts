import { cloudMapServiceRules } from './cloud-map-service-rules';
import { healthCheckRules } from './health-check-rules';
import { healthCheckTargetRules } from './health-check-target-rules';
import { healthConfigRules } from './health-config-rules';
import { instanceRules } from './instance-rules';
import { nameRules } from './name-rules';
import { namesakeRules } from './namesake-rules';
import { namespaceRules } from './namespace-rules';
import { permissionRules } from './permission-rules';
import { recordGroupRules } from './record-group-rules';
import { recordRules } from './record-rules';
import { recordSetRules } from './record-set-rules';
import type { TemplateRule } from './template-rule';
import { zoneRules } from './zone-rules';

/** All that is judged in templates, by what it is about. */
export const TEMPLATE_RULES: ReadonlyMap<string, readonly TemplateRule[]> = new Map<string, readonly TemplateRule[]>([
  ['Namespaces and names', [...namespaceRules, ...nameRules, ...namesakeRules, ...cloudMapServiceRules]],
  ['Records and health in Cloud Map', [...recordRules, ...healthConfigRules]],
  ['Instances that are registered by hand', instanceRules],
  ['Records in hosted zones', [...zoneRules, ...recordSetRules, ...recordGroupRules]],
  ['Route 53 health checks', [...healthCheckRules, ...healthCheckTargetRules]],
  ['Permissions', permissionRules],
]);

/** The same in one list. */
export const EVERY_TEMPLATE_RULE: readonly TemplateRule[] = [...TEMPLATE_RULES.values()].flat();
