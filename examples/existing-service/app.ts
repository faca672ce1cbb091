/**
 * Two services that were there before this library: one gets a name, the other was registered by `cloudMapOptions` and is adopted as it is.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, DiscoveryNamespace, HealthProbe, ServiceRegistration } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });

function existingService(id: string, options: { readonly name: string; readonly registered: boolean }): FargateService {
  const taskDefinition = new FargateTaskDefinition(stack, `${id}Task`);
  taskDefinition.addContainer('web', {
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine'),
    portMappings: [{ containerPort: 80 }],
  });
  return new FargateService(stack, id, {
    cluster,
    taskDefinition,
    minHealthyPercent: 100,
    circuitBreaker: { rollback: true },
    cloudMapOptions: options.registered ? { name: options.name } : undefined,
  });
}

const catalog = new ServiceRegistration(stack, 'Catalog', {
  service: existingService('CatalogService', { name: 'catalog', registered: false }),
  cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal'),
});
const orders = new ServiceRegistration(stack, 'Orders', {
  service: existingService('OrdersService', { name: 'orders', registered: true }),
});

const frontend = new DiscoverableService(stack, 'Frontend', {
  cluster,
  cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal'),
  image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29-alpine'),
  port: 80,
  healthProbe: HealthProbe.http(),
});
frontend.connectTo(catalog);
frontend.connectTo(orders);
orders.connectTo(catalog);

app.synth();
