import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { AppProtocol, ServiceConnectAccessLogFormat } from 'aws-cdk-lib/aws-ecs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { Capacity, DiscoveryNamespace, DnsRecords, ServiceConnectRole } from '../../src';
import type { DiscoverableServiceProps } from '../../src';
import { addInstances, addManagedProvider, ecsServiceOf } from '../capacity/instances';
import { nameOf, resourcesOf, templateOf } from '../connect/reading';
import { Shop, brokenRules, messageOf } from '../testing/shop';

interface Configuration {
  readonly Enabled: boolean;
  readonly Namespace?: unknown;
  readonly Services?: ReadonlyArray<{ readonly [name: string]: unknown }>;
  readonly LogConfiguration?: { readonly Options: { readonly [name: string]: unknown } };
  readonly AccessLogConfiguration?: unknown;
}

/** The part of `Backend` in Service Connect, as CloudFormation gets it. */
function configurationOf(serviceConnect: ServiceConnectRole, props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()): Configuration {
  shop.service('Backend', { port: 8080, serviceConnect, ...props });
  return ecsServiceOf(templateOf(shop)).ServiceConnectConfiguration as Configuration;
}

const parameter = () => new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;

test('a client names the namespace by its ARN and offers nothing', () => {
  const { Enabled, Namespace, Services } = configurationOf(ServiceConnectRole.clientOnly());
  expect(Enabled).toBe(true);
  expect(Namespace).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^VpcDiscoveryNamespacesecsinternal/), 'Arn'] });
  expect(Services ?? []).toEqual([]);
});

test('a server is called by the name that it has in DNS, and makes a service of another name in the namespace', () => {
  const { Services } = configurationOf(ServiceConnectRole.clientAndServer());
  expect(Services).toEqual([{ PortName: 'main', DiscoveryName: 'backend-sc', ClientAliases: [{ DnsName: 'backend.ecs-internal', Port: 8080 }] }]);
});

test('a server keeps its records in DNS', () => {
  const shop = new Shop();
  shop.service('Backend', { serviceConnect: ServiceConnectRole.clientAndServer() });
  const template = templateOf(shop);
  expect(resourcesOf(template, 'AWS::ServiceDiscovery::Service').map(([, { Properties }]) => Properties?.Name)).toEqual(['backend']);
  expect(ecsServiceOf(template).ServiceRegistries).toHaveLength(1);
});

test('all ports of a server are offered: clients reach no other one under the name', () => {
  const role = ServiceConnectRole.clientAndServer({ clientPort: 80, appProtocol: AppProtocol.http });
  const { Services } = configurationOf(role, { additionalPorts: [9090, 9091] });
  expect(Services).toEqual([
    { PortName: 'main', DiscoveryName: 'backend-sc', ClientAliases: [{ DnsName: 'backend.ecs-internal', Port: 80 }] },
    { PortName: 'port-9090', DiscoveryName: 'backend-sc-9090', ClientAliases: [{ DnsName: 'backend.ecs-internal', Port: 9090 }] },
    { PortName: 'port-9091', DiscoveryName: 'backend-sc-9091', ClientAliases: [{ DnsName: 'backend.ecs-internal', Port: 9091 }] },
  ]);
});

test('the container names the ports that Service Connect asks for, with the protocol of the main one', () => {
  const shop = new Shop();
  shop.service('Backend', { port: 8080, additionalPorts: [9090], serviceConnect: ServiceConnectRole.clientAndServer({ appProtocol: AppProtocol.grpc }) });
  const [[, { Properties }]] = resourcesOf(templateOf(shop), 'AWS::ECS::TaskDefinition');
  expect((Properties?.ContainerDefinitions as Array<{ PortMappings: unknown }>)[0].PortMappings).toEqual([
    { Name: 'main', AppProtocol: 'grpc', ContainerPort: 8080, Protocol: 'tcp' },
    { Name: 'port-9090', ContainerPort: 9090, Protocol: 'tcp' },
  ]);
});

test('names, time limits and access logs are what the user says', () => {
  const { Services, AccessLogConfiguration } = configurationOf(ServiceConnectRole.clientAndServer({
    dnsName: 'store',
    discoveryName: 'store-mesh',
    clientPort: 80,
    appProtocol: AppProtocol.http2,
    idleTimeout: Duration.minutes(10),
    perRequestTimeout: Duration.seconds(30),
    accessLogFormat: ServiceConnectAccessLogFormat.JSON,
    accessLogQueryParameters: true,
  }));
  expect(Services).toEqual([{
    PortName: 'main',
    DiscoveryName: 'store-mesh',
    ClientAliases: [{ DnsName: 'store', Port: 80 }],
    Timeout: { IdleTimeoutSeconds: 600, PerRequestTimeoutSeconds: 30 },
  }]);
  expect(AccessLogConfiguration).toEqual({ Format: 'JSON', IncludeQueryParameters: 'ENABLED' });
});

test('the proxy writes into the log group of the service', () => {
  const { LogConfiguration } = configurationOf(ServiceConnectRole.clientOnly({ accessLogFormat: ServiceConnectAccessLogFormat.TEXT }));
  expect(nameOf(LogConfiguration?.Options['awslogs-group'])).toBe('BackendLogGroup');
  expect(LogConfiguration?.Options['awslogs-stream-prefix']).toBe('service-connect');
});

test('a service in an HTTP namespace, which has no DNS, has a host name for clients of Service Connect', () => {
  const { Services } = configurationOf(ServiceConnectRole.clientAndServer(), { cloudMapNamespace: DiscoveryNamespace.http('shop') });
  expect(Services).toMatchObject([{ ClientAliases: [{ DnsName: 'backend.shop', Port: 8080 }] }]);
});

test('a port for clients can be known at deployment only', () => {
  const shop = new Shop();
  const clientPort = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
  expect(configurationOf(ServiceConnectRole.clientAndServer({ clientPort }), { additionalPorts: [9090] }, shop).Services).toMatchObject([
    { ClientAliases: [{ DnsName: 'backend.ecs-internal', Port: { Ref: 'Port' } }] }, { ClientAliases: [{ DnsName: 'backend.ecs-internal', Port: 9090 }] },
  ]);
});

test('a worker takes part in the namespace that it is given', () => {
  const shop = new Shop();
  shop.service('Worker', { port: undefined, cloudMapNamespace: DiscoveryNamespace.http('shop'), serviceConnect: ServiceConnectRole.clientOnly() });
  const template = templateOf(shop);
  expect((ecsServiceOf(template, 'Worker').ServiceConnectConfiguration as Configuration).Namespace)
    .toEqual({ 'Fn::GetAtt': [resourcesOf(template, 'AWS::ServiceDiscovery::HttpNamespace')[0][0], 'Arn'] });
});

test('a namespace that was imported by id is named by its ARN too', () => {
  const { Namespace, Services } = configurationOf(ServiceConnectRole.clientAndServer(), {
    cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-abcdefghijklmnop', name: 'shop.internal' }),
  });
  expect(JSON.stringify(Namespace)).toContain('namespace/ns-abcdefghijklmnop');
  expect(Services).toMatchObject([{ ClientAliases: [{ DnsName: 'backend.shop.internal' }] }]);
});

test('a task with a proxy has twice the CPU and memory, where nothing is said', () => {
  const sizeOf = (props: Partial<DiscoverableServiceProps>) => {
    const shop = new Shop();
    shop.service('Backend', props);
    const [[, { Properties }]] = resourcesOf(templateOf(shop), 'AWS::ECS::TaskDefinition');
    return [Properties?.Cpu, Properties?.Memory];
  };
  expect(sizeOf({})).toEqual(['256', '512']);
  expect(sizeOf({ serviceConnect: ServiceConnectRole.off() })).toEqual(['256', '512']);
  expect(sizeOf({ serviceConnect: ServiceConnectRole.clientOnly() })).toEqual(['512', '1024']);
  expect(sizeOf({ serviceConnect: ServiceConnectRole.clientOnly(), cpu: 256 })).toEqual(['256', '512']);
});

test('a service that is taken out says so: ECS leaves Service Connect on where an update does not name it', () => {
  expect(configurationOf(ServiceConnectRole.off())).toEqual({ Enabled: false });
});

test('a service that was never in Service Connect does not name it: CloudFormation then can replace it', () => {
  const shop = new Shop();
  shop.service('Backend');
  expect(ecsServiceOf(templateOf(shop))).not.toHaveProperty('ServiceConnectConfiguration');
});

describe('a role is refused', () => {
  test.each([
    [{ perRequestTimeout: Duration.seconds(5) }, 'perRequestTimeout is given, and appProtocol is not.'],
    [{ idleTimeout: Duration.millis(1500) }, 'idleTimeout is 1.5 seconds.'],
    [{ appProtocol: AppProtocol.http, idleTimeout: Duration.seconds(10), perRequestTimeout: Duration.seconds(15) },
      'idleTimeout is 10 seconds, and perRequestTimeout 15 seconds.'],
    [{ appProtocol: AppProtocol.http, idleTimeout: Duration.seconds(10), perRequestTimeout: Duration.seconds(0) },
      'idleTimeout is 10 seconds, and perRequestTimeout is without limit.'],
  ])('with time limits that cut requests (%#)', (options, got) => {
    expect(messageOf(() => ServiceConnectRole.clientAndServer(options))).toBe(`ServiceConnectRole.clientAndServer(): 1 problem

[service-connect-timeout] ${got}
  why: Time limits are whole seconds. Only with an appProtocol does the proxy know what a request is, and a connection that is closed as idle before the request may end breaks slow requests.
  fix: Give appProtocol beside perRequestTimeout, and an idleTimeout that is not shorter.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html
`);
  });

  test.each([
    { appProtocol: AppProtocol.http, idleTimeout: Duration.seconds(0), perRequestTimeout: Duration.seconds(15) },
    { appProtocol: AppProtocol.http, idleTimeout: Duration.seconds(15), perRequestTimeout: Duration.seconds(15) },
    { idleTimeout: Duration.hours(1) },
    { appProtocol: AppProtocol.http, idleTimeout: Duration.seconds(parameter()), perRequestTimeout: Duration.seconds(15) },
  ])('not with time limits that go together (%#)', (options) => {
    expect(brokenRules(() => ServiceConnectRole.clientAndServer(options))).toEqual([]);
  });

  test('where it says what the access log holds, and there is none', () => {
    expect(messageOf(() => ServiceConnectRole.clientOnly({ accessLogQueryParameters: true }))).toBe(`ServiceConnectRole.clientOnly(): 1 problem

[service-connect-access-log] accessLogQueryParameters is given, and accessLogFormat is not.
  why: The query of a URL stands in an access log, and the proxy writes none until it knows in which format.
  fix: Give accessLogFormat, or leave accessLogQueryParameters out.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html
`);
  });
});

describe('a service is refused', () => {
  const refusal = (props: Partial<DiscoverableServiceProps>, shop = new Shop()) => {
    const message = messageOf(() => shop.service('Backend', props));
    expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
    return message;
  };

  const CAPACITY = `
  why: The proxy of Service Connect runs beside the container in a network of the task: in awsvpc and bridge mode, on Fargate and on EC2 instances of your own.
  fix: Use Capacity.fargate(), ec2() or ec2Bridge(), or leave serviceConnect out and connect by DNS.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
`;

  test.each([ServiceConnectRole.clientOnly(), ServiceConnectRole.clientAndServer()])('in host mode and on managed instances, where there is no proxy (%#)', (serviceConnect) => {
    const shop = new Shop();
    addInstances(shop.cluster);
    expect(refusal({ capacity: Capacity.ec2Host(), serviceConnect }, shop)).toBe(`Shop/Backend: 1 problem\n\n[service-connect-capacity] The tasks run in host mode.${CAPACITY}`);
    const managed = new Shop();
    expect(refusal({ capacity: Capacity.managedInstances(addManagedProvider(managed)), serviceConnect }, managed))
      .toBe(`Shop/Backend: 1 problem\n\n[service-connect-capacity] The tasks run on ECS Managed Instances.${CAPACITY}`);
  });

  test('not where it is taken out there', () => {
    const shop = new Shop();
    addInstances(shop.cluster);
    expect(brokenRules(() => shop.service('Backend', { capacity: Capacity.ec2Host(), serviceConnect: ServiceConnectRole.off() }))).toEqual([]);
  });

  test('as a server without a port', () => {
    expect(refusal({ port: undefined, serviceConnect: ServiceConnectRole.clientAndServer() })).toBe(`Shop/Backend: 1 problem

[service-connect-without-port] The service is a server in Service Connect, and has no port.
  why: A server is called on a port, and a worker has none.
  fix: Give the service a port, or use ServiceConnectRole.clientOnly().
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
`);
  });

  test.each<[Partial<DiscoverableServiceProps>, string]>([
    [{ discoveryName: 'Store', serviceConnect: ServiceConnectRole.clientAndServer({ discoveryName: 'store-sc' }) }, 'dnsName is "Store.ecs-internal".'],
    [{ serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: '-store' }) }, 'dnsName is "-store".'],
    [{ serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'a'.repeat(128) }) }, `dnsName is "${'a'.repeat(128)}".`],
    [{ serviceConnect: ServiceConnectRole.clientAndServer({ discoveryName: 'a.b' }) }, 'discoveryName is "a.b".'],
    [{ serviceConnect: ServiceConnectRole.clientAndServer({ discoveryName: 'a'.repeat(65) }) }, `discoveryName is "${'a'.repeat(65)}".`],
    [{ serviceConnect: ServiceConnectRole.clientAndServer({ discoveryName: 'backend' }) }, 'discoveryName is "backend", which is the name of the DNS records.'],
    [{ serviceConnect: ServiceConnectRole.clientAndServer({ clientPort: 65536 }) }, 'clientPort is 65536.'],
    [{ additionalPorts: [9090], serviceConnect: ServiceConnectRole.clientAndServer({ clientPort: 9090 }) }, 'Clients would find two ports of the service behind 9090.'],
    [{
      cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-abcdefghijklmnop' }), serviceConnect: ServiceConnectRole.clientAndServer(),
    }, 'The name of the namespace is not known, so dnsName has no default.'],
  ])('with names that ECS does not take (%#)', (props, got) => {
    expect(refusal(props)).toBe(`Shop/Backend: 1 problem

[service-connect-endpoint] ${got}
  why: Clients call a host name of at most 127 lower-case letters, digits, "_", "-" and ".", on a port from 1 to 65535; the service that Service Connect makes in the namespace has a name of at most 64 lower-case letters, digits, "_" and "-", other than that of the DNS records. Neither name starts with "-".
  fix: Give ServiceConnectRole.clientAndServer() a dnsName, discoveryName and clientPort that fit.
  see: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
`);
  });

  test.each<Partial<DiscoverableServiceProps>>([
    { serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'a'.repeat(127), discoveryName: 'a'.repeat(64), clientPort: 65535 }) },
    { port: parameter(), additionalPorts: [parameter()], serviceConnect: ServiceConnectRole.clientAndServer() },
    { discoveryName: new CfnParameter(new Stack(), 'Name').valueAsString, serviceConnect: ServiceConnectRole.clientAndServer() },
    { cloudMapNamespace: DiscoveryNamespace.existingFromParameter('/shop/namespace', { type: NamespaceType.DNS_PRIVATE }), serviceConnect: ServiceConnectRole.clientAndServer() },
    { cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-abcdefghijklmnop' }), serviceConnect: ServiceConnectRole.clientAndServer({ dnsName: 'backend' }) },
    { cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-abcdefghijklmnop' }), serviceConnect: ServiceConnectRole.clientOnly() },
    { dnsRecords: DnsRecords.srv(), serviceConnect: ServiceConnectRole.clientAndServer() },
  ])('not with names that ECS takes, or that are known at deployment only (%#)', (props) => {
    expect(brokenRules(() => new Shop().service('Backend', props))).toEqual([]);
  });
});
