/**
 * One cluster with several namespaces, and one discovery name in two of them: `api.shop.internal` and `api.admin.internal`.
 */
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, DiscoveryNamespace, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const healthProbe = HealthProbe.http();
const shop = DiscoveryNamespace.privateDns('shop.internal');
const admin = DiscoveryNamespace.privateDns('admin.internal');

const shopApi = new DiscoverableService(stack, 'ShopApi', { cluster, cloudMapNamespace: shop, discoveryName: 'api', image, port: 80, healthProbe });
const adminApi = new DiscoverableService(stack, 'AdminApi', { cluster, cloudMapNamespace: admin, discoveryName: 'api', image, port: 80, healthProbe });
const adminConsole = new DiscoverableService(stack, 'Console', { cluster, cloudMapNamespace: admin, image, port: 80, healthProbe });
adminConsole.connectTo(shopApi, { prefix: 'SHOP_API' });
adminConsole.connectTo(adminApi, { prefix: 'ADMIN_API' });

app.synth();
