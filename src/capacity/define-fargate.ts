import { AvailabilityZoneRebalancing, Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { FargateChoice } from './capacity-choice';
import type { CapacityBuilder } from './capacity-settings';
import { deleteBeforeCapacity } from './define-deletion-order';
import { deployment, strategies } from './deployment';

export const FARGATE: CapacityBuilder<FargateChoice> = {
  defineTask: (scope, { cpuArchitecture }, settings) => new FargateTaskDefinition(scope, 'TaskDefinition', {
    ...settings,
    runtimePlatform: cpuArchitecture && { cpuArchitecture },
  }),

  defineService: (scope, choice, settings) => {
    const { cluster } = settings;
    const service = new FargateService(scope, 'Service', {
      ...settings,
      ...deployment(choice),
      assignPublicIp: choice.assignPublicIp,
      vpcSubnets: choice.vpcSubnets,
      capacityProviderStrategies: strategies(choice),
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
    });
    if (choice.shares.length > 0) {
      if (Cluster.isCluster(cluster)) {
        cluster.enableFargateCapacityProviders();
      }
      deleteBeforeCapacity(service, cluster);
    }
    return service;
  },
};
