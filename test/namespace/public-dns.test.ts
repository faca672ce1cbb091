import { Annotations as CoreAnnotations, App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { PublicDnsNamespaceOptions } from '../../src';
import { DiscoverableService, DiscoveryNamespace, DnsRecords, HealthProbe, NamespaceDelegation } from '../../src';
import { IMAGE, Shop } from '../testing/shop';

const PUBLIC = 'AWS::ServiceDiscovery::PublicDnsNamespace';
const NAME = 'svc.public-service.com';

const choose = (options?: PublicDnsNamespaceOptions) => DiscoveryNamespace.publicDns(NAME, options);
const namespacesOf = (shop: Shop, stack = shop.stack) =>
  Object.values(shop.template(stack).findResources(PUBLIC)).map(({ Properties }) => Properties as object);

test('a public namespace is defined with a negative-cache TTL of 15 seconds, and is made for no VPC', () => {
  const shop = new Shop();
  const { endpoint } = shop.service('Api', { cloudMapNamespace: choose() });

  expect(endpoint.url).toBe(`http://api.${NAME}:80`);
  expect(namespacesOf(shop)).toEqual([{ Name: NAME, Properties: { DnsProperties: { SOA: { TTL: 15 } } } }]);
  shop.template().resourceCountIs('AWS::ServiceDiscovery::PrivateDnsNamespace', 0);
});

test('description and negative-cache TTL are those that were given', () => {
  const shop = new Shop();
  shop.service('Api', { cloudMapNamespace: choose({ description: 'For partners', negativeCacheTtl: Duration.minutes(1) }) });

  expect(namespacesOf(shop)).toEqual([{ Name: NAME, Description: 'For partners', Properties: { DnsProperties: { SOA: { TTL: 60 } } } }]);
});

test('services are registered in it with DNS records', () => {
  const shop = new Shop();
  shop.service('Api', { cloudMapNamespace: choose() });
  const [id] = Object.keys(shop.template().findResources(PUBLIC));

  shop.template().hasResourceProperties('AWS::ServiceDiscovery::Service', {
    NamespaceId: { 'Fn::GetAtt': [id, 'Id'] }, DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }], RoutingPolicy: 'MULTIVALUE' },
  });
});

test('it is defined once for a VPC and name, however many services, clusters and stacks name it', () => {
  const shop = new Shop();
  const second = new Stack(shop.app, 'Second');
  shop.service('A', { cloudMapNamespace: choose() });
  shop.service('B', { cloudMapNamespace: choose(), cluster: new Cluster(shop.stack, 'Other', { vpc: shop.vpc }) });
  shop.service('C', { cloudMapNamespace: choose() }, second);

  expect([namespacesOf(shop).length, namespacesOf(shop, second).length]).toEqual([1, 0]);
});

test('two VPCs of one app cannot each have one of a name: the internet asks one zone', () => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'OtherVpc', { maxAzs: 2 });
  shop.service('A', { cloudMapNamespace: choose() });
  shop.service('B', { cloudMapNamespace: choose(), cluster: new Cluster(shop.stack, 'Other', { vpc }) });

  expect(shop.synthesisError()).toContain('[public-namespace-twice]');
});

test('a public and a private namespace of one name stand beside each other', () => {
  const shop = new Shop();
  shop.service('A', { cloudMapNamespace: choose() });
  shop.service('B', { cloudMapNamespace: DiscoveryNamespace.privateDns(NAME) });
  shop.app.synth();

  expect(namespacesOf(shop)).toHaveLength(1);
  shop.template().resourceCountIs('AWS::ServiceDiscovery::PrivateDnsNamespace', 1);
});

test('a VPC without DNS attributes is no hindrance: the internet resolves the names', () => {
  const shop = new Shop();
  const vpc = new Vpc(shop.stack, 'Mute', { maxAzs: 2, enableDnsSupport: false, enableDnsHostnames: false });

  expect(() => shop.service('Api', { cloudMapNamespace: choose(), cluster: new Cluster(shop.stack, 'Other', { vpc }) })).not.toThrow();
});

const UNDELEGATED = 'Nothing says that the domain above points at this public namespace: until it does, its names resolve nowhere. '
  + 'Give DiscoveryNamespace.publicDns() a delegation, or delegate the domain by hand and acknowledge this warning. '
  + '[ack: cdk-discoverable-service:undelegated-namespace]';
const PRIVATE_ADDRESSES = 'ECS registers the private addresses of tasks, also in a public namespace: the name resolves on the internet, '
  + 'and only clients that have a way into the VPC reach what it names. To be reached from the internet, put a load balancer before the service. '
  + 'Acknowledge this warning if that is what you want. [ack: cdk-discoverable-service:private-addresses]';

const healthProbe = HealthProbe.tcp();

/** Construct ids and texts, the paths of namespaces cut after the VPC. */
function warningsOf(shop: Shop): Array<[string, unknown]> {
  shop.app.synth();
  return Annotations.fromStack(shop.stack).findWarning('*', Match.anyValue())
    .map(({ id, entry }): [string, unknown] => [id.replace(/\/DiscoveryNamespaces.*/, ''), entry.data]).sort();
}

test('a public namespace that nobody delegates is warned about once, and each service in it about its private addresses', () => {
  const shop = new Shop();
  ['A', 'B'].forEach((id) => shop.service(id, { cloudMapNamespace: choose(), healthProbe }));

  expect(warningsOf(shop)).toEqual([['/Shop/A', PRIVATE_ADDRESSES], ['/Shop/B', PRIVATE_ADDRESSES], ['/Shop/Vpc', UNDELEGATED]]);
});

test('a delegation that the last service gives silences the warning', () => {
  const shop = new Shop();
  const zone = new PublicHostedZone(shop.stack, 'Zone', { zoneName: 'public-service.com' });
  shop.service('A', { cloudMapNamespace: choose(), healthProbe });
  shop.service('B', { cloudMapNamespace: choose({ delegation: NamespaceDelegation.inZone(zone) }), healthProbe });

  expect(warningsOf(shop).map(([id]) => id)).toEqual(['/Shop/A', '/Shop/B']);
});

test('both warnings are silent once they are acknowledged', () => {
  const shop = new Shop();
  shop.service('Api', { cloudMapNamespace: choose(), healthProbe });
  ['undelegated-namespace', 'private-addresses'].forEach((id) =>
    CoreAnnotations.of(shop.stack).acknowledgeWarning(`cdk-discoverable-service:${id}`, 'Delegated by hand.'));

  expect(warningsOf(shop)).toEqual([]);
});

test('without records no address is in DNS, so none is warned about', () => {
  const shop = new Shop();
  shop.service('Api', { cloudMapNamespace: choose(), dnsRecords: DnsRecords.none(), healthProbe });

  expect(warningsOf(shop)).toEqual([['/Shop/Vpc', UNDELEGATED]]);
});

test('a public namespace that is there already is not warned about: who delegates it is not known', () => {
  const shop = new Shop();
  const cloudMapNamespace = DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PUBLIC, id: 'ns-1', name: NAME });
  shop.service('Api', { cloudMapNamespace, healthProbe });

  expect(warningsOf(shop)).toEqual([['/Shop/Api', PRIVATE_ADDRESSES]]);
});

test('stages without an environment may go to two accounts, so each can have one of a name', () => {
  const app = new App();
  for (const id of ['Dev', 'Prod']) {
    const stack = new Stack(new Stage(app, id), 'Shop');
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 1 }) });
    new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80, cloudMapNamespace: choose() });
  }

  expect(() => app.synth()).not.toThrow();
});
