/**
 * Three services behind one internal load balancer: by path, by host and header, and all the rest.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, Exposure, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

const [website, api, partners] = ['Website', 'Api', 'Partners'].map((id) => new DiscoverableService(stack, id, {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
}));

const exposed = website.exposeVia(Exposure.internalAlb());
api.exposeVia(Exposure.existingListener(exposed.applicationListener, { priority: 10, pathPatterns: ['/api/*'] }));
partners.exposeVia(Exposure.existingListener(exposed.applicationListener, {
  priority: 20, hostHeaders: ['partners.shop.internal'], headerName: 'X-Partner', headerValues: ['yes'],
}));
new CfnOutput(stack, 'Url', { value: exposed.url });

app.synth();
