import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, HealthProbe } from 'cdk-discoverable-service';

const stack = new Stack(new App(), 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');
const healthProbe = HealthProbe.http();

const backend = new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, healthProbe });
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe });
frontend.connectTo(backend);
