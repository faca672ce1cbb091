/**
 * Two apps that share a namespace by one string: the first one publishes it in a parameter, the second one reads it.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DiscoveryNamespace, HealthProbe, NamespaceParameter } from 'cdk-discoverable-service';

const PARAMETER_NAME = '/shop/namespace';
const app = new App();
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

// One app, here a stack of its own.
const platform = new Stack(app, 'Platform');
const vpc = new Vpc(platform, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(platform, 'Cluster', { vpc });
const catalog = new DiscoverableService(platform, 'Catalog', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
new NamespaceParameter(platform, 'Namespace', { cloudMapNamespace: catalog.cloudMapService.namespace, parameterName: PARAMETER_NAME });

// Another one, which knows the name of the parameter and the type of the namespace.
const shop = new Stack(app, 'Shop');
const cloudMapNamespace = DiscoveryNamespace.existingFromParameter(PARAMETER_NAME, { type: NamespaceType.DNS_PRIVATE });
const backend = new DiscoverableService(shop, 'Backend', { cluster, cloudMapNamespace, image, port: 80, healthProbe: HealthProbe.http() });
const frontend = new DiscoverableService(shop, 'Frontend', { cluster, cloudMapNamespace, image, port: 80, healthProbe: HealthProbe.http() });
frontend.connectTo(backend);

app.synth();
