import { Compatibility, FargateService, NetworkMode, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { ManagedInstancesChoice } from './capacity-choice';
import type { CapacityBuilder } from './capacity-settings';
import { deleteBeforeRoutes } from './define-deletion-order';
import { requireManagedProvider } from './define-provider-check';
import { rebalancing, strategies } from './placement';
import { numberText } from '../shared/number-text';

/**
 * The CDK has no construct of its own for them: `FargateService` takes such tasks too, and renders no launch type beside a strategy.
 *
 * The service is deleted before the provider and the provider before the cluster, because each names the next one.
 */
export const MANAGED_INSTANCES: CapacityBuilder<ManagedInstancesChoice> = {
  defineTask: (scope, { cpuArchitecture }, { cpu, memoryLimitMiB, ...settings }) => new TaskDefinition(scope, 'TaskDef', {
    ...settings,
    compatibility: Compatibility.MANAGED_INSTANCES,
    networkMode: NetworkMode.AWS_VPC,
    cpu: numberText(cpu),
    memoryMiB: memoryLimitMiB === undefined ? undefined : numberText(memoryLimitMiB),
    runtimePlatform: cpuArchitecture && { cpuArchitecture },
  }),

  defineService: (scope, choice, { deployment, groups, ...settings }) => {
    const service = new FargateService(scope, 'Service', {
      ...settings,
      ...deployment,
      securityGroups: [...groups.constructs()],
      vpcSubnets: choice.vpcSubnets,
      capacityProviderStrategies: strategies(choice),
      availabilityZoneRebalancing: rebalancing(deployment.maxHealthyPercent),
    });
    requireManagedProvider(service, choice.provider, settings.cluster);
    deleteBeforeRoutes([choice.provider], settings.cluster);
    return service;
  },
};
