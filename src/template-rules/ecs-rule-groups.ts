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
import type { RuleGroup, Subject } from './rule-group';
import { both, either, group, has } from './rule-group';
import { serviceConnectNameRules } from './service-connect-name-rules';
import { serviceConnectOrderRules } from './service-connect-order-rules';
import { serviceConnectPortRules } from './service-connect-port-rules';
import { serviceConnectRules } from './service-connect-rules';
import { serviceConnectTaskRules } from './service-connect-task-rules';
import { serviceConnectTlsRules } from './service-connect-tls-rules';
import { taskCountRules } from './task-count-rules';
import { taskNetworkRules } from './task-network-rules';
import { taskRules } from './task-rules';
import { taskRunners } from '../model/task-runner-facts';

/** Services and task sets that are found by others. */
const runners: Subject = (facts) => facts.once(taskRunners).length > 0;
const registries: Subject = (facts) => facts.once(taskRunners).some((runner) => runner.registries.length > 0);
const containerChecks: Subject = (facts) => facts.taskDefinitions.some(({ containers }) => containers.some(({ property }) => !property.at('HealthCheck').isAbsent));
const inConnect: Subject = (facts) => facts.ecsServices.some(({ isInServiceConnect }) => isInServiceConnect);
const inLattice: Subject = (facts) => facts.once(taskRunners).some(({ lattice }) => lattice.length > 0);

/** Also what is half of it: a configuration that is not enabled, and the namespace of a cluster. */
const connectSettings: Subject = (facts) => facts.ecsServices.some(({ serviceConnect }) => !serviceConnect.isAbsent)
  || facts.of('AWS::ECS::Cluster').some(({ properties }) => !properties.at('ServiceConnectDefaults').isAbsent);
const publicNamespaces: Subject = ({ namespaces }) => namespaces.some(({ kind }) => kind === 'public DNS');

/** All rules about ECS services that are found: by a registry, Service Connect or VPC Lattice. */
export const ECS_RULE_GROUPS: readonly RuleGroup[] = [
  group(runners, () => registryRules),
  group(registries, () => registryPortRules),
  group(runners, () => launchRules),
  group(runners, () => fargateSizeRules),
  group(runners, () => taskNetworkRules),
  group(registries, () => taskCountRules),
  group(runners, () => deploymentRules),
  group(runners, () => taskRules),
  group(runners, () => containerRules),
  group(registries, () => containerCheckRules),
  group(both(runners, containerChecks), () => healthProbeRules),
  group(both(registries, publicNamespaces), () => publicRegistrationRules),
  group(connectSettings, () => serviceConnectRules),
  group(inConnect, () => serviceConnectPortRules),
  group(inConnect, () => serviceConnectNameRules),
  group(inConnect, () => serviceConnectTaskRules),
  group(inConnect, () => serviceConnectTlsRules),
  group(inConnect, () => serviceConnectOrderRules),
  group(inLattice, () => latticeRules),
  group(both(has('AWS::IAM::Role'), either(inConnect, inLattice)), () => infrastructureRoleRules),
];
