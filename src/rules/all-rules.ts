import { appRules } from './app-rules';
import { CHECKS_WITHOUT_APP } from './checks-rules';
import { ALLOW_FROM_NOBODY, CONNECT_TO_STRANGER, connectionRules, pinRules } from './connection-rules';
import { deploymentRules, shiftRules } from './deployment-rules';
import { discoveryRules } from './discovery-rules';
import { endpointCheckAppRules } from './endpoint-check-rules';
import { endpointTargetRules } from './endpoint-target-rules';
import { EXPOSURE_WITHOUT_MEANING, exposureRules } from './exposure-rules';
import { openingRules } from './opening-rules';
import { namespacePublishRules, publishRules } from './publish-rules';
import { recordGroupRules, zoneWriterRules } from './record-group-rules';
import { registrationRules } from './registration-rules';
import { rollbackRules } from './rollback-rules';
import { guardedRules, route53CheckRules } from './route53-rules';
import { serviceConnectRules } from './service-connect-rules';
import { taskRules } from './task-rules';
import { ec2Rules, providerRules, shareRules } from '../capacity/capacity-rules';
import { rollingRules, shiftingRules } from '../deployment/deployment-choice-rules';
import { marginRules } from '../draining/draining-rules';
import { ENDPOINT_WITHOUT_MEANING, SCALING_WITHOUT_MEANING, WORKER_WITHOUT_NAME } from '../endpoint/endpoint-rules';
import { addressRules, attributeRules, hostRules, loadBalancerRules } from '../endpoint/endpoint-target-rules';
import { albRules, clientPortRules, listenerRuleRules, nlbRules } from '../exposure/exposure-choice-rules';
import { endpointHealthCheckRules } from '../health/endpoint-health-check-rules';
import { healthProbeRules } from '../health/health-probe-rules';
import { monitoringRules } from '../monitoring/monitoring-rules';
import { delegationRules } from '../namespace/delegation-rules';
import { httpNamespaceRules, namespaceAttributeRules, parameterRules, privateDnsRules } from '../namespace/namespace-rules';
import { publicDnsRules } from '../namespace/public-namespace-rules';
import { hostedZoneNameRules } from '../published-name/published-name-rules';
import { routingRules } from '../published-name/record-routing-rules';
import { recordTtlRules } from '../records/record-rules';
import { endpointCheckRules } from '../route53-check/endpoint-check-rules';
import { publicEndpointRules } from '../route53-check/public-endpoint-rules';
import { calculatedCheckRules, checkNameRules, routingControlRules, taskCheckRules } from '../route53-check/route53-check-rules';
import { scalingRules, taskCountRules } from '../scaling/task-count-rules';
import { serverRules } from '../service-connect/service-connect-choice-rules';
import type { RuleText } from '../shared/rule';
import { wrongValueRules } from '../shared/wrong-value';

/** Everything that this library refuses, by what it is about: the source of docs/rules.md. */
export const ALL_RULES: ReadonlyMap<string, readonly RuleText[]> = new Map<string, readonly RuleText[]>([
  ['Names, namespaces and records', unique([
    ...privateDnsRules, ...publicDnsRules, ...delegationRules, ...httpNamespaceRules, ...namespaceAttributeRules, ...parameterRules,
    ...recordTtlRules, ...discoveryRules,
  ])],
  ['Tasks', [...taskRules, ...taskCountRules, ...scalingRules, ...shareRules, ...ec2Rules, ...providerRules, ...marginRules, ...healthProbeRules]],
  ['Exposures', [...clientPortRules, ...albRules, ...nlbRules, ...listenerRuleRules, ...exposureRules, ...openingRules]],
  ['Published names', unique([...hostedZoneNameRules, ...routingRules, ...publishRules, ...namespacePublishRules, ...recordGroupRules, ...zoneWriterRules])],
  ['Deployments', [...rollingRules, ...shiftingRules, ...deploymentRules, ...shiftRules, ...rollbackRules]],
  ['Service Connect', [...serverRules, ...serviceConnectRules]],
  ['Services that are there already', registrationRules],
  ['What is no ECS service', [
    ...addressRules, ...hostRules, ...loadBalancerRules, ...attributeRules, ...endpointTargetRules, ...endpointHealthCheckRules,
  ]],
  ['Connections', [...connectionRules, ...pinRules, CONNECT_TO_STRANGER, ALLOW_FROM_NOBODY]],
  ['Monitoring', monitoringRules],
  ['Values of another type', wrongValueRules],
  ['Route 53 health checks', [
    ...publicEndpointRules, ...endpointCheckRules, ...taskCheckRules, ...calculatedCheckRules, ...routingControlRules, ...checkNameRules,
    ...route53CheckRules, ...guardedRules, ...endpointCheckAppRules,
  ]],
  ['Questions without an answer', [CHECKS_WITHOUT_APP, ENDPOINT_WITHOUT_MEANING, WORKER_WITHOUT_NAME, SCALING_WITHOUT_MEANING, EXPOSURE_WITHOUT_MEANING]],
  ['The app as a whole', appRules],
]);

/** One rule can be asked at several places. */
function unique(rules: readonly RuleText[]): readonly RuleText[] {
  return [...new Set(rules)];
}
