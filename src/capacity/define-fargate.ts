import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { FargateChoice } from './capacity-choice';
import type { CapacityBuilder } from './capacity-settings';
import { deleteBeforeCapacity } from './define-deletion-order';
import { rebalancing, strategies } from './placement';
import { renderFargateService } from './render-fargate-service';
import { isInjected } from '../shared/is-injected';

export const FARGATE: CapacityBuilder<FargateChoice> = {
  defineTask: (scope, { cpuArchitecture }, settings) => new FargateTaskDefinition(scope, 'TaskDef', {
    ...settings,
    runtimePlatform: cpuArchitecture && { cpuArchitecture },
  }),

  defineService: (scope, choice, { deployment, groups, ...settings }) => {
    const { cluster } = settings;
    const service = new FargateService(scope, 'Service', {
      ...settings,
      ...deployment,
      securityGroups: [...groups.constructs()],
      assignPublicIp: choice.assignPublicIp,
      vpcSubnets: choice.vpcSubnets,
      capacityProviderStrategies: strategies(choice),
      availabilityZoneRebalancing: rebalancing(deployment.maxHealthyPercent),
    });
    if (choice.shares.length > 0) {
      if (Cluster.isCluster(cluster)) {
        cluster.enableFargateCapacityProviders();
      }
      deleteBeforeCapacity(service, cluster);
    }
    return service;
  },

  renderService: (scope, choice, settings) =>
    isInjected(scope, () => FargateService.PROPERTY_INJECTION_ID) ? undefined : renderFargateService(scope, choice, settings),
};
