/**
 * `api.public-service.com` in a public Cloud Map namespace: an alias for the load balancer, while the tasks stay in the VPC under a name of their own.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, Exposure, HealthProbe, PublishedName } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

// Its zone is a new one: the registrar of the domain must name the name servers that Route 53 gives to it.
const cloudMapNamespace = new PublicDnsNamespace(stack, 'PublicNames', { name: 'public-service.com' });

const api = new DiscoverableService(stack, 'Api', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http({ path: '/health' }),
});
const certificate = Certificate.fromCertificateArn(
  stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555');
const exposed = api.exposeVia(Exposure.publicAlb({ certificate }));
new CfnOutput(stack, 'Url', { value: exposed.publishTo(PublishedName.inNamespace(cloudMapNamespace, { name: 'api' })) });

app.synth();
