/**
 * A frontend that finds its backend by `backend.ecs-internal`, in a new cluster.
 */
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
});
const frontend = new DiscoverableService(stack, 'Frontend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
});
frontend.connectTo(backend);

Validations.of(frontend).acknowledge({
  id: 'AwsSolutions-ECS2',
  reason: 'BACKEND_HOST, BACKEND_PORT and BACKEND_URL are addresses, not secrets, and are the same in every environment.',
});

app.synth();
