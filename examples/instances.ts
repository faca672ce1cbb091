/**
 * EC2 instances for the cluster of an example, as users have them in a construct of their own.
 */
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, LaunchTemplate, SecurityGroup, UserData } from 'aws-cdk-lib/aws-ec2';
import type { Cluster } from 'aws-cdk-lib/aws-ecs';
import { AsgCapacityProvider, EcsOptimizedImage } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export class Instances extends Construct {
  public readonly provider: AsgCapacityProvider;

  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    const { vpc } = cluster;
    const launchTemplate = new LaunchTemplate(this, 'Template', {
      instanceType: new InstanceType('t3.small'),
      machineImage: EcsOptimizedImage.amazonLinux2023(),
      securityGroup: new SecurityGroup(this, 'SecurityGroup', { vpc }),
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      userData: UserData.forLinux(),
      requireImdsv2: true,
    });
    this.provider = new AsgCapacityProvider(this, 'Provider', {
      autoScalingGroup: new AutoScalingGroup(this, 'Group', { vpc, launchTemplate, minCapacity: 2, maxCapacity: 4 }),
      // With the protection, a stack whose instances still run tasks cannot be deleted.
      enableManagedTerminationProtection: false,
    });
    cluster.addAsgCapacityProvider(this.provider);
  }
}
