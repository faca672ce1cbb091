import type { IConnectable, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { AsgCapacityProvider, CpuArchitecture, ManagedInstancesCapacityProvider, PlacementConstraint, PlacementStrategy } from 'aws-cdk-lib/aws-ecs';

/** How many of the tasks a capacity provider gets. */
export interface CapacityShare {
  readonly provider: string;
  readonly base?: number;
  readonly weight?: number;
}

/** What the plan and the rules need to know of any capacity. */
interface CommonCapacity {
  readonly networkMode: 'awsvpc' | 'bridge' | 'host';
  /** Where tasks have addresses of their own: in awsvpc mode. */
  readonly vpcSubnets?: SubnetSelection;
  readonly assignPublicIp: boolean;
  /** One task an instance, instead of a number of tasks. */
  readonly daemon: boolean;
  /** The port of the instance that leads to the main port, in bridge mode, where it is fixed. */
  readonly hostPort?: number;
  /** None where the cluster's own capacity is used. */
  readonly shares: readonly CapacityShare[];
  /** The instances that tasks share the network of, where they are known; else they are the cluster's. */
  readonly instances: readonly IConnectable[];
}

export interface FargateChoice extends CommonCapacity {
  readonly kind: 'fargate';
  readonly cpuArchitecture?: CpuArchitecture;
}

export interface Ec2Choice extends CommonCapacity {
  readonly kind: 'ec2';
  readonly providers: readonly AsgCapacityProvider[];
  readonly placementStrategies?: PlacementStrategy[];
  readonly placementConstraints?: PlacementConstraint[];
}

export interface ManagedInstancesChoice extends CommonCapacity {
  readonly kind: 'managedInstances';
  readonly provider: ManagedInstancesCapacityProvider;
  readonly cpuArchitecture?: CpuArchitecture;
}

/** A choice of capacity, as data for facts, plan and builder. */
export type CapacityChoice = FargateChoice | Ec2Choice | ManagedInstancesChoice;

/** Tasks with network interfaces of their own, as on Fargate. */
export const OWN_NETWORK = { networkMode: 'awsvpc', assignPublicIp: false, daemon: false, shares: [], instances: [] } as const;
