import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoverableService, DiscoveryNamespace, DnsRecords } from '../../src';
import { temporaryDirectory } from '../model/assembly-fixture';

const image = ContainerImage.fromRegistry('nginx');

function newCluster(): Cluster {
  const stack = new Stack(new App({ outdir: temporaryDirectory() }), 'Shop');
  return new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
}

/** A service that gets a warning for its TTL, with its stack. */
function slowService() {
  const cluster = newCluster();
  const stack = Stack.of(cluster);
  return { stack, define: () => new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, dnsRecords: DnsRecords.a({ ttl: Duration.seconds(90) }) }) };
}

const LONG_TTL = { id: 'cdk-discoverable-service::long-ttl', reason: 'Clients are told of changes in another way.' };

function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-discoverable-service:long-ttl')).map(({ id }) => id);
}

test('a warning that nobody acknowledged is told', () => {
  const { stack, define } = slowService();
  define();

  expect(warningsOf(stack)).toEqual(['/Shop/Backend']);
});

test('a warning is not told where its rule was acknowledged above, before', () => {
  const { stack, define } = slowService();
  Validations.of(stack).acknowledge(LONG_TTL);
  define();

  expect(warningsOf(stack)).toEqual([]);
});

test('a warning is not told where its rule was acknowledged after', () => {
  const { stack, define } = slowService();
  Validations.of(define()).acknowledge(LONG_TTL);

  expect(warningsOf(stack)).toEqual([]);
});

test('the acknowledgement of one service is none for another', () => {
  const { stack, define } = slowService();
  const other = new DiscoverableService(stack, 'Other', { cluster: define().service.cluster as Cluster, image, port: 80 });
  Validations.of(other).acknowledge(LONG_TTL);

  expect(warningsOf(stack)).toEqual(['/Shop/Backend']);
});

function defineMisnamed(stack: Stack, cluster: Cluster): DiscoverableService {
  return new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, discoveryName: 'not a name', cloudMapNamespace: DiscoveryNamespace.privateDns('shop') });
}

test('an error that a constructor throws passes where its rule was acknowledged above, before', () => {
  const cluster = newCluster();
  const stack = Stack.of(cluster);

  expect(() => defineMisnamed(stack, cluster)).toThrow('[discovery-name]');

  Validations.of(stack).acknowledge({ id: 'cdk-discoverable-service::discovery-name', reason: 'An aspect gives it its name.' });
  expect(defineMisnamed(stack, cluster).endpoint.host).toBe('not a name.shop');
});

test('an error over the whole app passes where its rule was acknowledged on the app', () => {
  const cluster = newCluster();
  const stack = Stack.of(cluster);
  const twice = () => ['A', 'B'].map((id) => new PublicDnsNamespace(stack, id, { name: 'shop.company.com' }));
  const [cloudMapNamespace] = twice();
  new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, cloudMapNamespace: DiscoveryNamespace.existing(cloudMapNamespace) });
  const app = stack.node.root as App;

  expect(() => app.synth()).toThrow('[public-namespace-twice]');

  Validations.of(app).acknowledge({ id: 'cdk-discoverable-service::public-namespace-twice', reason: 'One of them is being moved.' });
  expect(() => app.synth()).not.toThrow();
});
