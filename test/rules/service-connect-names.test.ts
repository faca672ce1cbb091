import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType, PrivateDnsNamespace, Service } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DiscoveryNamespace, DnsRecords, EndpointTarget, RegisteredEndpoint, ServiceConnectRole } from '../../src';
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
function twoServers(a: ConstructorParameters<typeof DiscoverableService>[2]['serviceConnect'], b: typeof a, otherNamespace?: DiscoveryNamespace, dnsRecords?: DnsRecords): string {
  const app = new App();
  const { stack, cluster } = clusterIn(app, 'Shop', '111122223333');
  new DiscoverableService(stack, 'Orders', { cluster, image: IMAGE, port: 80, serviceConnect: a });
  new DiscoverableService(stack, 'Basket', { cluster, image: IMAGE, port: 80, serviceConnect: b, cloudMapNamespace: otherNamespace, dnsRecords });
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
  fix: Give one of the two another dnsName or clientPort. Where none is given, the dnsName is the discoveryName of the service with the name of the namespace.
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

const HIDDEN = `
  why: The host name stands in the /etc/hosts of all clients of Service Connect in the namespace: there it leads to the service that has it in Service Connect, whatever DNS \
answers. Whoever means the other service reaches the wrong one.
  fix: Give ServiceConnectRole.clientAndServer() another dnsName, or leave it out: the service then has the name that it has in DNS.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html`;

describe('a host name in Service Connect that another service has in DNS', () => {
  const hiding = server({ dnsName: 'basket.ecs-internal' });

  test('is refused', () => {
    expect(twoServers(hiding, undefined)).toContain(
      `[service-connect-hides-name] Shop/Orders/Service/Service would have the name basket.ecs-internal in Service Connect, and Shop/Basket/CloudMapService has it in DNS.${HIDDEN}`);
    expect(twoServers(hiding, server({ dnsName: 'other' }))).toContain('[service-connect-hides-name] Shop/Orders/Service/Service would have the name basket.ecs-internal in Service Connect');
  });

  test('stands where the other one is in a namespace of its own, or has no host name', () => {
    expect(twoServers(hiding, undefined, DiscoveryNamespace.privateDns('other.internal'))).toBe('stands');
    expect(twoServers(hiding, undefined, undefined, DnsRecords.srv())).toBe('stands');
    expect(twoServers(hiding, undefined, undefined, DnsRecords.none())).toBe('stands');
  });

  test('stands where it is the name of what is no ECS service: clients of Service Connect are moved from an old server to a new one', () => {
    const app = new App();
    const { stack, cluster } = clusterIn(app, 'Shop', '111122223333');
    new RegisteredEndpoint(stack, 'Basket', { cluster, target: EndpointTarget.addresses(['10.0.0.9']), port: 80 });
    new DiscoverableService(stack, 'NewBasket', { cluster, image: IMAGE, port: 80, serviceConnect: hiding });
    expect(() => app.synth()).not.toThrow();
  });

  test('stands where it is the name of the service itself, which is registered or was', () => {
    expect(twoServers(server({ dnsName: 'orders.ecs-internal' }), server())).toBe('stands');
    const app = new App();
    const { stack, cluster } = clusterIn(app, 'Shop', '111122223333');
    new DiscoverableService(stack, 'Orders', { cluster, image: IMAGE, port: 80, serviceConnect: server(), registered: false });
    expect(() => app.synth()).not.toThrow();
  });

  test('stands where a service that the CDK registers has its own name', () => {
    const app = new App();
    const { stack, cluster } = clusterIn(app, 'Shop', '111122223333');
    const cloudMapNamespace = new PrivateDnsNamespace(stack, 'Names', { name: 'shop.internal', vpc: cluster.vpc });
    const taskDefinition = new FargateTaskDefinition(stack, 'Task');
    taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ name: 'api', containerPort: 80 }] });
    const old = new FargateService(stack, 'Old', { cluster, taskDefinition, minHealthyPercent: 100 });
    old.associateCloudMapService({ service: new Service(stack, 'Name', { namespace: cloudMapNamespace, name: 'old' }) });
    old.enableServiceConnect({
      namespace: cloudMapNamespace.namespaceArn, services: [{ portMappingName: 'api', discoveryName: 'old-sc', dnsName: 'old.shop.internal', port: 80 }],
    });
    new DiscoverableService(stack, 'Api', { cluster, image: IMAGE, port: 80, cloudMapNamespace: DiscoveryNamespace.existing(cloudMapNamespace) });
    expect(() => app.synth()).not.toThrow();
  });
});
