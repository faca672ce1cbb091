import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { Capacity, ConnectVia, DiscoveryNamespace, ServiceConnectRole } from '../../src';
import type { ConnectOptions, DiscoverableServiceProps } from '../../src';
import { addInstances, undeployable } from '../capacity/instances';
import { resourcesOf, rulesOf, templateOf, waitsOf } from '../connect/reading';
import { Shop, messageOf } from '../testing/shop';

const CLIENT = { serviceConnect: ServiceConnectRole.clientOnly() };
const SERVER = { serviceConnect: ServiceConnectRole.clientAndServer() };

/** What the frontend is told of the backend, and what is opened for it. */
function connect(
  frontend: Partial<DiscoverableServiceProps>, backend: Partial<DiscoverableServiceProps>, options: ConnectOptions = {}, shop = new Shop(),
) {
  const target = shop.service('Backend', { port: 8080, ...backend });
  shop.service('Frontend', frontend).connectTo(target, options);
  const template = templateOf(shop);
  const task = resourcesOf(template, 'AWS::ECS::TaskDefinition').find(([id]) => id.startsWith('Frontend'))!;
  const [{ Environment }] = task[1].Properties?.ContainerDefinitions as Array<{ Environment?: Array<{ Name: string; Value: unknown }> }>;
  return { variables: Object.fromEntries((Environment ?? []).map(({ Name, Value }) => [Name, Value])), rules: rulesOf(template), template, shop };
}

const BY_NAME = { BACKEND_HOST: 'backend.ecs-internal', BACKEND_PORT: '8080', BACKEND_URL: 'http://backend.ecs-internal:8080' };

test('a caller has the same variables by DNS and through the proxies: a system moves from one to the other without a change of code', () => {
  type Roles = [Partial<DiscoverableServiceProps>, Partial<DiscoverableServiceProps>];
  const roles: Roles[] = [[{}, {}], [{}, SERVER], [CLIENT, {}], [CLIENT, SERVER], [SERVER, SERVER]];
  roles.forEach(([frontend, backend]) => expect(connect(frontend, backend).variables).toEqual(BY_NAME));
});

test('the task of the one is let in to the task of the other on the container port, where its proxy listens', () => {
  const { rules, template, shop } = connect(CLIENT, { serviceConnect: ServiceConnectRole.clientAndServer({ clientPort: 80 }) });
  expect(rules).toEqual(['in: BackendSecurityGroup < FrontendSecurityGroup tcp 8080-8080']);
  expect(waitsOf(template, 'Frontend')).toEqual(['Backend', 'rule']);
  expect(undeployable(shop.app)).toEqual([]);
});

test('a caller gets the host name and port that the target gives to clients', () => {
  const backend = { serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'store', clientPort: 80 }) };
  expect(connect(CLIENT, backend, { prefix: 'STORE', scheme: 'grpc' }).variables).toEqual({ STORE_HOST: 'store', STORE_PORT: '80', STORE_URL: 'grpc://store:80' });
});

test('a caller that takes no part goes by DNS, under the name that DNS has', () => {
  const backend = { serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'store', clientPort: 80 }) };
  expect(connect({}, backend).variables).toEqual(BY_NAME);
});

test('a caller in Service Connect of another namespace goes by DNS', () => {
  expect(connect({ ...CLIENT, cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal') }, SERVER).variables).toEqual(BY_NAME);
});

test('a further port of the target is called through the proxy too', () => {
  const { variables, rules } = connect(CLIENT, { ...SERVER, additionalPorts: [9090] }, { port: 9090 });
  expect(variables.BACKEND_URL).toBe('http://backend.ecs-internal:9090');
  expect(rules).toEqual(['in: BackendSecurityGroup < FrontendSecurityGroup tcp 9090-9090']);
});

test('a target in bridge mode has a host name and one port for clients, and the ports that Docker takes are opened', () => {
  const shop = new Shop();
  addInstances(shop.cluster);
  const { variables, rules } = connect(CLIENT, { ...SERVER, capacity: Capacity.ec2Bridge() }, { port: 8080 }, shop);
  expect(variables).toEqual({ ...BY_NAME, BACKEND_SRV: 'backend.ecs-internal' });
  expect(rules).toEqual(['in: ClusterInstancesInstanceSecurityGroup < FrontendSecurityGroup tcp 32768-65535']);
});

test('a target that is in Service Connect only is called through the proxies, and by nobody else', () => {
  const backend = { ...SERVER, registered: false };
  expect(connect(CLIENT, backend).variables).toEqual(BY_NAME);
  expect(messageOf(() => connect({}, backend))).toContain('[connect-to-unregistered]');
});

test('a target has its own host name for clients where the name of the namespace is not known', () => {
  const cloudMapNamespace = DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-abcdefghijklmnop' });
  const backend = { cloudMapNamespace, serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'store' }) };
  expect(connect({ ...CLIENT, cloudMapNamespace }, backend).variables.BACKEND_URL).toBe('http://store:8080');
  expect(messageOf(() => connect({ cloudMapNamespace }, backend))).toContain('[connect-name-unknown]');
});

test('two services in stacks of their own meet where the namespace is read from a parameter', () => {
  const shop = new Shop();
  const cloudMapNamespace = DiscoveryNamespace.existingFromParameter('/shop/namespace', { type: 'DNS_PRIVATE' as never });
  const other = new Stack(shop.app, 'Front');
  const backend = shop.service('Backend', { ...SERVER, port: 8080, cloudMapNamespace });
  const frontend = shop.service('Frontend', { ...CLIENT, cloudMapNamespace }, other);
  frontend.connectTo(backend, { via: ConnectVia.SERVICE_CONNECT });
  expect(undeployable(shop.app)).toEqual([]);
});

test('callers that cannot be deployed after their target are told so: their proxies would not know it', () => {
  const shop = new Shop();
  const [a, b] = ['A', 'B'].map((id) => shop.service(id, SERVER));
  a.connectTo(b);
  b.connectTo(a);
  const c = shop.service('C', CLIENT);
  c.connectTo(a, { startOrder: false });
  c.connectTo(shop.service('D', SERVER));
  shop.app.synth();

  const warned = (id: string) => Annotations.fromStack(shop.stack)
    .findWarning(`/Shop/${id}/Service/Service`, Match.stringLikeRegexp(`Shop/${id} calls Shop/\\w+: A proxy of Service Connect knows the services that were there`)).length;
  expect(['A', 'B', 'C', 'D'].map(warned).reduce((sum, count) => sum + count)).toBe(2);
  expect(warned('C')).toBe(1);
});

describe('the way can be asked for', () => {
  test('through the proxies', () => {
    expect(connect(CLIENT, SERVER, { via: ConnectVia.SERVICE_CONNECT }).variables).toEqual(BY_NAME);
  });

  test('by DNS, where the target has another name for clients of Service Connect', () => {
    const backend = { serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'store' }) };
    expect(connect(CLIENT, backend, { via: ConnectVia.DNS }).variables).toEqual(BY_NAME);
  });

  const SERVICE_CONNECT = `
  why: Calls go from the proxy of the one task to the proxy of the other: both services take part in Service Connect of one namespace, the target as a server.
  fix: Give both serviceConnect (the target ServiceConnectRole.clientAndServer()) and one cloudMapNamespace, or leave via out: calls then go by DNS.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`;

  test.each<[Partial<DiscoverableServiceProps>, Partial<DiscoverableServiceProps>, string]>([
    [{}, SERVER, 'Shop/Frontend takes no part in Service Connect.'],
    [{ serviceConnect: ServiceConnectRole.off() }, SERVER, 'Shop/Frontend takes no part in Service Connect.'],
    [CLIENT, {}, 'Shop/Backend is no server in Service Connect.'],
    [CLIENT, CLIENT, 'Shop/Backend is no server in Service Connect.'],
    [{ ...CLIENT, cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal') }, SERVER,
      'Shop/Frontend and Shop/Backend take part in Service Connect of two namespaces.'],
  ])('and is refused where there are no proxies on it (%#)', (frontend, backend, got) => {
    expect(messageOf(() => connect(frontend, backend, { via: ConnectVia.SERVICE_CONNECT })))
      .toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem\n\n[connect-via-service-connect] ${got}${SERVICE_CONNECT}`);
  });

  test.each([SERVER, { serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'backend.ecs-internal' }) }])(
    'and is refused by DNS where the proxy has the name (%#)', (backend) => {
      expect(messageOf(() => connect(CLIENT, backend, { via: ConnectVia.DNS }))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-via-dns] Shop/Frontend takes part in Service Connect, where Shop/Backend has the same name.
  why: The name of the target in Service Connect is the one that it has in DNS, and stands in the /etc/hosts of the caller's tasks: it leads to the proxy, whatever DNS answers.
  fix: Leave via out, take the caller out of Service Connect, or give the target's ServiceConnectRole.clientAndServer() another dnsName.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
    });

  test('by DNS where the caller takes no part', () => {
    expect(connect({}, SERVER, { via: ConnectVia.DNS }).variables).toEqual(BY_NAME);
  });

  test('a port that the target does not have is refused on both ways', () => {
    expect(messageOf(() => connect(CLIENT, SERVER, { port: 81 }))).toContain('[connect-port] The port is 81, and Shop/Backend has 8080.');
  });

  test('a port that is known at deployment only passes', () => {
    const shop = new Shop();
    const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
    expect(connect(CLIENT, { ...SERVER, port }, { port }, shop).variables.BACKEND_PORT).toEqual({ Ref: 'Port' });
  });
});
