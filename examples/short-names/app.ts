/**
 * A client that calls `http://backend`: short names, for images with glibc.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const backend = new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
const client = new DiscoverableService(stack, 'Client', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/debian:12-slim'),
  command: ['bash', '-c', 'while true; do getent hosts backend; sleep 10; done'],
  shortNames: true,
});
client.connectTo(backend);

app.synth();
