import { CfnParameter, Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import type { CfnElement } from 'aws-cdk-lib';
import type { CfnService } from 'aws-cdk-lib/aws-servicediscovery';
import type { DiscoverableService, DiscoverableServiceProps } from '../../src';
import { DiscoveryNamespace, DnsRecords } from '../../src';
import { Shop } from '../testing/shop';

/** The Cloud Map service of a service, as CloudFormation gets it, and what the ECS service says about it. */
function define(props: Partial<DiscoverableServiceProps> = {}, shop = new Shop()) {
  const backend = shop.service('OrderBackend', props);
  const template = shop.template();
  const [[id, { Properties: cloudMapService }]] = Object.entries(template.findResources('AWS::ServiceDiscovery::Service'));
  const [{ Properties: { ServiceRegistries: registries } }] = Object.values(template.findResources('AWS::ECS::Service'));
  return { id, cloudMapService, registries, backend, resolve: (value: unknown) => shop.stack.resolve(value) as unknown };
}

test('the name is the construct id in kebab-case, with A records of 10 seconds and a custom health check from the first day', () => {
  const { cloudMapService } = define();

  expect(cloudMapService).toEqual({
    Name: 'order-backend',
    NamespaceId: expect.anything(),
    DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }], RoutingPolicy: 'MULTIVALUE' },
    HealthCheckCustomConfig: { FailureThreshold: 1 },
  });
});

test('the namespace stands in one place only, as the API asks', () => {
  expect(define().cloudMapService.DnsConfig).not.toHaveProperty('NamespaceId');
});

test('the discovery name and the TTL are those that were given', () => {
  const { cloudMapService } = define({ discoveryName: 'orders.backend', dnsRecords: DnsRecords.a({ ttl: Duration.seconds(5) }) });

  expect(cloudMapService.Name).toBe('orders.backend');
  expect(cloudMapService.DnsConfig.DnsRecords).toEqual([{ Type: 'A', TTL: 5 }]);
});

test('an A registration names no container and no port', () => {
  const { id, registries } = define();

  expect(registries).toEqual([{ RegistryArn: { 'Fn::GetAtt': [id, 'Arn'] } }]);
});

test('an SRV registration names container and port, and no other form of the port', () => {
  const { id, registries, cloudMapService } = define({ dnsRecords: DnsRecords.srv(), port: 8080, additionalPorts: [9090] });

  expect(cloudMapService.DnsConfig.DnsRecords).toEqual([{ Type: 'SRV', TTL: 10 }]);
  expect(registries).toEqual([{ RegistryArn: { 'Fn::GetAtt': [id, 'Arn'] }, ContainerName: 'app', ContainerPort: 8080 }]);
});

test('what is handed out is the service that was defined', () => {
  const { id, backend, resolve } = define({ cloudMapNamespace: DiscoveryNamespace.privateDns('shop.internal') });

  expect(resolve(backend.cloudMapService.serviceArn)).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
  expect(resolve(backend.cloudMapService.serviceId)).toEqual({ 'Fn::GetAtt': [id, 'Id'] });
  expect(backend.cloudMapService.serviceName).toBe('order-backend');
  expect(backend.cloudMapService.namespace.namespaceName).toBe('shop.internal');
});

test('what is said of the service that is handed out is said of the resource', () => {
  const shop = new Shop();
  const [first, backend, last] = ['First', 'Backend', 'Last'].map((id) => shop.service(id, { registered: id === 'Backend' ? undefined : false }));
  const resource = backend.cloudMapService.node.defaultChild as CfnService;
  Tags.of(backend.cloudMapService).add('team', 'shop');
  backend.cloudMapService.applyRemovalPolicy(RemovalPolicy.RETAIN);
  backend.cloudMapService.node.addDependency(first.logGroup);
  backend.cloudMapService.node.addMetadata('note', 'shop');
  last.logGroup.node.addDependency(backend.cloudMapService);
  resource.description = 'orders';

  const template = shop.template();
  const idOf = ({ logGroup }: DiscoverableService) => shop.stack.getLogicalId(logGroup.node.defaultChild as CfnElement);
  const id = shop.stack.getLogicalId(resource);
  expect(resource.node.metadata).toContainEqual({ type: 'note', data: 'shop' });
  template.hasResource('AWS::ServiceDiscovery::Service', { Properties: { Description: 'orders', Tags: [{ Key: 'team', Value: 'shop' }] }, DeletionPolicy: 'Retain', DependsOn: [idOf(first)] });
  expect(template.toJSON().Resources[idOf(last)].DependsOn).toEqual([id]);
});

test('a discovery name that is a parameter is rendered as one', () => {
  const shop = new Shop();
  const { cloudMapService } = define({ discoveryName: new CfnParameter(shop.stack, 'DiscoveryName').valueAsString }, shop);

  expect(cloudMapService.Name).toEqual({ Ref: 'DiscoveryName' });
});
