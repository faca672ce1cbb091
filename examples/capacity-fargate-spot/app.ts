/**
 * Two tasks on demand, and the further ones on Fargate Spot with ARM processors.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { Capacity, DiscoverableService, HealthProbe, TaskCount } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  capacity: Capacity.fargate({ cpuArchitecture: CpuArchitecture.ARM64, spot: { onDemandBase: 2 } }),
  taskCount: TaskCount.exactly(6),
});
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(backend);

app.synth();
