import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';

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
    taskImageOptions: {
      image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
      environment: { ORDERS_URL: 'http://orders.shop.internal:80' },
    },
    cloudMapOptions: { name: 'website' },
  });

  orders.service.connections.allowFrom(website.service, Port.tcp(80));
  return stack;
}
