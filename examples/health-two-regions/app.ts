/**
 * One service in two Regions under one name: clients get the Region that is faster for them, and the other one while that has no healthy task.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { DiscoverableService, Exposure, HealthProbe, PublishedName, RecordRouting } from 'cdk-discoverable-service';

const app = new App();

/** All that a Region has of its own; the hosted zone is in none. */
function deployTo(region: string, id: string): void {
  const stack = new Stack(app, id, { env: { account: '111122223333', region } });
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  const api = new DiscoverableService(stack, 'Api', {
    cluster,
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
    port: 80,
    healthProbe: HealthProbe.http({ path: '/health' }),
  });
  const certificate = Certificate.fromCertificateArn(
    stack, 'Certificate', `arn:aws:acm:${region}:111122223333:certificate/11111111-2222-3333-4444-555555555555`);
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1234567890ABC', zoneName: 'public-service.com' });
  api.exposeVia(Exposure.publicAlb({ certificate })).publishTo(PublishedName.inHostedZone(zone, { recordName: 'api', routing: RecordRouting.latency() }));
}

deployTo('eu-west-1', 'ShopInIreland');
deployTo('us-east-1', 'ShopInVirginia');

app.synth();
