import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ServiceRegistration } from 'cdk-discoverable-service';

export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });

  const [orders, website] = [['Orders', 'httpd:2.4-alpine'], ['Website', 'nginx:1.29-alpine']].map(([id, image]) => {
    const taskDefinition = new FargateTaskDefinition(stack, `${id}Task`);
    taskDefinition.addContainer('web', {
      image: ContainerImage.fromRegistry(`public.ecr.aws/docker/library/${image}`),
      portMappings: [{ containerPort: 80 }],
    });
    return new FargateService(stack, id, { cluster, taskDefinition, minHealthyPercent: 100, cloudMapOptions: { name: id.toLowerCase() } });
  });
  // Kept as it is: connectTo() finds it, and makes no rule of its own.
  orders.connections.allowFrom(website, Port.tcp(80));

  const adoptedOrders = new ServiceRegistration(stack, 'OrdersDiscovery', { service: orders });
  const adoptedWebsite = new ServiceRegistration(stack, 'WebsiteDiscovery', { service: website });
  adoptedWebsite.connectTo(adoptedOrders);
  return stack;
}
