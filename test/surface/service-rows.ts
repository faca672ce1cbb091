import { Duration } from 'aws-cdk-lib';
import { ContainerImage, CpuArchitecture } from 'aws-cdk-lib/aws-ecs';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { System } from './systems';
import {
  capacity, connection, existing, imported, inOneStack, letIn, otherCluster, otherGroup, plain, probe, registration, secret, service,
} from './systems';
import { ConnectionSide, DiscoveryNamespace, DnsRecords, Draining, HealthProbe, ServiceRegistration, TaskCount } from '../../src';

/** Of what a service is, and whom it calls: a system without a prop, and the same system with it. */
export const serviceRows: Readonly<Record<string, readonly [System, System]>> = {
  'DiscoverableServiceProps.cluster': [plain, service((shop) => ({ cluster: otherCluster(shop) }))],
  'DiscoverableServiceProps.image': [plain, service(() => ({ image: ContainerImage.fromRegistry('other') }))],
  'DiscoverableServiceProps.port': [plain, service(() => ({ port: undefined }))],
  'DiscoverableServiceProps.additionalPorts': [plain, service(() => ({ additionalPorts: [9090] }))],
  'DiscoverableServiceProps.cloudMapNamespace': [plain, service(() => ({ cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal') }))],
  'DiscoverableServiceProps.discoveryName': [plain, service(() => ({ discoveryName: 'store' }))],
  'DiscoverableServiceProps.dnsRecords': [plain, service(() => ({ dnsRecords: DnsRecords.srv() }))],
  'DiscoverableServiceProps.serviceAttributes': [plain, service(() => ({ serviceAttributes: { protocol: 'v2' } }))],
  'DiscoverableServiceProps.draining': [plain, service(() => ({ draining: Draining.afterTtl() }))],
  'DiscoverableServiceProps.shortNames': [plain, service(() => ({ shortNames: true }))],
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
  'DiscoverableServiceAttributes.httpName': [
    imported(() => ({ dnsRecords: DnsRecords.none() })), imported(() => ({ dnsRecords: DnsRecords.none(), httpName: 'shop-1' })),
  ],
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
  'ServiceRegistrationProps.serviceAttributes': [
    registration(() => ({ port: 80 })), registration(() => ({ port: 80, serviceAttributes: { protocol: 'v2' } })),
  ],
  'ServiceRegistrationProps.registered': [
    (shop) => void new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop) }),
    (shop) => void new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop), registered: false }),
  ],
  'ConnectOptions.port': [connection({}), connection({ port: 9090 })],
  'ConnectOptions.prefix': [connection({}), connection({ prefix: 'API' })],
  'ConnectOptions.scheme': [connection({}), connection({ scheme: 'https' })],
  'ConnectOptions.startOrder': [inOneStack({}), inOneStack({ startOrder: false })],
  'ConnectOptions.securityGroupRuleIn': [connection({ startOrder: false }), connection({ startOrder: false, securityGroupRuleIn: ConnectionSide.TARGET })],
  'AllowFromOptions.port': [letIn(), letIn(9090)],
};
