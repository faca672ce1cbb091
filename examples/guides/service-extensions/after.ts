import type { App } from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, Compatibility, ContainerImage, FargateService, TaskDefinition, UlimitName } from 'aws-cdk-lib/aws-ecs';
import { DnsRecordType } from 'aws-cdk-lib/aws-servicediscovery';
import { ServiceRegistration } from 'cdk-discoverable-service';

export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  // The construct ids of the extensions: the logical ids stay by that.
  const vpc = new Vpc(stack, 'production-environment-vpc');
  const cluster = new Cluster(stack, 'production-environment-cluster', { vpc });
  cluster.addDefaultCloudMapNamespace({ name: 'production' });

  const orders = service('orders', 'public.ecr.aws/docker/library/httpd:2.4-alpine');
  const website = service('website', 'public.ecr.aws/docker/library/nginx:1.29-alpine');
  // Kept with the words of the extension: connectTo() finds it, and makes no rule of its own.
  orders.connections.allowFrom(website, Port.tcp(80), 'Accept inbound traffic from website');

  const adoptedOrders = new ServiceRegistration(stack, 'OrdersDiscovery', { service: orders });
  const adoptedWebsite = new ServiceRegistration(stack, 'WebsiteDiscovery', { service: website });
  // In this one deployment callers lose their proxies first. In the next one, leave out startOrder and the dependency.
  adoptedWebsite.connectTo(adoptedOrders, { startOrder: false });
  orders.node.findChild('Service').node.addDependency(website.node.findChild('Service'));
  return stack;

  function service(id: string, image: string): FargateService {
    const taskDefinition = new TaskDefinition(stack, `${id}-task-definition`, {
      cpu: '256', memoryMiB: '512', compatibility: Compatibility.EC2_AND_FARGATE,
    });
    taskDefinition.addContainer('app', {
      image: ContainerImage.fromRegistry(image),
      cpu: 256,
      memoryLimitMiB: 512,
      portMappings: [{ containerPort: 80 }],
      ulimits: [{ name: UlimitName.NOFILE, softLimit: 1024000, hardLimit: 1024000 }],
    });
    return new FargateService(stack, `${id}-service`, {
      cluster,
      taskDefinition,
      desiredCount: 1,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      // To the letter: the threshold can never change, nor the type of the record.
      cloudMapOptions: { name: id, dnsRecordType: DnsRecordType.A, dnsTtl: Duration.seconds(10), failureThreshold: 2 },
    });
  }
}
