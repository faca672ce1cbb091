/**
 * A DNS server that other networks reach by TCP and UDP through one address of each zone, and a client in the VPC that finds its tasks in Cloud Map.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Peer, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { DiscoverableService, Exposure, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

const resolver = new DiscoverableService(stack, 'Resolver', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.36'),
  port: 53,
  healthProbe: HealthProbe.tcp(),
});
const client = new DiscoverableService(stack, 'Client', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.36'),
  command: ['sh', '-c', 'while true; do nslookup example.org "$RESOLVER_HOST"; sleep 10; done'],
});
client.connectTo(resolver);

const exposed = resolver.exposeVia(Exposure.internalNlb({ protocol: Protocol.TCP_UDP, allowedPeers: [Peer.ipv4('10.0.0.0/8')] }));
new CfnOutput(stack, 'Address', { value: exposed.url });

app.synth();
