import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AsgCapacityProvider, Cluster, EcsOptimizedImage, FargateService, FargateTaskDefinition, ManagedInstancesCapacityProvider, Secret,
} from 'aws-cdk-lib/aws-ecs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type {
  AutoScaledTaskCountOptions, ConnectOptions, DiscoverableServiceAttributes, DiscoverableServiceProps, Ec2CapacityProviderOptions,
  ExistingNamespaceAttributes, RegisteredEndpointProps, ServiceRegistrationProps,
} from '../../src';
import {
  Capacity, DiscoverableService, DiscoveryNamespace, DnsRecords, EndpointHealthCheck, EndpointTarget, HealthProbe, NamespaceParameter,
  RegisteredEndpoint, ServiceRegistration, TaskCount,
} from '../../src';
import { IMAGE, Shop } from '../testing/shop';

/** A system that a row builds. */
export type System = (shop: Shop) => void;

export const service = (props: (shop: Shop) => Partial<DiscoverableServiceProps>) => (shop: Shop) => void shop.service('Backend', props(shop));

/** The frontend calls an imported backend, and everything of its endpoint is shown. */
export const imported = (attributes: (shop: Shop) => Partial<DiscoverableServiceAttributes>, options: ConnectOptions = {}) => (shop: Shop) => {
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

export function shown(read: () => string): string {
  try {
    return read();
  } catch {
    return 'not known';
  }
}

export function existing(shop: Shop, id = 'Old'): FargateService {
  const taskDefinition = new FargateTaskDefinition(shop.stack, `${id}Task`);
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }] });
  taskDefinition.addContainer('admin', { image: IMAGE, portMappings: [{ containerPort: 81 }] });
  return new FargateService(shop.stack, id, { cluster: shop.cluster, taskDefinition });
}

/** A service that was there before is registered, and the frontend calls it. */
export const registration = (props: (shop: Shop, old: FargateService) => Partial<ServiceRegistrationProps>) => (shop: Shop) => {
  const old = existing(shop);
  const registered = new ServiceRegistration(shop.stack, 'Legacy', { service: old, ...props(shop, old) });
  shop.service('Frontend').connectTo(registered);
};

/** The frontend, in a stack of its own, calls the backend. */
export const connection = (options: ConnectOptions) => (shop: Shop) => {
  const backend = shop.service('Backend', { additionalPorts: [9090] }, new Stack(shop.app, 'Back'));
  shop.service('Frontend', {}, new Stack(shop.app, 'Front')).connectTo(backend, options);
};

export const inOneStack = (options: ConnectOptions) => (shop: Shop) => shop.service('Frontend').connectTo(shop.service('Backend'), options);

export const attributes = (given: Partial<ExistingNamespaceAttributes>) => (shop: Shop) => {
  const backend = shop.service('Backend', {
    cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-1', ...given }),
  });
  new CfnOutput(shop.stack, 'Host', { value: shown(() => backend.endpoint.host) });
  new CfnOutput(shop.stack, 'Namespace', { value: backend.endpoint.namespaceArn });
};

export const inNamespace = (cloudMapNamespace: DiscoveryNamespace) => service(() => ({ cloudMapNamespace }));
/** A caller asks the API for the backend, and so is told how the API knows the namespace. */
export const throughApi = (cloudMapNamespace: (shop: Shop) => DiscoveryNamespace) => (shop: Shop) => {
  shop.service('Frontend').connectTo(shop.service('Backend', { cloudMapNamespace: cloudMapNamespace(shop), dnsRecords: DnsRecords.none() }));
};
export const namespaceOf = (shop: Shop) => new PrivateDnsNamespace(shop.stack, 'Namespace', { name: 'shop.internal', vpc: shop.vpc });
export const zoneOf = (shop: Shop) => HostedZone.fromHostedZoneAttributes(shop.stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'public-service.com' });
export const scaled = (options: Partial<AutoScaledTaskCountOptions>) => service(() => ({ taskCount: TaskCount.autoScaled({ max: 10, ...options }) }));
export const MORNING = Schedule.cron({ hour: '7' });
export const scheduled = (bounds: object) => scaled({ schedules: [{ schedule: MORNING, max: 20, ...bounds }] });

export function addProvider(shop: Shop, id: string): AsgCapacityProvider {
  const autoScalingGroup = new AutoScalingGroup(shop.stack, `${id}Group`, {
    vpc: shop.vpc, instanceType: new InstanceType('t3.small'), machineImage: EcsOptimizedImage.amazonLinux2023(),
  });
  const provider = new AsgCapacityProvider(shop.stack, id, { autoScalingGroup });
  shop.cluster.addAsgCapacityProvider(provider);
  return provider;
}

/** A service on the instances of the cluster, which has two Auto Scaling groups. */
export const onEc2 = (make: (first: AsgCapacityProvider, second: AsgCapacityProvider) => Capacity) => (shop: Shop) => {
  const [first, second] = ['First', 'Second'].map((id) => addProvider(shop, id));
  shop.service('Backend', { capacity: make(first, second) });
};
export const sharedOut = (options: Partial<Ec2CapacityProviderOptions>) => onEc2((first, second) =>
  Capacity.ec2({ capacityProviders: [{ provider: first, ...options }, { provider: second }] }));

export const managed = (options: Parameters<typeof Capacity.managedInstances>[1]) => (shop: Shop) => {
  const provider = new ManagedInstancesCapacityProvider(shop.stack, 'Managed', { subnets: shop.vpc.privateSubnets, securityGroups: [otherGroup(shop)] });
  shop.cluster.addManagedInstancesCapacityProvider(provider);
  shop.service('Backend', { capacity: Capacity.managedInstances(provider, options) });
};

/** The frontend calls something that is no ECS service. */
export const registered = (props: (shop: Shop) => Partial<RegisteredEndpointProps>) => (shop: Shop) => {
  shop.service('Frontend').connectTo(new RegisteredEndpoint(shop.stack, 'Printer', {
    cluster: shop.cluster, target: EndpointTarget.addresses(['10.0.0.1']), ...props(shop),
  }));
};
export const checked = (healthCheck?: EndpointHealthCheck) => registered(() => ({
  cloudMapNamespace: DiscoveryNamespace.http('partners'), target: EndpointTarget.addresses(['52.94.236.1']), port: 80, healthCheck,
}));
export const published = (parameterName: string, name = 'shop.internal') => (shop: Shop) => void new NamespaceParameter(shop.stack, 'Parameter', {
  parameterName, cloudMapNamespace: new PrivateDnsNamespace(shop.stack, name, { name, vpc: shop.vpc }),
});
export const letIn = (port?: number) => (shop: Shop) => shop.service('Backend', { additionalPorts: [9090] }).allowFrom(otherGroup(shop), { port });

export const capacity = (options: Parameters<typeof Capacity.fargate>[0]) => service(() => ({ capacity: Capacity.fargate(options) }));
export const probe = (healthProbe: HealthProbe) => service(() => ({ healthProbe }));
export const otherCluster = (shop: Shop) => new Cluster(shop.stack, 'Other', { vpc: shop.vpc });
export const clusterElsewhere = (shop: Shop) => new Cluster(shop.stack, 'Elsewhere');
export const otherGroup = (shop: Shop) => new SecurityGroup(shop.stack, 'Other', { vpc: shop.vpc });
export const secret = (shop: Shop) => Secret.fromSsmParameter(StringParameter.fromSecureStringParameterAttributes(shop.stack, 'Key', { parameterName: '/key' }));
export const plain = service(() => ({}));
export const ARN = 'arn:aws:servicediscovery:eu-west-1:123456789012:namespace/ns-1';
