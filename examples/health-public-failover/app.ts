/**
 * A public service with a standby under one name: while no task of the first is healthy, Route 53 answers with the second.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { DiscoverableService, Exposure, HealthProbe, PublicEndpoint, PublishedName, RecordRouting, Route53Check } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const certificate = Certificate.fromCertificateArn(
  stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555');
const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1234567890ABC', zoneName: 'public-service.com' });

const api = new DiscoverableService(stack, 'Api', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http({ path: '/health' }),
});
const sorryPage = new DiscoverableService(stack, 'SorryPage', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
});
const active = api.exposeVia(Exposure.publicAlb({ certificate }));
const standby = sorryPage.exposeVia(Exposure.publicAlb({ certificate }));

// The load balancer knows which tasks are healthy; the check asks one of them from the internet, as clients do.
const healthCheck = api.addRoute53HealthCheck(Route53Check.https(PublicEndpoint.loadBalancer(active.loadBalancer), { path: '/health' }));
const recordName = 'api';
const name = PublishedName.inHostedZone(zone, { recordName, routing: RecordRouting.failoverPrimary({ healthCheck }) });
standby.publishTo(PublishedName.inHostedZone(zone, { recordName, routing: RecordRouting.failoverSecondary() }));
new CfnOutput(stack, 'Url', { value: active.publishTo(name) });

app.synth();
