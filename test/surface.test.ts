import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, CpuArchitecture, FargateService, FargateTaskDefinition, Secret } from 'aws-cdk-lib/aws-ecs';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import * as ts from 'typescript';
import type { ConnectOptions, DiscoverableServiceAttributes, DiscoverableServiceProps, ExistingNamespaceAttributes, ServiceRegistrationProps } from '../src';
import { Capacity, ConnectionSide, DiscoverableService, DiscoveryNamespace, DnsRecords, HealthProbe, ServiceRegistration, TaskCount } from '../src';
import { IMAGE, Shop } from './testing/shop';

/** What comes of a system: its template, or the error that it gets. */
function outcome(build: (shop: Shop) => void): string {
  const shop = new Shop();
  try {
    build(shop);
  } catch (error) {
    return (error as Error).message;
  }
  return JSON.stringify(shop.app.synth().stacks.map(({ template }) => template as object));
}

const service = (props: (shop: Shop) => Partial<DiscoverableServiceProps>) => (shop: Shop) => void shop.service('Backend', props(shop));

/** The frontend calls an imported backend, and everything of its endpoint is shown. */
const imported = (attributes: (shop: Shop) => Partial<DiscoverableServiceAttributes>, options: ConnectOptions = {}) => (shop: Shop) => {
  const backend = DiscoverableService.fromAttributes(shop.stack, 'Backend', {
    discoveryName: 'backend',
    namespaceName: 'ecs-internal',
    port: 80,
    securityGroup: SecurityGroup.fromSecurityGroupId(shop.stack, 'Group', 'sg-1'),
    ...attributes(shop),
  });
  shop.service('Frontend').connectTo(backend, options);
  (['serviceArn', 'namespaceArn'] as const).forEach((name) => new CfnOutput(shop.stack, name, { value: shown(() => backend.endpoint[name]) }));
};

function shown(read: () => string): string {
  try {
    return read();
  } catch {
    return 'not known';
  }
}

function existing(shop: Shop, id = 'Old'): FargateService {
  const taskDefinition = new FargateTaskDefinition(shop.stack, `${id}Task`);
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
  taskDefinition.addContainer('admin', { image: IMAGE, portMappings: [{ containerPort: 81 }] });
  return new FargateService(shop.stack, id, { cluster: shop.cluster, taskDefinition });
}

/** A service that was there before is registered, and the frontend calls it. */
const registration = (props: (shop: Shop, old: FargateService) => Partial<ServiceRegistrationProps>) => (shop: Shop) => {
  const old = existing(shop);
  const registered = new ServiceRegistration(shop.stack, 'Legacy', { service: old, ...props(shop, old) });
  shop.service('Frontend').connectTo(registered);
};

/** The frontend, in a stack of its own, calls the backend. */
const connection = (options: ConnectOptions) => (shop: Shop) => {
  const backend = shop.service('Backend', { additionalPorts: [9090] }, new Stack(shop.app, 'Back'));
  shop.service('Frontend', {}, new Stack(shop.app, 'Front')).connectTo(backend, options);
};

const inOneStack = (options: ConnectOptions) => (shop: Shop) => shop.service('Frontend').connectTo(shop.service('Backend'), options);

const attributes = (given: Partial<ExistingNamespaceAttributes>) => (shop: Shop) => {
  const backend = shop.service('Backend', {
    cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-1', ...given }),
  });
  new CfnOutput(shop.stack, 'Host', { value: shown(() => backend.endpoint.host) });
  new CfnOutput(shop.stack, 'Namespace', { value: backend.endpoint.namespaceArn });
};

const capacity = (options: Parameters<typeof Capacity.fargate>[0]) => service(() => ({ capacity: Capacity.fargate(options) }));
const probe = (healthProbe: HealthProbe) => service(() => ({ healthProbe }));
const otherCluster = (shop: Shop) => new Cluster(shop.stack, 'Other', { vpc: shop.vpc });
const otherGroup = (shop: Shop) => new SecurityGroup(shop.stack, 'Other', { vpc: shop.vpc });
const secret = (shop: Shop) => Secret.fromSsmParameter(StringParameter.fromSecureStringParameterAttributes(shop.stack, 'Key', { parameterName: '/key' }));
const plain = service(() => ({}));
const ARN = 'arn:aws:servicediscovery:eu-west-1:123456789012:namespace/ns-1';

/** One row a prop: a system without it, and the same system with it. */
const rows: Record<string, [(shop: Shop) => void, (shop: Shop) => void]> = {
  'DiscoverableServiceProps.cluster': [plain, service((shop) => ({ cluster: otherCluster(shop) }))],
  'DiscoverableServiceProps.image': [plain, service(() => ({ image: ContainerImage.fromRegistry('other') }))],
  'DiscoverableServiceProps.port': [plain, service(() => ({ port: undefined }))],
  'DiscoverableServiceProps.additionalPorts': [plain, service(() => ({ additionalPorts: [9090] }))],
  'DiscoverableServiceProps.cloudMapNamespace': [plain, service(() => ({ cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal') }))],
  'DiscoverableServiceProps.discoveryName': [plain, service(() => ({ discoveryName: 'store' }))],
  'DiscoverableServiceProps.dnsRecords': [plain, service(() => ({ dnsRecords: DnsRecords.srv() }))],
  'DiscoverableServiceProps.registered': [plain, service(() => ({ registered: false }))],
  'DiscoverableServiceProps.capacity': [plain, capacity({ cpuArchitecture: CpuArchitecture.ARM64 })],
  'DiscoverableServiceProps.taskCount': [plain, service(() => ({ taskCount: TaskCount.exactly(3) }))],
  'DiscoverableServiceProps.cpu': [plain, service(() => ({ cpu: 512 }))],
  'DiscoverableServiceProps.memoryLimitMiB': [plain, service(() => ({ memoryLimitMiB: 1024 }))],
  'DiscoverableServiceProps.environment': [plain, service(() => ({ environment: { COLOR: 'blue' } }))],
  'DiscoverableServiceProps.secrets': [plain, service((shop) => ({ secrets: { KEY: secret(shop) } }))],
  'DiscoverableServiceProps.command': [plain, service(() => ({ command: ['serve'] }))],
  'DiscoverableServiceProps.healthProbe': [plain, probe(HealthProbe.tcp())],
  'DiscoverableServiceProps.stopTimeout': [plain, service(() => ({ stopTimeout: Duration.seconds(60) }))],
  'DiscoverableServiceProps.securityGroups': [plain, service((shop) => ({ securityGroups: [otherGroup(shop)] }))],
  'DiscoverableServiceProps.logRetention': [plain, service(() => ({ logRetention: RetentionDays.ONE_DAY }))],
  'DiscoverableServiceProps.enableExecuteCommand': [plain, service(() => ({ enableExecuteCommand: true }))],
  'DiscoverableServiceAttributes.discoveryName': [imported(() => ({})), imported(() => ({ discoveryName: 'store' }))],
  'DiscoverableServiceAttributes.namespaceName': [imported(() => ({})), imported(() => ({ namespaceName: 'shop.internal' }))],
  'DiscoverableServiceAttributes.port': [imported(() => ({})), imported(() => ({ port: 81 }))],
  'DiscoverableServiceAttributes.additionalPorts': [imported(() => ({}), { port: 81 }), imported(() => ({ additionalPorts: [81] }), { port: 81 })],
  'DiscoverableServiceAttributes.securityGroup': [imported(() => ({})), imported((shop) => ({ securityGroup: otherGroup(shop) }))],
  'DiscoverableServiceAttributes.dnsRecords': [imported(() => ({})), imported(() => ({ dnsRecords: DnsRecords.srv() }))],
  'DiscoverableServiceAttributes.serviceArn': [imported(() => ({})), imported(() => ({ serviceArn: 'arn' }))],
  'DiscoverableServiceAttributes.namespaceArn': [imported(() => ({})), imported(() => ({ namespaceArn: 'arn' }))],
  'ServiceRegistrationProps.service': [registration(() => ({ port: 80 })), registration((shop) => ({ port: 80, service: existing(shop, 'Other') }))],
  'ServiceRegistrationProps.port': [registration(() => ({ port: 80 })), registration(() => ({ port: 82 }))],
  'ServiceRegistrationProps.container': [
    registration(() => ({ port: 80, dnsRecords: DnsRecords.srv() })),
    registration((_, old) => ({ port: 81, dnsRecords: DnsRecords.srv(), container: old.taskDefinition.findContainer('admin') })),
  ],
  'ServiceRegistrationProps.cloudMapNamespace': [
    registration(() => ({ port: 80 })), registration(() => ({ port: 80, cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal') })),
  ],
  'ServiceRegistrationProps.discoveryName': [registration(() => ({ port: 80 })), registration(() => ({ port: 80, discoveryName: 'old' }))],
  'ServiceRegistrationProps.dnsRecords': [registration(() => ({ port: 80 })), registration(() => ({ port: 80, dnsRecords: DnsRecords.srv() }))],
  'ServiceRegistrationProps.registered': [
    (shop) => void new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop) }),
    (shop) => void new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop), registered: false }),
  ],
  'ConnectOptions.port': [connection({}), connection({ port: 9090 })],
  'ConnectOptions.prefix': [connection({}), connection({ prefix: 'API' })],
  'ConnectOptions.scheme': [connection({}), connection({ scheme: 'https' })],
  'ConnectOptions.startOrder': [inOneStack({}), inOneStack({ startOrder: false })],
  'ConnectOptions.securityGroupRuleIn': [connection({ startOrder: false }), connection({ startOrder: false, securityGroupRuleIn: ConnectionSide.TARGET })],
  'PrivateDnsNamespaceOptions.negativeCacheTtl': [
    plain, service(() => ({ cloudMapNamespace: DiscoveryNamespace.privateDns('ecs-internal', { negativeCacheTtl: Duration.seconds(5) }) })),
  ],
  'PrivateDnsNamespaceOptions.description': [
    plain, service(() => ({ cloudMapNamespace: DiscoveryNamespace.privateDns('ecs-internal', { description: 'of the shop' }) })),
  ],
  'ExistingNamespaceAttributes.type': [attributes({}), attributes({ type: NamespaceType.HTTP })],
  'ExistingNamespaceAttributes.name': [attributes({}), attributes({ name: 'shop.internal' })],
  'ExistingNamespaceAttributes.id': [attributes({}), attributes({ id: 'ns-2' })],
  'ExistingNamespaceAttributes.arn': [attributes({}), attributes({ arn: ARN })],
  'DnsRecordOptions.ttl': [plain, service(() => ({ dnsRecords: DnsRecords.a({ ttl: Duration.seconds(5) }) }))],
  'FargateCapacityOptions.cpuArchitecture': [plain, capacity({ cpuArchitecture: CpuArchitecture.ARM64 })],
  'FargateCapacityOptions.vpcSubnets': [plain, capacity({ vpcSubnets: { subnetType: SubnetType.PUBLIC } })],
  'FargateCapacityOptions.assignPublicIp': [plain, capacity({ assignPublicIp: true })],
  'HealthProbeOptions.interval': [probe(HealthProbe.http()), probe(HealthProbe.http({ interval: Duration.seconds(20) }))],
  'HealthProbeOptions.timeout': [probe(HealthProbe.http()), probe(HealthProbe.http({ timeout: Duration.seconds(2) }))],
  'HealthProbeOptions.retries': [probe(HealthProbe.http()), probe(HealthProbe.http({ retries: 5 }))],
  'HealthProbeOptions.startPeriod': [probe(HealthProbe.http()), probe(HealthProbe.http({ startPeriod: Duration.seconds(60) }))],
  'HttpHealthProbeOptions.path': [probe(HealthProbe.http()), probe(HealthProbe.http({ path: '/health' }))],
  'HttpHealthProbeOptions.port': [probe(HealthProbe.http()), probe(HealthProbe.http({ port: 81 }))],
  'TcpHealthProbeOptions.port': [probe(HealthProbe.tcp()), probe(HealthProbe.tcp({ port: 81 }))],
};

/** Every property of every exported interface that users fill in, read from the sources. */
function publicProps(): string[] {
  const source = join(__dirname, '../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const index = readFileSync(join(source, 'index.ts'), 'utf8');
  return files.flatMap((file) => ts.createSourceFile(file, readFileSync(join(source, file), 'utf8'), ts.ScriptTarget.Latest).statements)
    .filter((statement) => ts.isInterfaceDeclaration(statement))
    .filter(({ name }) => /(Props|Options|Attributes)$/.test(name.text))
    .filter(({ name }) => new RegExp(`\\b${name.text}\\b`).test(index) || /^(DiscoverableService|ServiceRegistration)/.test(name.text))
    .flatMap(({ name, members }) => members.map((member) => `${name.text}.${(member.name as ts.Identifier).text}`));
}

describe('a prop that is offered changes what is deployed', () => {
  test('every public prop has a row', () => {
    expect(Object.keys(rows).sort()).toEqual(publicProps().sort());
  });

  test.each(Object.keys(rows))('%s', (prop) => {
    const [without, withIt] = rows[prop].map(outcome);
    expect(withIt).not.toEqual(without);
    // A refusal is what some props decide, but the system without the prop always stands.
    expect(prop === 'DiscoverableServiceAttributes.additionalPorts' ? withIt : without).toContain('"Resources"');
  });
});

test.each<[string, object]>([
  ['Capacity', Capacity.fargate()],
  ['DiscoveryNamespace', DiscoveryNamespace.privateDns('ecs-internal')],
  ['DnsRecords', DnsRecords.a()],
  ['HealthProbe', HealthProbe.http()],
  ['TaskCount', TaskCount.exactly(1)],
  ['DiscoveryEndpoint', new Shop().service('Backend').endpoint],
])('a %s can be held by a program in another language: jsii writes an id into it', (_, value) => {
  expect(Object.isExtensible(value)).toBe(true);
});
