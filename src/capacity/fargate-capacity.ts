import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import type { FargateChoice } from './capacity-choice';
import { OWN_NETWORK } from './capacity-choice';
import { shareRules } from './capacity-rules';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/**
 * How tasks are shared out between Fargate and Fargate Spot.
 */
export interface FargateSpotOptions {
  /**
   * How many tasks run on demand before any runs on Spot: these stay when AWS takes Spot capacity back.
   *
   * @default 1
   */
  readonly onDemandBase?: number;

  /**
   * The share of the further tasks that run on demand, beside `spotWeight`.
   *
   * @default 0
   */
  readonly onDemandWeight?: number;

  /**
   * The share of the further tasks that run on Spot.
   *
   * @default 1
   */
  readonly spotWeight?: number;
}

/**
 * How tasks run on AWS Fargate.
 */
export interface FargateCapacityOptions {
  /**
   * The processor that the image was built for. `ARM64` costs about a fifth less than `X86_64` for the same size.
   *
   * @default - `X86_64`, the default of AWS
   */
  readonly cpuArchitecture?: CpuArchitecture;

  /**
   * The subnets that tasks run in. They need a way to the image registry, to CloudWatch Logs and to what the task calls:
   * a NAT gateway, VPC endpoints, or a public address.
   *
   * @default - the private subnets, or the isolated ones where there are none, or else the public ones (with a warning); with `assignPublicIp` the
   * public subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Whether a task gets a public address of its own, so that it reaches the internet from a public subnet without a NAT gateway.
   *
   * Discovery always answers with the private address, also then. A public IPv4 address costs 0.005 USD an hour.
   *
   * @default false
   */
  readonly assignPublicIp?: boolean;

  /**
   * Runs some of the tasks on Fargate Spot, which costs up to 70 % less and can be taken back by AWS with a warning of two minutes: the task is taken
   * out of its name, and gets the stop signal.
   *
   * The cluster gets Fargate's capacity providers where it is one of this app; an imported one must have them.
   *
   * @default - none: all tasks run on demand
   */
  readonly spot?: FargateSpotOptions;
}

export function fargateChoice(options: FargateCapacityOptions): FargateChoice {
  const assignPublicIp = options.assignPublicIp ?? false;
  const vpcSubnets = options.vpcSubnets ?? (assignPublicIp ? { subnetType: SubnetType.PUBLIC } : {});
  const shares = options.spot ? spotShares(options.spot) : [];
  refuse('Capacity.fargate()', findingsOf(shareRules, { shares }));
  return { ...OWN_NETWORK, kind: 'fargate', cpuArchitecture: options.cpuArchitecture, vpcSubnets, assignPublicIp, shares };
}

function spotShares({ onDemandBase = 1, onDemandWeight = 0, spotWeight = 1 }: FargateSpotOptions): FargateChoice['shares'] {
  return [{ provider: 'FARGATE', base: onDemandBase, weight: onDemandWeight }, { provider: 'FARGATE_SPOT', weight: spotWeight }];
}
