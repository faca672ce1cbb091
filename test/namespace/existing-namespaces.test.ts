import { Stack } from 'aws-cdk-lib';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace } from '../../src';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const ATTRIBUTES = { namespaceName: 'svc.public-service.com', namespaceId: 'ns-1', namespaceArn: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1' };

const IMPORTS: Array<[NamespaceType, (stack: Stack) => INamespace]> = [
  [NamespaceType.DNS_PRIVATE, (stack) => PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(stack, 'Names', ATTRIBUTES)],
  [NamespaceType.DNS_PUBLIC, (stack) => PublicDnsNamespace.fromPublicDnsNamespaceAttributes(stack, 'Names', ATTRIBUTES)],
  [NamespaceType.HTTP, (stack) => HttpNamespace.fromHttpNamespaceAttributes(stack, 'Names', ATTRIBUTES)],
];

/** A service in a namespace, and its Cloud Map service in the template. */
function backendIn(choose: (shop: Shop) => DiscoveryNamespace) {
  const shop = new Shop();
  const backend = shop.service('Backend', { cloudMapNamespace: choose(shop) });
  const [{ Properties: cloudMapService }] = Object.values(shop.template().findResources('AWS::ServiceDiscovery::Service'));
  return { shop, backend, cloudMapService };
}

describe.each(IMPORTS)('a namespace of type %s', (type, importIn) => {
  const isHttp = type === NamespaceType.HTTP;

  test.each<[string, (shop: Shop) => DiscoveryNamespace]>([
    ['that the CDK imports', ({ stack }) => DiscoveryNamespace.existing(importIn(stack))],
    ['by attributes', () => DiscoveryNamespace.existingByAttributes({ type, id: 'ns-1', name: 'svc.public-service.com' })],
  ])('%s is used, has the records that its type can have, and is not defined', (_what, choose) => {
    const { shop, backend, cloudMapService } = backendIn(choose);

    expect(cloudMapService.NamespaceId).toBe('ns-1');
    expect([cloudMapService.DnsConfig === undefined, cloudMapService.Type]).toEqual([isHttp, undefined]);
    expect([backend.cloudMapService.namespace.type, backend.endpoint.namespaceName]).toEqual([type, 'svc.public-service.com']);
    ['PrivateDnsNamespace', 'PublicDnsNamespace', 'HttpNamespace'].forEach((kind) => shop.template().resourceCountIs(`AWS::ServiceDiscovery::${kind}`, 0));
  });
});

test.each<[NamespaceType, string]>([
  [NamespaceType.DNS_PRIVATE, 'ecs-internal'],
  [NamespaceType.DNS_PUBLIC, 'svc.public-service.com'],
  [NamespaceType.HTTP, 'shop/prod'],
  [NamespaceType.HTTP, 'a'.repeat(1024)],
])('the name of a namespace of type %s by attributes is judged as AWS does for the type: %s is whole', (type, name) => {
  expect(() => DiscoveryNamespace.existingByAttributes({ type, id: 'ns-1', name })).not.toThrow();
});

test.each<[NamespaceType, string, string]>([
  [NamespaceType.DNS_PRIVATE, 'a'.repeat(64), 'namespace-name'],
  [NamespaceType.DNS_PUBLIC, 'ecs-internal', 'public-namespace-name'],
  [NamespaceType.HTTP, 'with space', 'http-namespace-name'],
])('the name of a namespace of type %s by attributes is judged as AWS does for the type: %s is refused', (type, name, rule) => {
  expect(brokenRules(() => DiscoveryNamespace.existingByAttributes({ type, id: 'ns-1', name }))).toEqual([rule]);
});

test('a public namespace that is there already may have a name that nobody could delegate today', () => {
  expect(() => DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PUBLIC, id: 'ns-1', name: 'a.local' })).not.toThrow();
});

test('a broken id and a broken name come in one error', () => {
  expect(messageOf(() => DiscoveryNamespace.existingByAttributes({ type: NamespaceType.HTTP, id: 'shop', name: 'a b' }))).toBe(`DiscoveryNamespace.existingByAttributes(): 2 problems

[namespace-identity] id is "shop".
  why: A Cloud Map service is created in a namespace by the namespace's ID (ns-…). CloudFormation cannot look an ID up by name.
  fix: Give id ("ns-…") or arn ("arn:aws:servicediscovery:<region>:<account>:namespace/ns-…"), as the AWS console or \
"aws servicediscovery list-namespaces" shows them; where both are given, they name the same namespace.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html

[http-namespace-name] The namespace name is "a b".
  why: An HTTP namespace is named by 1 to 1024 printable ASCII characters without spaces, and does not start with "arn:". CreateHttpNamespace refuses anything else.
  fix: Give a name such as "shop".
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html
`);
});

test('namespaces of the app of every type are used as they are, from another stack too', () => {
  const shop = new Shop();
  const second = new Stack(shop.app, 'Second');
  const namespaces = [
    new PrivateDnsNamespace(shop.stack, 'Private', { name: 'mine.internal', vpc: shop.vpc }),
    new PublicDnsNamespace(shop.stack, 'Public', { name: 'svc.public-service.com' }),
    new HttpNamespace(shop.stack, 'Http', { name: 'shop' }),
  ];
  const used = namespaces.map((one, index) =>
    shop.service(`S${index}`, { cloudMapNamespace: DiscoveryNamespace.existing(one) }, second).cloudMapService.namespace);
  shop.app.synth();

  expect(used.map((one, index) => one === namespaces[index])).toEqual([true, true, true]);
  Object.values(shop.template(second).findResources('AWS::ServiceDiscovery::Service')).forEach(({ Properties }) =>
    expect(Properties.NamespaceId).toEqual({ 'Fn::ImportValue': expect.stringMatching(/^Shop:/) }));
});
