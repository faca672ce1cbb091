/**
 * Tasks with addresses of their own on EC2 instances: names work as on Fargate.
 */
import { App, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, LaunchTemplate, SecurityGroup, UserData, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AsgCapacityProvider, Cluster, ContainerImage, EcsOptimizedImage } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Capacity, DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(stack, 'Cluster', { vpc });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const provider = new AsgCapacityProvider(stack, 'Provider', {
  autoScalingGroup: new AutoScalingGroup(stack, 'Instances', {
    vpc,
    minCapacity: 2,
    maxCapacity: 4,
    launchTemplate: new LaunchTemplate(stack, 'Template', {
      instanceType: new InstanceType('t3.small'),
      machineImage: EcsOptimizedImage.amazonLinux2023(),
      securityGroup: new SecurityGroup(stack, 'InstanceGroup', { vpc }),
      role: new Role(stack, 'InstanceRole', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      userData: UserData.forLinux(),
      requireImdsv2: true,
    }),
  }),
  // With the protection, a stack whose instances still run tasks cannot be deleted.
  enableManagedTerminationProtection: false,
});
cluster.addAsgCapacityProvider(provider);
const capacityProviders = [{ provider }];

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  capacity: Capacity.ec2({ capacityProviders }),
});
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, capacity: Capacity.ec2({ capacityProviders }), image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(backend);

app.synth();
