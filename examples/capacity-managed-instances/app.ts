/**
 * Tasks on instances that ECS manages, with a frontend on Fargate.
 */
import { App, Size, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, ManagedInstancesCapacityProvider } from 'aws-cdk-lib/aws-ecs';
import { Capacity, DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(stack, 'Cluster', { vpc });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const provider = new ManagedInstancesCapacityProvider(stack, 'Provider', {
  subnets: vpc.privateSubnets,
  securityGroups: [new SecurityGroup(stack, 'InstanceGroup', { vpc })],
  instanceRequirements: { vCpuCountMin: 1, memoryMin: Size.gibibytes(2) },
});
cluster.addManagedInstancesCapacityProvider(provider);

const backend = new DiscoverableService(stack, 'Backend', {
  cluster, image, port: 80, healthProbe: HealthProbe.http(), capacity: Capacity.managedInstances(provider),
});
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(backend);

app.synth();
