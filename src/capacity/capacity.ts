import type { ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import type { CapacityChoice } from './capacity-choice';
import type { Ec2AwsvpcCapacityOptions, Ec2BridgeCapacityOptions, Ec2CapacityOptions } from './ec2-capacity';
import { ec2Choice } from './ec2-capacity';
import type { FargateCapacityOptions } from './fargate-capacity';
import { fargateChoice } from './fargate-capacity';
import type { ManagedInstancesCapacityOptions } from './managed-instances-capacity';
import { managedInstancesChoice } from './managed-instances-capacity';
import { CAPACITY_PROVIDER, FLAG, OPTIONS, optional, requireArguments } from '../shared/arguments';

/**
 * What the tasks of a service run on.
 *
 * ECS Anywhere is not among them: ECS does not register tasks that run outside of AWS.
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
   *
   * @throws rule `capacity-share`
   */
  public static fargate(options: FargateCapacityOptions = {}): Capacity {
    requireArguments('Capacity.fargate({ cpuArchitecture: CpuArchitecture.ARM64 })',
      { options: [options, OPTIONS], assignPublicIp: [options?.assignPublicIp, optional(FLAG)] });
    return new Capacity(fargateChoice(options));
  }

  /**
   * EC2 instances of your own, with a network interface, an address and security groups for each task (awsvpc mode): names work as on Fargate.
   *
   * How many tasks fit on an instance is limited by its network interfaces; the account setting `awsvpcTrunking` raises that.
   *
   * @throws rule `capacity-share` or `daemon-placement`
   */
  public static ec2(options: Ec2AwsvpcCapacityOptions = {}): Capacity {
    requireArguments('Capacity.ec2({ daemon: true })', { options: [options, OPTIONS], daemon: [options?.daemon, optional(FLAG)] });
    return new Capacity(ec2Choice('Capacity.ec2()', 'awsvpc', options));
  }

  /**
   * EC2 instances of your own, with tasks in the network of Docker (bridge mode): they share the address of their instance, so the name has SRV records.
   *
   * `connectTo()` opens ports of the instances, because a task has no security group of its own: the fixed one, or all that Docker takes from (32768 to 65535).
   *
   * @throws rule `capacity-share`, `host-port` or `daemon-placement`
   */
  public static ec2Bridge(options: Ec2BridgeCapacityOptions = {}): Capacity {
    requireArguments('Capacity.ec2Bridge({ hostPort: 8080 })', { options: [options, OPTIONS], daemon: [options?.daemon, optional(FLAG)] });
    return new Capacity(ec2Choice('Capacity.ec2Bridge()', 'bridge', options));
  }

  /**
   * EC2 instances of your own, with tasks in the network of the instance itself (host mode): the fastest network, one task of the service an instance.
   *
   * The name has SRV records, `connectTo()` opens the port on the instances, and a deployment stops half of the tasks before it starts new ones.
   *
   * @throws rule `capacity-share` or `daemon-placement`
   */
  public static ec2Host(options: Ec2CapacityOptions = {}): Capacity {
    requireArguments('Capacity.ec2Host({ daemon: true })', { options: [options, OPTIONS], daemon: [options?.daemon, optional(FLAG)] });
    return new Capacity(ec2Choice('Capacity.ec2Host()', 'host', options));
  }

  /**
   * EC2 instances that ECS starts, patches and stops for you (ECS Managed Instances), with a network interface, an address and security groups for each
   * task.
   *
   * Billed as EC2 instances, with a fee for the management. AWS's pages say nothing about service discovery on them; it was not tried by this project.
   *
   * @param provider a capacity provider of the cluster: `cluster.addManagedInstancesCapacityProvider(provider)`
   */
  public static managedInstances(provider: ManagedInstancesCapacityProvider, options: ManagedInstancesCapacityOptions = {}): Capacity {
    requireArguments('Capacity.managedInstances(provider, { vpcSubnets })',
      { provider: [provider, CAPACITY_PROVIDER], options: [options, OPTIONS] });
    return new Capacity(managedInstancesChoice(provider, options));
  }

  /** @internal */
  public readonly _choice: CapacityChoice;

  private constructor(choice: CapacityChoice) {
    this._choice = Object.freeze(choice);
  }
}
