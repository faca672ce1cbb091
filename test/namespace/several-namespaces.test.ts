import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace } from '../../src';
import { Shop } from '../testing/shop';

const TYPES = {
  [NamespaceType.DNS_PRIVATE]: { resource: 'AWS::ServiceDiscovery::PrivateDnsNamespace', choose: (name: string) => DiscoveryNamespace.privateDns(name) },
  [NamespaceType.DNS_PUBLIC]: { resource: 'AWS::ServiceDiscovery::PublicDnsNamespace', choose: (name: string) => DiscoveryNamespace.publicDns(name) },
  [NamespaceType.HTTP]: { resource: 'AWS::ServiceDiscovery::HttpNamespace', choose: (name: string) => DiscoveryNamespace.http(name) },
};
const types = Object.values(NamespaceType);
const NAME = 'svc.public-service.com';

describe.each(types)('the cluster\'s default namespace of type %s', (type) => {
  test.each(types)('asked for one of type %s and the same name: it is used when the types are equal, else another one is defined', (asked) => {
    const shop = new Shop();
    const defaultNamespace = shop.cluster.addDefaultCloudMapNamespace({ name: NAME, type });
    const { cloudMapService: { namespace } } = shop.service('Backend', { cloudMapNamespace: TYPES[asked].choose(NAME) });

    expect(namespace === defaultNamespace).toBe(type === asked);
    shop.template().resourceCountIs(TYPES[asked].resource, 1);
  });
});

test('services of one cluster stand in namespaces of all types, and one name in each of them', () => {
  const shop = new Shop();
  const choices = [DiscoveryNamespace.privateDns('ecs-internal'), DiscoveryNamespace.privateDns('other'), DiscoveryNamespace.publicDns(NAME), DiscoveryNamespace.http('shop')];
  const services = choices.map((cloudMapNamespace, index) => shop.service(`Backend${index}`, { cloudMapNamespace, discoveryName: 'backend' }));
  shop.app.synth();

  expect(services.slice(0, 3).map(({ endpoint }) => endpoint.host)).toEqual(['backend.ecs-internal', 'backend.other', `backend.${NAME}`]);
  expect([services[3].endpoint.httpName, services[3].endpoint.serviceName]).toEqual(['shop', 'backend']);
  const ids = Object.values(shop.template().findResources('AWS::ServiceDiscovery::Service')).map(({ Properties }) => JSON.stringify(Properties.NamespaceId));
  expect(new Set(ids).size).toBe(4);
});

test('one discovery name twice in one HTTP namespace is refused', () => {
  const shop = new Shop();
  const cloudMapNamespace = DiscoveryNamespace.http('shop');
  ['A', 'B'].forEach((id) => shop.service(id, { cloudMapNamespace, discoveryName: 'backend' }));

  expect(shop.synthesisError()).toContain('[discovery-name-twice] '
    + 'Shop/A/CloudMapService ("backend") and Shop/B/CloudMapService ("backend") would have one name in one namespace.');
});

test('the API tells capital letters from small ones, so two names in an HTTP namespace may differ in them only', () => {
  const shop = new Shop();
  const cloudMapNamespace = DiscoveryNamespace.http('shop');
  ['backend', 'Backend'].forEach((discoveryName, index) => shop.service(`S${index}`, { cloudMapNamespace, discoveryName }));

  expect(() => shop.app.synth()).not.toThrow();
});
