import { FeatureFlags } from 'aws-cdk-lib';
import type { CfnServiceProps } from 'aws-cdk-lib/aws-ecs';
import * as cxapi from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import type { FargateChoice } from './capacity-choice';
import type { ServiceSettings } from './capacity-settings';
import { rebalancing } from './placement';

/**
 * What `FargateService` renders, where that is simple: for tasks on Fargate alone, which are rolled out, and into which nobody opens a shell. Nothing where it is not.
 */
export function renderFargateService(scope: Construct, choice: FargateChoice, settings: ServiceSettings): (() => CfnServiceProps) | undefined {
  const { cluster, taskDefinition, groups, desiredCount, enableExecuteCommand, deployment } = settings;
  const { minHealthyPercent, maxHealthyPercent, circuitBreaker } = deployment;
  if (choice.shares.length > 0 || enableExecuteCommand || circuitBreaker === undefined) {
    return undefined;
  }
  return () => ({
    cluster: cluster.clusterName,
    taskDefinition: taskDefinition.taskDefinitionArn,
    desiredCount,
    enableExecuteCommand,
    launchType: 'FARGATE',
    deploymentController: { type: 'ECS' },
    availabilityZoneRebalancing: rebalancing(maxHealthyPercent),
    loadBalancers: takesAwayLoadBalancers(scope) ? [] : undefined,
    deploymentConfiguration: {
      minimumHealthyPercent: minHealthyPercent,
      maximumPercent: maxHealthyPercent,
      deploymentCircuitBreaker: { enable: true, rollback: circuitBreaker.rollback ?? false },
    },
    networkConfiguration: {
      awsvpcConfiguration: {
        assignPublicIp: choice.assignPublicIp ? 'ENABLED' : 'DISABLED',
        subnets: cluster.vpc.selectSubnets(choice.vpcSubnets).subnetIds,
        securityGroups: [...groups.ids],
      },
    },
  });
}

/** Whether the app has the CDK take load balancers away again, instead of saying nothing. The oldest CDK that this library takes does not know the flag. */
function takesAwayLoadBalancers(scope: Construct): boolean {
  const { ECS_REMOVE_EMPTY_LOAD_BALANCERS: flag } = cxapi as { readonly ECS_REMOVE_EMPTY_LOAD_BALANCERS?: string };
  return flag !== undefined && FeatureFlags.of(scope).isEnabled(flag) === true;
}
