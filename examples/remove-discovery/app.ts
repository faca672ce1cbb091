/**
 * The first of two deployments that take discovery away from a service: ECS replaces the tasks by some that
 * are in no name, and the name stays.
 *
 * The second deployment is this app without the ServiceRegistration.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ServiceRegistration } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

const taskDefinition = new FargateTaskDefinition(stack, 'CatalogTask');
taskDefinition.addContainer('web', {
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  portMappings: [{ containerPort: 80 }],
});
const service = new FargateService(stack, 'CatalogService', {
  cluster,
  taskDefinition,
  minHealthyPercent: 100,
  circuitBreaker: { rollback: true },
});
new ServiceRegistration(stack, 'Catalog', { service, registered: false });

app.synth();
