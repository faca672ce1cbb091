/**
 * Two stacks, and a namespace that a third one defines: a construct of the app, given to both.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DiscoveryNamespace, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const network = new Stack(app, 'Network');
const vpc = new Vpc(network, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(network, 'Cluster', { vpc });
const shared = new PrivateDnsNamespace(network, 'Namespace', { name: 'shop.internal', vpc });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const cloudMapNamespace = DiscoveryNamespace.existing(shared);
const backend = new DiscoverableService(new Stack(app, 'Back'), 'Backend', {
  cluster, cloudMapNamespace, image, port: 80, healthProbe: HealthProbe.http(),
});
const frontend = new DiscoverableService(new Stack(app, 'Front'), 'Frontend', {
  cluster,
  // One that another tool has made is known by its attributes.
  cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, name: 'legacy.internal', id: 'ns-0123456789abcdef' }),
  image,
  port: 80,
  healthProbe: HealthProbe.http(),
});
frontend.connectTo(backend);

app.synth();
