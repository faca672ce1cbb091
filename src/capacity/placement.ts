import type { BaseServiceOptions } from 'aws-cdk-lib/aws-ecs';
import { AvailabilityZoneRebalancing, BuiltInAttributes } from 'aws-cdk-lib/aws-ecs';
import type { CapacityChoice, Ec2Choice } from './capacity-choice';

/** The shares as the CDK takes them; nothing where the cluster's own capacity is used. */
export function strategies({ shares }: CapacityChoice): BaseServiceOptions['capacityProviderStrategies'] {
  return shares.length === 0 ? undefined : shares.map(({ provider, ...share }) => ({ capacityProvider: provider, ...share }));
}

/** ECS starts a task in the other Availability Zone before it stops one: with a maximum of 100 percent it cannot, and refuses. */
export function rebalancing(maxHealthyPercent: number | undefined): AvailabilityZoneRebalancing | undefined {
  return maxHealthyPercent === 100 ? undefined : AvailabilityZoneRebalancing.ENABLED;
}

/** ECS balances tasks over the Availability Zones where no other strategy comes first and no constraint chooses zones. */
export function isBalanced({ daemon, placementStrategies: [first] = [], placementConstraints = [] }: Ec2Choice): boolean {
  const [json] = first?.toJson() ?? [];
  const choosesZones = placementConstraints.flatMap((constraint) => constraint.toJson())
    .some(({ expression }) => expression?.includes(BuiltInAttributes.AVAILABILITY_ZONE));
  return !daemon && !choosesZones && (json === undefined || (json.type === 'spread' && json.field === BuiltInAttributes.AVAILABILITY_ZONE));
}
