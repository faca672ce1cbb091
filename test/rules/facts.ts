import type { ConnectionFacts } from '../../src/plan/connection-facts';
import type { DiscoveryFacts } from '../../src/plan/discovery-facts';
import type { TaskFacts } from '../../src/plan/task-facts';

/** A service that can be found: nothing is wrong with it. */
export const DISCOVERY: DiscoveryFacts = {
  discoveryName: 'backend',
  cloudMapNamespace: {
    type: 'DNS_PRIVATE', name: 'ecs-internal', account: '111122223333', region: 'eu-west-1', madeForOtherVpc: false, contradictingOptions: [],
  },
  recordTypes: ['A'],
  networkMode: 'awsvpc',
  ports: [8080],
  container: { name: 'app', mappedPorts: [8080, 9090] },
  vpc: { path: 'Shop/Vpc', dnsSupport: true, dnsHostnames: true },
  account: '111122223333',
  region: 'eu-west-1',
};

/** A task that can start. */
export const TASK: TaskFacts = {
  capacity: 'fargate',
  cpu: 256,
  memoryLimitMiB: 512,
  ports: [8080],
  additionalPortsOnly: false,
  variables: ['MODE'],
  secrets: ['KEY'],
  stopTimeoutSeconds: 30,
  probeNeedsPort: false,
  discoveryPropsWithoutPort: [],
  countedDaemon: false,
  securityGroupsWithoutNetwork: false,
  instancePorts: [],
  hostPortWithoutPort: false,
};

/** Two services of which one can connect to the other. */
export const CONNECTION: ConnectionFacts = {
  caller: 'Shop/Frontend',
  target: 'Shop/Backend',
  tooLate: false,
  sameService: false,
  targetHasName: true,
  targetIsRegistered: true,
  targetNamespaceNameKnown: true,
  targetPorts: [8080, 9090],
  targetHasDynamicPorts: false,
  targetIsOpen: false,
  targetHasUrl: true,
  targetHasSecurityGroup: true,
  callerHasSecurityGroup: true,
  callerHasContainer: true,
  sameStage: true,
  otherVpc: false,
  prefix: 'BACKEND',
  conflicts: [],
  contradicts: false,
};
