import { appRules } from './app-rules';
import { CONNECT_TO_STRANGER, connectionRules, pinRules } from './connection-rules';
import { discoveryRules } from './discovery-rules';
import { registrationRules } from './registration-rules';
import { taskRules } from './task-rules';
import { ENDPOINT_WITHOUT_MEANING, WORKER_WITHOUT_NAME } from '../endpoint/endpoint-rules';
import { healthProbeRules } from '../health/health-probe-rules';
import { namespaceAttributeRules, privateDnsRules } from '../namespace/namespace-rules';
import { recordTtlRules } from '../records/record-rules';
import { taskCountRules } from '../scaling/task-count';
import type { RuleText } from '../shared/rule';

/** Everything that this library refuses, by what it is about: the source of docs/rules.md. */
export const ALL_RULES: ReadonlyMap<string, readonly RuleText[]> = new Map<string, readonly RuleText[]>([
  ['Names, namespaces and records', [...privateDnsRules, ...namespaceAttributeRules, ...recordTtlRules, ...discoveryRules]],
  ['Tasks', [...taskRules, ...taskCountRules, ...healthProbeRules]],
  ['Services that are there already', registrationRules],
  ['Connections', [...connectionRules, ...pinRules, CONNECT_TO_STRANGER]],
  ['Questions without an answer', [ENDPOINT_WITHOUT_MEANING, WORKER_WITHOUT_NAME]],
  ['The app as a whole', appRules],
]);
