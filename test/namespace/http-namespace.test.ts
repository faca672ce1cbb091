import { Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { DiscoveryNamespace, DnsRecords } from '../../src';
import { Shop, messageOf } from '../testing/shop';

const HTTP = 'AWS::ServiceDiscovery::HttpNamespace';
const namespacesOf = (shop: Shop, stack = shop.stack) =>
  Object.values(shop.template(stack).findResources(HTTP)).map(({ Properties }) => Properties as object);

test('an HTTP namespace is defined with its description, and without a hosted zone', () => {
  const shop = new Shop();
  shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.http('shop', { description: 'For API clients' }) });

  expect(namespacesOf(shop)).toEqual([{ Name: 'shop', Description: 'For API clients' }]);
  ['PrivateDnsNamespace', 'PublicDnsNamespace'].forEach((type) => shop.template().resourceCountIs(`AWS::ServiceDiscovery::${type}`, 0));
});

test('a service in it has no DNS config and no type, and registers container and port for API clients', () => {
  const shop = new Shop();
  shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.http('shop'), port: 8080 });
  const [[id]] = Object.entries(shop.template().findResources(HTTP));
  const [[serviceId, { Properties: cloudMapService }]] = Object.entries(shop.template().findResources('AWS::ServiceDiscovery::Service'));

  expect(cloudMapService).toEqual({ Name: 'backend', NamespaceId: { 'Fn::GetAtt': [id, 'Id'] }, HealthCheckCustomConfig: { FailureThreshold: 1 } });
  shop.template().hasResourceProperties('AWS::ECS::Service', {
    ServiceRegistries: [{ RegistryArn: { 'Fn::GetAtt': [serviceId, 'Arn'] }, ContainerName: 'app', ContainerPort: 8080 }],
  });
});

test('it is defined once for a VPC and name, however many services, clusters and stacks name it', () => {
  const shop = new Shop();
  const second = new Stack(shop.app, 'Second');
  const choose = () => DiscoveryNamespace.http('shop');
  shop.service('A', { cloudMapNamespace: choose() });
  shop.service('B', { cloudMapNamespace: choose(), cluster: new Cluster(shop.stack, 'Other', { vpc: shop.vpc }) });
  shop.service('C', { cloudMapNamespace: choose() }, second);

  expect([namespacesOf(shop).length, namespacesOf(shop, second).length]).toEqual([1, 0]);
});

test('names that differ in capital letters only are two namespaces', () => {
  const shop = new Shop();
  ['shop', 'Shop'].forEach((name, index) => shop.service(`S${index}`, { cloudMapNamespace: DiscoveryNamespace.http(name) }));
  shop.app.synth();

  expect(namespacesOf(shop)).toEqual([{ Name: 'shop' }, { Name: 'Shop' }]);
});

test('a private namespace of the same name stands beside it', () => {
  const shop = new Shop();
  shop.service('A', { cloudMapNamespace: DiscoveryNamespace.http('shop') });
  shop.service('B', { cloudMapNamespace: DiscoveryNamespace.privateDns('shop') });

  expect(namespacesOf(shop)).toHaveLength(1);
  shop.template().resourceCountIs('AWS::ServiceDiscovery::PrivateDnsNamespace', 1);
});

test.each([['with a slash', 'shop/prod'], ['of 1024 characters, which no DNS has to carry', 'a'.repeat(1024)]])('a name %s can be defined', (_what, name) => {
  const shop = new Shop();
  shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.http(name) });

  expect(namespacesOf(shop)).toEqual([{ Name: name }]);
});

test('a description that another service contradicts is refused', () => {
  const shop = new Shop();
  shop.service('A', { cloudMapNamespace: DiscoveryNamespace.http('shop', { description: 'a' }) });

  expect(messageOf(() => shop.service('B', { cloudMapNamespace: DiscoveryNamespace.http('shop', { description: 'b' }) })))
    .toContain('[namespace-options] The namespace "shop" is there already, without this description.');
});

test('records in it are refused, and the service is not there', () => {
  const shop = new Shop();

  expect(messageOf(() => shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.http('shop'), dnsRecords: DnsRecords.a() }))).toBe(`Shop/Backend: 1 problem

[records-in-http-namespace] The namespace is of type HTTP, and the records are A.
  why: An HTTP namespace has no hosted zone, so a service in it cannot have DNS records.
  fix: Leave dnsRecords out, or use a DNS namespace: DiscoveryNamespace.privateDns(), or an existing one of type DNS_PRIVATE.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html
`);
  expect(shop.stack.node.tryFindChild('Backend')).toBeUndefined();
});
