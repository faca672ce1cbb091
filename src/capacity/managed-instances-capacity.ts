import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { CpuArchitecture, ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import type { ManagedInstancesChoice } from './capacity-choice';
import { OWN_NETWORK } from './capacity-choice';

/**
 * How tasks run on instances that ECS manages.
 */
export interface ManagedInstancesCapacityOptions {
  /**
   * The processor that the image was built for. The capacity provider must have instances with it.
   *
   * @default - `X86_64`, the default of AWS
   */
  readonly cpuArchitecture?: CpuArchitecture;

  /**
   * The subnets that tasks get their addresses from. They get no public ones, so the way out is a NAT gateway or VPC endpoints.
   *
   * @default - the private subnets, or the isolated ones where there are none, or else the public ones (with a warning)
   */
  readonly vpcSubnets?: SubnetSelection;
}

export function managedInstancesChoice(provider: ManagedInstancesCapacityProvider, options: ManagedInstancesCapacityOptions): ManagedInstancesChoice {
  const { cpuArchitecture, vpcSubnets = {} } = options;
  return {
    ...OWN_NETWORK,
    kind: 'managedInstances',
    provider,
    cpuArchitecture,
    vpcSubnets,
    shares: [{ provider: provider.capacityProviderName, weight: 1 }],
  };
}
