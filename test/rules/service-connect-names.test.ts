import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DiscoveryNamespace } from '../../src';
import { IMAGE, messageOf } from '../testing/shop';

const NAMESPACE = { name: 'shop', type: NamespaceType.HTTP };

/** A cluster with a default HTTP namespace, in an account. */
function clusterIn(app: App, id: string, account: string): { readonly stack: Stack; readonly cluster: Cluster } {
  const stack = new Stack(app, id, { env: { account, region: 'eu-west-1' } });
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 1 }), defaultCloudMapNamespace: NAMESPACE });
  return { stack, cluster };
}

/** A service that Service Connect finds as `api`. */
function connectApi({ stack, cluster }: ReturnType<typeof clusterIn>): void {
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ name: 'api', containerPort: 80 }] });
  new FargateService(stack, 'Old', {
    cluster, taskDefinition, minHealthyPercent: 100, serviceConnectConfiguration: { namespace: NAMESPACE.name, services: [{ portMappingName: 'api' }] },
  });
}

function discoverApi({ stack, cluster }: ReturnType<typeof clusterIn>): void {
  new DiscoverableService(stack, 'Api', { cluster, image: IMAGE, port: 80, cloudMapNamespace: DiscoveryNamespace.http(NAMESPACE.name) });
}

test('Service Connect and a service of one name in an HTTP namespace are refused', () => {
  const app = new App();
  const place = clusterIn(app, 'Shop', '111122223333');
  connectApi(place);
  discoverApi(place);

  expect(messageOf(() => app.synth())).toContain('[service-connect-name] Shop/Api/CloudMapService and Service Connect of Shop/Old/Service would both make "api" in shop.');
});

test('the same two in two accounts do not meet', () => {
  const app = new App();
  connectApi(clusterIn(app, 'Dev', '111122223333'));
  discoverApi(clusterIn(app, 'Prod', '444455556666'));

  expect(() => app.synth()).not.toThrow();
});
