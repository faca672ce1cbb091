/**
 * Services without DNS: the frontend asks the API of Cloud Map (`DiscoverInstances`) for the backend, and is allowed to.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, DiscoveryNamespace, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const cloudMapNamespace = DiscoveryNamespace.http('shop');

const backend = new DiscoverableService(stack, 'Backend', { cluster, cloudMapNamespace, image, port: 80, healthProbe: HealthProbe.http() });
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, cloudMapNamespace, image, port: 80, healthProbe: HealthProbe.http() });
// BACKEND_NAMESPACE, BACKEND_SERVICE and BACKEND_PORT in the environment, and the permission on the task role.
frontend.connectTo(backend);

app.synth();
