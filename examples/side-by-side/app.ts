/**
 * One service under two names: the frontend calls it through the proxies of Service Connect, and a Lambda function, which cannot take part in Service Connect,
 * by DNS.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { AppProtocol, Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DiscoverableService, HealthProbe, ServiceConnectRole } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(stack, 'Cluster', { vpc });

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
  serviceConnect: ServiceConnectRole.clientAndServer({ appProtocol: AppProtocol.http }),
});
const frontend = new DiscoverableService(stack, 'Frontend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
  serviceConnect: ServiceConnectRole.clientOnly(),
});
frontend.connectTo(backend);

const report = new LambdaFunction(stack, 'Report', {
  vpc,
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: Code.fromInline('exports.handler = () => fetch(process.env.BACKEND_URL).then(({ status }) => status);'),
  environment: { BACKEND_URL: backend.endpoint.url },
});
backend.allowFrom(report);

app.synth();
