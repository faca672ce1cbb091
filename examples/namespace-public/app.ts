/**
 * Names that resolve on the internet: `api.svc.public-service.com`, delegated from the zone of the domain above.
 */
import { Annotations, App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { DiscoverableService, DiscoveryNamespace, HealthProbe, NamespaceDelegation } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'public-service.com' });
const cloudMapNamespace = DiscoveryNamespace.publicDns('svc.public-service.com', { delegation: NamespaceDelegation.inZone(zone) });

const api = new DiscoverableService(stack, 'Api', { cluster, cloudMapNamespace, image, port: 80, healthProbe: HealthProbe.http() });
const client = new DiscoverableService(stack, 'Client', { cluster, image });
client.connectTo(api);

// The clients of this name run in the VPC, or in networks that are connected to it.
Annotations.of(stack).acknowledgeWarning('cdk-discoverable-service:private-addresses', 'Clients are in connected networks.');

app.synth();
