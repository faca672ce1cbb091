/**
 * Tasks with addresses of their own on EC2 instances: names work as on Fargate.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Instances } from '../instances';
import { Capacity, DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');
const { provider } = new Instances(stack, 'Instances', cluster);
const capacityProviders = [{ provider }];

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  capacity: Capacity.ec2({ capacityProviders }),
});
const frontend = new DiscoverableService(stack, 'Frontend', {
  cluster,
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
  capacity: Capacity.ec2({ capacityProviders }),
});
frontend.connectTo(backend);

app.synth();
