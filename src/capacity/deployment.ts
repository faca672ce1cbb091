import type { BaseServiceOptions } from 'aws-cdk-lib/aws-ecs';
import { BuiltInAttributes } from 'aws-cdk-lib/aws-ecs';
import type { CapacityChoice, Ec2Choice } from './capacity-choice';

/**
 * New tasks start before old ones stop, so that the discovery name is answered all the while, and a deployment that does not come up is rolled back.
 *
 * Where a task needs a port of its instance for itself, a new one may find no instance with that port free: then half of the old ones stop first. A
 * daemon has one task an instance, so ECS takes no more than 100 %. Half of one task is one, because ECS rounds up: a single task stops first.
 */
export function deployment(
  { networkMode, hostPort, daemon }: CapacityChoice, desiredCount?: number,
): Pick<BaseServiceOptions, 'minHealthyPercent' | 'maxHealthyPercent' | 'circuitBreaker'> {
  const needsPortForItself = networkMode === 'host' || hostPort !== undefined;
  return {
    minHealthyPercent: needsPortForItself || daemon ? (desiredCount === 1 ? 0 : 50) : 100,
    maxHealthyPercent: daemon ? 100 : 200,
    circuitBreaker: { rollback: true },
  };
}

/** The shares as the CDK takes them; nothing where the cluster's own capacity is used. */
export function strategies({ shares }: CapacityChoice): BaseServiceOptions['capacityProviderStrategies'] {
  return shares.length === 0 ? undefined : shares.map(({ provider, ...share }) => ({ capacityProvider: provider, ...share }));
}

/** ECS balances tasks over the Availability Zones where no other strategy comes first and no constraint chooses zones. */
export function isBalanced({ daemon, placementStrategies: [first] = [], placementConstraints = [] }: Ec2Choice): boolean {
  const [json] = first?.toJson() ?? [];
  const choosesZones = placementConstraints.flatMap((constraint) => constraint.toJson())
    .some(({ expression }) => expression?.includes(BuiltInAttributes.AVAILABILITY_ZONE));
  return !daemon && !choosesZones && (json === undefined || (json.type === 'spread' && json.field === BuiltInAttributes.AVAILABILITY_ZONE));
}
