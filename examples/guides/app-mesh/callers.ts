import type { App } from 'aws-cdk-lib';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { defineMesh, proxiedTask } from './mesh';
import { ServiceRegistration } from 'cdk-discoverable-service';

export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
  const mesh = defineMesh(stack);
  // In the next step CloudFormation lets go of them, and does not call App Mesh, which has ended.
  mesh.all.forEach((resource) => resource.applyRemovalPolicy(RemovalPolicy.RETAIN));

  const orders = new FargateService(stack, 'Orders', {
    cluster,
    taskDefinition: proxiedTask(stack, 'OrdersTask', mesh.orders, 'public.ecr.aws/docker/library/httpd:2.4-alpine'),
    minHealthyPercent: 100,
    cloudMapOptions: { name: 'orders' },
  });
  const websiteTask = new FargateTaskDefinition(stack, 'WebsiteTask');
  websiteTask.addContainer('web', {
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
    portMappings: [{ containerPort: 80 }],
  });
  const website = new FargateService(stack, 'Website', {
    cluster,
    taskDefinition: websiteTask,
    minHealthyPercent: 100,
    cloudMapOptions: { name: 'website' },
  });
  // Kept as it is: connectTo() finds it, and makes no rule of its own.
  orders.connections.allowFrom(website, Port.tcp(80));

  const adoptedOrders = new ServiceRegistration(stack, 'OrdersDiscovery', { service: orders });
  const adoptedWebsite = new ServiceRegistration(stack, 'WebsiteDiscovery', { service: website });
  adoptedWebsite.connectTo(adoptedOrders);
  return stack;
}
