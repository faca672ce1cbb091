import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ICluster, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { AvailabilityZoneRebalancing, FargateService } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import type { CapacityChoice } from './capacity';

/** What an ECS service is made of, decided. */
export interface ServiceSettings {
  readonly capacity: CapacityChoice;
  readonly cluster: ICluster;
  readonly taskDefinition: TaskDefinition;
  readonly securityGroups: ISecurityGroup[];
  readonly desiredCount: number;
  readonly enableExecuteCommand?: boolean;
}

/**
 * The ECS service, without a name of its own: CloudFormation cannot replace a service that has one.
 *
 * New tasks start before old ones stop, so that the discovery name is answered all the while, and a deployment that does not come up is rolled back.
 */
export function defineService(scope: Construct, { capacity, ...settings }: ServiceSettings): BaseService {
  return new FargateService(scope, 'Service', {
    ...settings,
    assignPublicIp: capacity.assignPublicIp,
    vpcSubnets: capacity.vpcSubnets,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
  });
}
