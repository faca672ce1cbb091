/**
 * Names for what is no ECS service: a server elsewhere, a database, a load balancer, and a queue that API clients read about.
 */
import { App, Stack } from 'aws-cdk-lib';
import { CfnEIP, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Credentials, DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DiscoverableService, DiscoveryNamespace, EndpointHealthCheck, EndpointTarget, HealthProbe, RegisteredEndpoint } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(stack, 'Cluster', { vpc });

const database = new DatabaseInstance(stack, 'Postgres', {
  vpc,
  engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16 }),
  credentials: Credentials.fromGeneratedSecret('shop'),
  storageEncrypted: true,
});
const balancer = new NetworkLoadBalancer(stack, 'Balancer', { vpc });
const queue = new Queue(stack, 'Orders');

const backend = new DiscoverableService(stack, 'Backend', {
  cluster,
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
});
backend.connectTo(new RegisteredEndpoint(stack, 'Database', {
  cluster, target: EndpointTarget.cname(database.dbInstanceEndpointAddress), port: 5432, connectable: database,
}), { scheme: 'postgres' });
backend.connectTo(new RegisteredEndpoint(stack, 'Printer', {
  cluster, target: EndpointTarget.addresses(['10.20.0.7']), port: 631,
}), { scheme: 'ipp' });
backend.connectTo(new RegisteredEndpoint(stack, 'Gateway', { cluster, target: EndpointTarget.loadBalancer(balancer), port: 443 }), { scheme: 'https' });

const partners = DiscoveryNamespace.http('partners');
backend.connectTo(new RegisteredEndpoint(stack, 'Payments', {
  cluster,
  cloudMapNamespace: partners,
  target: EndpointTarget.addresses(['First', 'Second'].map((id) => new CfnEIP(stack, `${id}Gateway`).attrPublicIp)),
  port: 443,
  healthCheck: EndpointHealthCheck.https({ path: '/health', failureThreshold: 3 }),
}));
backend.connectTo(new RegisteredEndpoint(stack, 'OrderQueue', {
  cluster, cloudMapNamespace: partners, target: EndpointTarget.attributes({ QUEUE_URL: queue.queueUrl }),
}));

app.synth();
