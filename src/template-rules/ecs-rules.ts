import { containerCheckRules } from './container-check-rules';
import { containerRules } from './container-rules';
import { deploymentRules } from './deployment-rules';
import { fargateSizeRules } from './fargate-size-rules';
import { healthProbeRules } from './health-probe-rules';
import { infrastructureRoleRules } from './infrastructure-role-rules';
import { latticeRules } from './lattice-rules';
import { launchRules } from './launch-rules';
import { publicRegistrationRules } from './public-registration-rules';
import { registryPortRules } from './registry-port-rules';
import { registryRules } from './registry-rules';
import { serviceConnectNameRules } from './service-connect-name-rules';
import { serviceConnectOrderRules } from './service-connect-order-rules';
import { serviceConnectPortRules } from './service-connect-port-rules';
import { serviceConnectRules } from './service-connect-rules';
import { serviceConnectTaskRules } from './service-connect-task-rules';
import { serviceConnectTlsRules } from './service-connect-tls-rules';
import { taskCountRules } from './task-count-rules';
import { taskNetworkRules } from './task-network-rules';
import { taskRules } from './task-rules';
import type { TemplateRule } from './template-rule';

/** All rules about ECS services that are found: by a registry, Service Connect or VPC Lattice. */
export const ecsRules: readonly TemplateRule[] = [
  ...registryRules,
  ...registryPortRules,
  ...launchRules,
  ...fargateSizeRules,
  ...taskNetworkRules,
  ...taskCountRules,
  ...deploymentRules,
  ...taskRules,
  ...containerRules,
  ...containerCheckRules,
  ...healthProbeRules,
  ...publicRegistrationRules,
  ...serviceConnectRules,
  ...serviceConnectPortRules,
  ...serviceConnectNameRules,
  ...serviceConnectTaskRules,
  ...serviceConnectTlsRules,
  ...serviceConnectOrderRules,
  ...latticeRules,
  ...infrastructureRoleRules,
];
