import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { ServiceRegistration } from 'cdk-discoverable-service';

export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });

  const orders = new ApplicationLoadBalancedFargateService(stack, 'Orders', {
    cluster,
    publicLoadBalancer: false,
    minHealthyPercent: 100,
    taskImageOptions: { image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine') },
    cloudMapOptions: { name: 'orders' },
  });
  const website = new ApplicationLoadBalancedFargateService(stack, 'Website', {
    cluster,
    minHealthyPercent: 100,
    taskImageOptions: { image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine') },
    cloudMapOptions: { name: 'website' },
  });

  // Kept as it is: connectTo() finds it, and makes no rule of its own.
  orders.service.connections.allowFrom(website.service, Port.tcp(80));

  const adoptedOrders = new ServiceRegistration(stack, 'OrdersDiscovery', { service: orders.service });
  const adoptedWebsite = new ServiceRegistration(stack, 'WebsiteDiscovery', { service: website.service });
  adoptedWebsite.connectTo(adoptedOrders);
  return stack;
}
