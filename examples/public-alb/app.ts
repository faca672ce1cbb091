/**
 * A frontend on the internet by HTTPS, under a name of its own, with access logs; its backend stays in the VPC.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { DiscoverableService, Exposure, HealthProbe, PublishedName } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
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
  healthProbe: HealthProbe.http({ path: '/health' }),
});
frontend.connectTo(backend);

const certificate = Certificate.fromCertificateArn(
  stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555');
const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1234567890DEF', zoneName: 'shop.example.org' });
const accessLogBucket = new Bucket(stack, 'AccessLogs', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true });
const exposed = frontend.exposeVia(Exposure.publicAlb({ certificate, accessLogBucket }));
new CfnOutput(stack, 'Url', { value: exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'www' })) });

app.synth();
