/**
 * A service on the internet by HTTPS without a load balancer: API Gateway finds its tasks in Cloud Map.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, DnsRecords, Draining, Exposure, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
  // API Gateway needs the port of the registration, and callers in the VPC the address.
  dnsRecords: DnsRecords.aAndSrv(),
  draining: Draining.afterTtl(),
});
const worker = new DiscoverableService(stack, 'Worker', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.36'),
  command: ['sh', '-c', 'while true; do wget -qO- "$BACKEND_URL"; sleep 10; done'],
});
worker.connectTo(backend);

new CfnOutput(stack, 'Url', { value: backend.exposeVia(Exposure.httpApi()).url });

app.synth();
