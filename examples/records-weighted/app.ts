/**
 * A name that answers with one task at a time: routing policy `WEIGHTED`.
 */
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DnsRecords, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  dnsRecords: DnsRecords.a({ routingPolicy: RoutingPolicy.WEIGHTED, ttl: Duration.seconds(5) }),
});
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(backend);

app.synth();
