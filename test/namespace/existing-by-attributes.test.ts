import { CfnParameter, Stack } from 'aws-cdk-lib';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { ExistingNamespaceAttributes } from '../../src';
import { DiscoveryNamespace } from '../../src';
import { messageOf, Shop } from '../testing/shop';

const ID = 'ns-e4anhexample0004';
const ARN = `arn:aws:servicediscovery:eu-west-1:111122223333:namespace/${ID}`;

/** A service in a namespace that was made elsewhere. */
function backendIn(attributes: Omit<ExistingNamespaceAttributes, 'type'>, type = NamespaceType.DNS_PRIVATE, shop = new Shop()) {
  const backend = shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type, ...attributes }) });
  const [{ Properties: cloudMapService }] = Object.values(shop.template().findResources('AWS::ServiceDiscovery::Service'));
  return { backend, shop, cloudMapService, resolve: (value: unknown) => shop.stack.resolve(value) as unknown };
}

test('by id: the service is created in it, the ARN is that of the stack\'s account and Region', () => {
  const { backend, cloudMapService, resolve } = backendIn({ id: ID });

  expect(cloudMapService.NamespaceId).toBe(ID);
  expect(resolve(backend.endpoint.namespaceArn)).toEqual({
    'Fn::Join': ['', [
      'arn:', { Ref: 'AWS::Partition' }, ':servicediscovery:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, `:namespace/${ID}`,
    ]],
  });
});

test('by ARN: the id is read from it', () => {
  const { backend, cloudMapService } = backendIn({ arn: ARN });

  expect(cloudMapService.NamespaceId).toBe(ID);
  expect(backend.endpoint.namespaceArn).toBe(ARN);
});

test('by an ARN that is a parameter: the id is read from it at deployment', () => {
  const shop = new Shop();
  const arn = new CfnParameter(shop.stack, 'NamespaceArn').valueAsString;
  const { cloudMapService } = backendIn({ arn }, NamespaceType.DNS_PRIVATE, shop);

  expect(cloudMapService.NamespaceId).toEqual({ 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'NamespaceArn' }] }] });
});

test.each([NamespaceType.DNS_PRIVATE, NamespaceType.DNS_PUBLIC])('the type %s is kept, and nothing is defined for the namespace', (type) => {
  const { backend, shop } = backendIn({ id: ID, name: 'shop.example.org' }, type);

  expect(backend.cloudMapService.namespace.type).toBe(type);
  expect(backend.endpoint.host).toBe('backend.shop.example.org');
  shop.template().resourceCountIs('AWS::ServiceDiscovery::PrivateDnsNamespace', 0);
  shop.template().resourceCountIs('AWS::ServiceDiscovery::PublicDnsNamespace', 0);
});

test('without its name services are registered, and the host name throws', () => {
  const { backend, cloudMapService } = backendIn({ id: ID });

  expect(cloudMapService.Name).toBe('backend');
  expect(messageOf(() => backend.endpoint.host)).toBe(`Shop/Backend: 1 problem

[endpoint-without-meaning] endpoint.host was read, and the name of its namespace is not known.
  why: The namespace was imported by id or arn only.
  fix: Give name to DiscoveryNamespace.existingByAttributes(), or use serviceArn and namespaceArn.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
`);
});

test('a namespace without its name says so where the CDK renders the name', () => {
  const { backend, resolve } = backendIn({ arn: ARN });

  expect(messageOf(() => resolve(backend.cloudMapService.namespace.namespaceName)))
    .toBe(`Resolution error: DiscoveryNamespace.existingByAttributes(): 1 problem

[endpoint-without-meaning] The name of the namespace is not known.
  why: Not every service has every property: a name with SRV records only has no host, an imported one may have no known ARN.
  fix: Give it a name.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
.`);
});

test('one choice serves services of two stacks, each with an import of its own', () => {
  const shop = new Shop();
  const cloudMapNamespace = DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: ID, name: 'shop.internal' });
  const second = new Stack(shop.app, 'Second');
  const hosts = [shop.service('A', { cloudMapNamespace }), shop.service('B', { cloudMapNamespace }), shop.service('C', { cloudMapNamespace }, second)]
    .map(({ endpoint }) => endpoint.host);

  expect(hosts).toEqual(['a.shop.internal', 'b.shop.internal', 'c.shop.internal']);
  shop.template(second).hasResourceProperties('AWS::ServiceDiscovery::Service', { Name: 'c', NamespaceId: ID });
});
