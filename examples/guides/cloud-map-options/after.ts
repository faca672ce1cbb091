import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ServiceRegistration } from 'cdk-discoverable-service';

export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });

  const ordersTask = new FargateTaskDefinition(stack, 'OrdersTask');
  ordersTask.addContainer('web', {
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
    portMappings: [{ containerPort: 80 }],
  });
  const orders = new FargateService(stack, 'Orders', {
    cluster, taskDefinition: ordersTask, serviceName: 'orders', minHealthyPercent: 100, cloudMapOptions: { name: 'orders' },
  });

  const websiteTask = new FargateTaskDefinition(stack, 'WebsiteTask');
  websiteTask.addContainer('web', {
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
    portMappings: [{ containerPort: 80 }],
  });
  const website = new FargateService(stack, 'Website', {
    cluster, taskDefinition: websiteTask, serviceName: 'website', minHealthyPercent: 100, cloudMapOptions: { name: 'website' },
  });

  // Kept as it is: connectTo() finds it, and makes no rule of its own.
  orders.connections.allowFrom(website, Port.tcp(80));

  const adoptedOrders = new ServiceRegistration(stack, 'OrdersDiscovery', { service: orders });
  const adoptedWebsite = new ServiceRegistration(stack, 'WebsiteDiscovery', { service: website });
  adoptedWebsite.connectTo(adoptedOrders);
  return stack;
}
