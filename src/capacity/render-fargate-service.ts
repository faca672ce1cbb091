import { FeatureFlags, Stack, Token } from 'aws-cdk-lib';
import type { CfnService, CfnServiceProps } from 'aws-cdk-lib/aws-ecs';
import * as cxapi from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import type { FargateChoice } from './capacity-choice';
import type { ServiceSettings } from './capacity-settings';
import { rebalancing } from './placement';

/** Of the partitions in which ECS knows no alarms of deployments, as the CDK has it. By their names: its list of all regions is slow to load. */
const REGIONS_WITHOUT_ALARMS = ['cn-', 'us-gov-', 'us-iso-', 'us-isob-'];

/**
 * What `FargateService` renders, where that is simple: for tasks on Fargate alone, which are rolled out, and into which nobody opens a shell. Nothing where it is not.
 */
export function renderFargateService(scope: Construct, choice: FargateChoice, settings: ServiceSettings): CfnServiceProps | undefined {
  const { cluster, taskDefinition, securityGroups, desiredCount, enableExecuteCommand, deployment } = settings;
  const { minHealthyPercent, maxHealthyPercent, circuitBreaker } = deployment;
  if (choice.shares.length > 0 || enableExecuteCommand || circuitBreaker === undefined) {
    return undefined;
  }
  return {
    cluster: cluster.clusterName,
    taskDefinition: taskDefinition.taskDefinitionArn,
    desiredCount,
    enableExecuteCommand,
    launchType: 'FARGATE',
    deploymentController: { type: 'ECS' },
    enableEcsManagedTags: false,
    availabilityZoneRebalancing: rebalancing(maxHealthyPercent),
    loadBalancers: takesAwayLoadBalancers(scope) ? [] : undefined,
    deploymentConfiguration: {
      minimumHealthyPercent: minHealthyPercent,
      maximumPercent: maxHealthyPercent,
      deploymentCircuitBreaker: { enable: true, rollback: circuitBreaker.rollback ?? false },
      alarms: noAlarms(scope),
    },
    networkConfiguration: {
      awsvpcConfiguration: {
        assignPublicIp: choice.assignPublicIp ? 'ENABLED' : 'DISABLED',
        subnets: cluster.vpc.selectSubnets(choice.vpcSubnets).subnetIds,
        securityGroups: securityGroups.map(({ securityGroupId }) => securityGroupId),
      },
    },
  };
}

/** Whether the app has the CDK take load balancers away again, instead of saying nothing. The oldest CDK that this library takes does not know the flag. */
function takesAwayLoadBalancers(scope: Construct): boolean {
  const { ECS_REMOVE_EMPTY_LOAD_BALANCERS: flag } = cxapi as { readonly ECS_REMOVE_EMPTY_LOAD_BALANCERS?: string };
  return flag !== undefined && FeatureFlags.of(scope).isEnabled(flag) === true;
}

/** Takes away alarms that were there before, where the app has not told the CDK to say nothing of them. */
function noAlarms(scope: Construct): CfnService.DeploymentAlarmsProperty | undefined {
  const { region } = Stack.of(scope);
  const knowsAlarms = Token.isUnresolved(region) || !REGIONS_WITHOUT_ALARMS.some((prefix) => region.startsWith(prefix));
  return knowsAlarms && !FeatureFlags.of(scope).isEnabled(cxapi.ECS_REMOVE_DEFAULT_DEPLOYMENT_ALARM)
    ? { alarmNames: [], enable: false, rollback: false } : undefined;
}
