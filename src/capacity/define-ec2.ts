import { Compatibility, Ec2Service, NetworkMode, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { Ec2Choice } from './capacity-choice';
import type { CapacityBuilder } from './capacity-settings';
import { deleteBeforeCapacity, deleteBeforeRoutes } from './define-deletion-order';
import { requireAsgProviders } from './define-provider-check';
import { isBalanced, rebalancing, strategies } from './placement';
import { numberText } from '../shared/number-text';

const NETWORK_MODES = { awsvpc: NetworkMode.AWS_VPC, bridge: NetworkMode.BRIDGE, host: NetworkMode.HOST } as const;

export const EC2: CapacityBuilder<Ec2Choice> = {
  defineTask: (scope, { networkMode }, { cpu, memoryLimitMiB, ...settings }) => new TaskDefinition(scope, 'TaskDef', {
    ...settings,
    compatibility: Compatibility.EC2,
    networkMode: NETWORK_MODES[networkMode],
    // Of the task and not of its containers: sidecars share it, and Service Connect asks for it.
    cpu: numberText(cpu),
    memoryMiB: memoryLimitMiB === undefined ? undefined : numberText(memoryLimitMiB),
  }),

  defineService: (scope, choice, { cluster, groups, deployment, ...settings }) => {
    const service = new Ec2Service(scope, 'Service', {
      ...settings,
      ...deployment,
      cluster,
      ...choice.networkMode === 'awsvpc' ? { securityGroups: [...groups.constructs()], vpcSubnets: choice.vpcSubnets } : {},
      daemon: choice.daemon,
      capacityProviderStrategies: strategies(choice),
      placementStrategies: choice.placementStrategies,
      placementConstraints: choice.placementConstraints,
      availabilityZoneRebalancing: isBalanced(choice) ? rebalancing(deployment.maxHealthyPercent) : undefined,
    });
    requireAsgProviders(service, choice.shares, cluster);
    deleteBeforeCapacity(service, cluster);
    deleteBeforeRoutes(choice.providers, cluster);
    return service;
  },
};
