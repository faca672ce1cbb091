import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DiscoveryNamespace, ServiceConnectRole } from '../../src';
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

/** Two services of this library in Service Connect, in one namespace or in two. */
function twoServers(a: ConstructorParameters<typeof DiscoverableService>[2]['serviceConnect'], b: typeof a, otherNamespace?: DiscoveryNamespace): string {
  const app = new App();
  const { stack, cluster } = clusterIn(app, 'Shop', '111122223333');
  new DiscoverableService(stack, 'Orders', { cluster, image: IMAGE, port: 80, serviceConnect: a });
  new DiscoverableService(stack, 'Basket', { cluster, image: IMAGE, port: 80, serviceConnect: b, cloudMapNamespace: otherNamespace });
  try {
    app.synth();
    return 'stands';
  } catch (error) {
    return (error as Error).message;
  }
}

const server = ServiceConnectRole.clientAndServer;

test('two names of Service Connect in one namespace, which is given by its ARN, are refused', () => {
  expect(twoServers(server({ discoveryName: 'api' }), server({ discoveryName: 'api' })))
    .toContain('[service-connect-name] Service Connect of Shop/Orders/Service/Service and of Shop/Basket/Service/Service would both make "api" in ecs-internal.');
  expect(twoServers(server({ discoveryName: 'basket' }), server()))
    .toContain('[service-connect-name] Shop/Basket/CloudMapService and Service Connect of Shop/Orders/Service/Service would both make "basket" in ecs-internal.');
});

test('two services that clients would call by one name and port are refused', () => {
  expect(twoServers(server({ dnsName: 'api' }), server({ dnsName: 'api' }))).toContain(
    `[service-connect-endpoint-twice] Shop/Orders/Service/Service and Shop/Basket/Service/Service would both be called as api:80 in ecs-internal.
  why: Clients of Service Connect call a host name on a port, which leads to one service of the namespace: ECS refuses the second one that has both.
  fix: Give one of the two another dnsName or clientPort.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html`);
});

test.each([
  [server(), server(), undefined],
  [server({ dnsName: 'api' }), server({ dnsName: 'api', clientPort: 81 }), undefined],
  [server({ dnsName: 'api', discoveryName: 'api' }), server({ dnsName: 'api', discoveryName: 'api' }), DiscoveryNamespace.privateDns('other.internal')],
])('what differs in name, port or namespace stands (%#)', (a, b, otherNamespace) => {
  expect(twoServers(a, b, otherNamespace)).toBe('stands');
});

test('an ARN that is a literal tells namespaces apart too', () => {
  const app = new App();
  const { stack, cluster } = clusterIn(app, 'Shop', '111122223333');
  const cloudMapNamespace = DiscoveryNamespace.existingByAttributes({
    type: NamespaceType.DNS_PRIVATE, arn: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-abcdefghijklmnop', name: 'shop.internal',
  });
  new DiscoverableService(stack, 'Orders', { cluster, image: IMAGE, port: 80, cloudMapNamespace, serviceConnect: server({ discoveryName: 'basket' }) });
  new DiscoverableService(stack, 'Basket', { cluster, image: IMAGE, port: 80, cloudMapNamespace });
  expect(messageOf(() => app.synth())).toContain('[service-connect-name] Shop/Basket/CloudMapService and Service Connect of Shop/Orders/Service/Service');
});
