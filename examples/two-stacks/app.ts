/**
 * Two teams, two stacks, and services that call each other: no stack depends on itself.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const network = new Stack(app, 'Network');
const cluster = new Cluster(network, 'Cluster', { vpc: new Vpc(network, 'Vpc', { maxAzs: 2 }) });

const orders = new DiscoverableService(new Stack(app, 'OrdersStack'), 'Orders', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
});
const billing = new DiscoverableService(new Stack(app, 'BillingStack'), 'Billing', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
});
orders.connectTo(billing);
billing.connectTo(orders);

app.synth();
