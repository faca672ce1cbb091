import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, FargateService } from 'aws-cdk-lib/aws-ecs';
import { defineMesh, proxiedTask } from './mesh';

export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
  const mesh = defineMesh(stack);

  const orders = new FargateService(stack, 'Orders', {
    cluster,
    taskDefinition: proxiedTask(stack, 'OrdersTask', mesh.orders, 'public.ecr.aws/docker/library/httpd:2.4-alpine'),
    minHealthyPercent: 100,
    cloudMapOptions: { name: 'orders' },
  });
  const website = new FargateService(stack, 'Website', {
    cluster,
    taskDefinition: proxiedTask(stack, 'WebsiteTask', mesh.website, 'public.ecr.aws/docker/library/nginx:1.29-alpine', {
      ORDERS_URL: 'http://orders.shop.internal:80',
    }),
    minHealthyPercent: 100,
    cloudMapOptions: { name: 'website' },
  });
  orders.connections.allowFrom(website, Port.tcp(80));
  return stack;
}
