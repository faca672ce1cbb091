import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { AsgCapacityProvider, PlacementConstraint, PlacementStrategy } from 'aws-cdk-lib/aws-ecs';
import type { Ec2Choice } from './capacity-choice';
import { ec2Rules, shareRules } from './capacity-rules';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/**
 * An Auto Scaling group that tasks run on, and its share of them.
 */
export interface Ec2CapacityProviderOptions {
  /**
   * The capacity provider of the group. It must have been added to the cluster: `cluster.addAsgCapacityProvider(provider)`.
   */
  readonly provider: AsgCapacityProvider;

  /**
   * How many tasks run on it before the weights count. One provider can have a base.
   *
   * @default 0
   */
  readonly base?: number;

  /**
   * Its share of the further tasks, beside those of the other providers.
   *
   * @default 1
   */
  readonly weight?: number;
}

/**
 * How tasks run on EC2 instances of your own.
 */
export interface Ec2CapacityOptions {
  /**
   * The capacity providers that tasks are shared out to.
   *
   * @default - none: launch type EC2, which takes any instance of the cluster
   */
  readonly capacityProviders?: Ec2CapacityProviderOptions[];

  /**
   * How ECS chooses instances. Tasks are balanced over the Availability Zones by ECS where the first strategy is a spread over them.
   *
   * @default - spread over the Availability Zones, the default of ECS
   */
  readonly placementStrategies?: PlacementStrategy[];

  /**
   * Which instances tasks may run on, such as `PlacementConstraint.distinctInstances()`.
   *
   * @default - any
   */
  readonly placementConstraints?: PlacementConstraint[];

  /**
   * Whether one task runs on each instance, instead of a number of tasks. A new task starts when the old one on its instance has stopped, on half of the
   * instances at a time. On a single instance a deployment waits for a second one, because half of one task, rounded up, is that task.
   *
   * @default false
   */
  readonly daemon?: boolean;
}

/**
 * How tasks with network interfaces of their own run on EC2 instances.
 */
export interface Ec2AwsvpcCapacityOptions extends Ec2CapacityOptions {
  /**
   * The subnets that tasks get their addresses from. They get no public ones, so the way out is a NAT gateway or VPC endpoints.
   *
   * @default - the private subnets, or the isolated ones where there are none, or else the public ones (with a warning)
   */
  readonly vpcSubnets?: SubnetSelection;
}

/**
 * How tasks in the network of Docker run on EC2 instances.
 */
export interface Ec2BridgeCapacityOptions extends Ec2CapacityOptions {
  /**
   * The port of the instance that leads to the main port of the container. An instance then runs one task of the service, and a deployment stops half of
   * the tasks before it starts new ones.
   *
   * @default - Docker takes a free one for each task, from 32768 upwards; SRV records and the API tell which
   */
  readonly hostPort?: number;
}

export function ec2Choice(call: string, networkMode: Ec2Choice['networkMode'], options: Ec2AwsvpcCapacityOptions & Ec2BridgeCapacityOptions): Ec2Choice {
  const { capacityProviders = [], placementStrategies, placementConstraints, daemon = false, vpcSubnets = {}, hostPort } = options;
  const shares = capacityProviders.map(({ provider, base, weight = 1 }) => ({ provider: provider.capacityProviderName, base, weight }));
  refuse(call, [
    ...findingsOf(shareRules, { shares }),
    ...findingsOf(ec2Rules, { hostPort, daemon, hasPlacementStrategies: (placementStrategies ?? []).length > 0, hasProviders: shares.length > 0 }),
  ]);
  return {
    kind: 'ec2',
    networkMode,
    vpcSubnets: networkMode === 'awsvpc' ? vpcSubnets : undefined,
    assignPublicIp: false,
    daemon,
    hostPort,
    shares,
    instances: networkMode === 'awsvpc' ? [] : capacityProviders.map(({ provider }) => provider.autoScalingGroup),
    providers: capacityProviders.map(({ provider }) => provider),
    placementStrategies,
    placementConstraints,
  };
}
