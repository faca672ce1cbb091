import type { App, CfnResource } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { CfnService } from 'aws-cdk-lib/aws-ecs';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, DiscoveryNamespace } from 'cdk-discoverable-service';

/** The ECS service and the Cloud Map service go on under the logical ids that they are deployed with (the template in `cdk.out` has them). */
function keep(service: DiscoverableService, ids: { readonly ecs: string; readonly cloudMap: string; readonly serviceName: string }): void {
  const ecsService = service.service.node.defaultChild as CfnService;
  ecsService.overrideLogicalId(ids.ecs);
  ecsService.serviceName = ids.serviceName;
  // It was not said before, and saying it would replace the service. The default is the same.
  ecsService.addPropertyDeletionOverride('DeploymentController');
  (service.node.findChild('CloudMapService') as CfnResource).overrideLogicalId(ids.cloudMap);
}

export function shop(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
  const cloudMapNamespace = DiscoveryNamespace.privateDns('shop.internal');

  // The construct ids of before: the security groups keep their logical ids by that.
  const orders = new DiscoverableService(stack, 'Orders', {
    cluster,
    cloudMapNamespace,
    port: 80,
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
  });
  const website = new DiscoverableService(stack, 'Website', {
    cluster,
    cloudMapNamespace,
    port: 80,
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
  });
  keep(orders, { ecs: 'OrdersServiceD1EFC0D6', cloudMap: 'OrdersCloudmapServiceB237E051', serviceName: 'orders' });
  keep(website, { ecs: 'WebsiteServiceCEF3EA31', cloudMap: 'WebsiteCloudmapServiceFB841BA9', serviceName: 'website' });
  // Kept as it is, as in the step before.
  orders.connections.allowFrom(website, Port.tcp(80));
  website.connectTo(orders);
  return stack;
}
