import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { CpuArchitecture } from 'aws-cdk-lib/aws-ecs';

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
   * @default - the private subnets, or the isolated ones where there are none; with `assignPublicIp` the public subnets
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
}

/** A choice of capacity, as data for facts, plan and builder. */
export interface CapacityChoice {
  readonly kind: 'fargate';
  readonly networkMode: 'awsvpc';
  readonly cpuArchitecture?: CpuArchitecture;
  readonly vpcSubnets: SubnetSelection;
  readonly assignPublicIp: boolean;
}

/**
 * What the tasks of a service run on.
 *
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * new DiscoverableService(this, 'Backend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   capacity: Capacity.fargate({ cpuArchitecture: ecs.CpuArchitecture.ARM64 }),
 * });
 */
export class Capacity {
  /**
   * AWS Fargate: no servers to keep. Each task has a network interface, an address and security groups of its own. The default.
   *
   * Billed by the second for the CPU and memory that the task asks for.
   */
  public static fargate(options: FargateCapacityOptions = {}): Capacity {
    const assignPublicIp = options.assignPublicIp ?? false;
    const vpcSubnets = options.vpcSubnets ?? (assignPublicIp ? { subnetType: SubnetType.PUBLIC } : {});
    return new Capacity({ kind: 'fargate', networkMode: 'awsvpc', cpuArchitecture: options.cpuArchitecture, vpcSubnets, assignPublicIp });
  }

  /** @internal */
  public readonly _choice: CapacityChoice;

  private constructor(choice: CapacityChoice) {
    this._choice = Object.freeze(choice);
  }
}
