import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { HostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace, NamespaceDelegation } from '../../src';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const NAME = 'svc.public-service.com';
const SERVERS = ['ns-1.awsdns-01.org', 'ns-2.awsdns-02.co.uk'];

const importZone = (shop: Shop, zoneName = 'public-service.com', id = 'Zone'): IHostedZone =>
  PublicHostedZone.fromPublicHostedZoneAttributes(shop.stack, id, { hostedZoneId: 'Z111', zoneName });
const choose = (delegation?: NamespaceDelegation, name = NAME) => DiscoveryNamespace.publicDns(name, { delegation });
const withServers = (zone: IHostedZone, servers = SERVERS) => choose(NamespaceDelegation.inZoneWithNameServers(zone, servers));

interface RecordSet {
  readonly HostedZoneId: unknown;
  readonly Name: unknown;
  readonly Type: string;
  readonly TTL: string;
  readonly ResourceRecords: unknown[];
}

const recordsOf = (shop: Shop, stack = shop.stack) =>
  Object.values(shop.template(stack).findResources('AWS::Route53::RecordSet')).map(({ Properties }) => Properties as RecordSet);

test('with given name servers, the zone above gets one NS record, and nothing runs at deployment', () => {
  const shop = new Shop();
  shop.service('Api', { cloudMapNamespace: withServers(importZone(shop)) });

  expect(recordsOf(shop)).toEqual([
    { HostedZoneId: 'Z111', Name: `${NAME}.`, Type: 'NS', TTL: '3600', ResourceRecords: ['ns-1.awsdns-01.org.', 'ns-2.awsdns-02.co.uk.'] },
  ]);
  shop.template().resourceCountIs('AWS::Lambda::Function', 0);
});

/** A shop whose public namespace has its name servers read at deployment. */
function readAtDeployment() {
  const shop = new Shop();
  shop.service('Api', { cloudMapNamespace: choose(NamespaceDelegation.inZone(importZone(shop))) });
  const template = shop.template();
  const [[namespaceId]] = Object.entries(template.findResources('AWS::ServiceDiscovery::PublicDnsNamespace'));
  const [[readerId, reader]] = Object.entries(template.findResources('Custom::DiscoveryNameServers'));
  return { shop, template, zoneId: { 'Fn::GetAtt': [namespaceId, 'HostedZoneId'] }, readerId, reader };
}

test('without name servers, the four of the namespace\'s own zone are read at deployment, again when that zone is another one', () => {
  const { zoneId, reader } = readAtDeployment();
  const { Create: create, Update: update, Delete: del } = reader.Properties as Record<string, { 'Fn::Join': [string, unknown[]] }>;
  const call = create['Fn::Join'][1].map((part) => typeof part === 'string' ? part : 'ZONE').join('');

  expect(JSON.parse(call)).toEqual({
    service: 'Route53',
    action: 'getHostedZone',
    parameters: { Id: 'ZONE' },
    physicalResourceId: { id: 'ZONE' },
    outputPaths: [0, 1, 2, 3].map((index) => `DelegationSet.NameServers.${index}`),
  });
  expect(create['Fn::Join'][1].filter((part) => typeof part !== 'string')).toEqual([zoneId, zoneId]);
  expect([update, del]).toEqual([create, undefined]);
});

test('the NS record has all four of them', () => {
  const { shop, readerId } = readAtDeployment();

  expect(recordsOf(shop)).toEqual([{
    HostedZoneId: 'Z111',
    Name: `${NAME}.`,
    Type: 'NS',
    TTL: '3600',
    ResourceRecords: [0, 1, 2, 3].map((index) => ({ 'Fn::GetAtt': [readerId, `DelegationSet.NameServers.${index}`] })),
  }]);
});

test('whoever reads them may read this zone and nothing else', () => {
  const { template, zoneId } = readAtDeployment();
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes('NameServers'));

  expect(policies.map(([, { Properties }]) => (Properties as { PolicyDocument: { Statement: unknown } }).PolicyDocument.Statement)).toEqual([[{
    Action: 'route53:GetHostedZone',
    Effect: 'Allow',
    Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':route53:::hostedzone/', zoneId]] },
  }]]);
});

test.each([
  ['by the first service', true, false],
  ['by the second service', false, true],
  ['by both', true, true],
])('a delegation that is given %s is defined once', (_who, first, second) => {
  const shop = new Shop();
  const delegation = NamespaceDelegation.inZoneWithNameServers(importZone(shop), SERVERS);
  shop.service('A', { cloudMapNamespace: choose(first ? delegation : undefined) });
  shop.service('B', { cloudMapNamespace: choose(second ? delegation : undefined) });

  expect(recordsOf(shop)).toHaveLength(1);
});

test('two equal delegations that were written twice do not contradict each other', () => {
  const shop = new Shop();
  const zone = importZone(shop);
  ['A', 'B'].forEach((id) => shop.service(id, { cloudMapNamespace: withServers(zone) }));

  expect(recordsOf(shop)).toHaveLength(1);
});

test('two imports of one zone are one delegation: each stack imports the zone for itself', () => {
  const shop = new Shop();
  ['A', 'B'].forEach((id) => shop.service(id, { cloudMapNamespace: withServers(importZone(shop, 'public-service.com', `Zone${id}`)) }));

  expect(recordsOf(shop)).toHaveLength(1);
});

test('a zone of another stack gets its record from the stack of the namespace', () => {
  const shop = new Shop();
  const zone = new PublicHostedZone(new Stack(shop.app, 'Domains'), 'Zone', { zoneName: 'public-service.com' });
  shop.service('Api', { cloudMapNamespace: withServers(zone) });
  shop.app.synth();

  expect(recordsOf(shop).map(({ HostedZoneId: id }) => Object.keys(id as object))).toEqual([['Fn::ImportValue']]);
});

const CONTRADICTION = `[namespace-options] The namespace "${NAME}" is there already, without this delegation.
  why: A namespace is defined once for a VPC and name, and has one set of options. These would change nothing: another service gave other values, \
or the namespace is the cluster's default one.
  fix: Give the options once, in one DiscoveryNamespace that the services share; set those of a default namespace where it is defined.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html`;

test.each<[string, (shop: Shop, zone: IHostedZone) => DiscoveryNamespace]>([
  ['in another zone', (shop) => withServers(new PublicHostedZone(shop.stack, 'Other', { zoneName: 'public-service.com' }))],
  ['with other name servers', (_shop, zone) => withServers(zone, ['ns-3.awsdns-03.net'])],
  ['with name servers that are read', (_shop, zone) => choose(NamespaceDelegation.inZone(zone))],
])('a second delegation %s is refused, and the second service is not there', (_what, second) => {
  const shop = new Shop();
  const zone = importZone(shop);
  shop.service('A', { cloudMapNamespace: withServers(zone) });

  expect(messageOf(() => shop.service('B', { cloudMapNamespace: second(shop, zone) }))).toBe(`Shop/B: 1 problem\n\n${CONTRADICTION}\n`);
  expect(shop.stack.node.tryFindChild('B')).toBeUndefined();
  expect(recordsOf(shop)).toHaveLength(1);
});

test('a delegation for a public default namespace of the cluster is refused: it would change nothing', () => {
  const shop = new Shop();
  shop.cluster.addDefaultCloudMapNamespace({ name: NAME, type: NamespaceType.DNS_PUBLIC });

  expect(messageOf(() => shop.service('A', { cloudMapNamespace: withServers(importZone(shop)) }))).toBe(`Shop/A: 1 problem\n\n${CONTRADICTION}\n`);
});

test('the NS record stands below the zone that the name ends with, also where capital letters differ', () => {
  const shop = new Shop();
  shop.service('Api', { cloudMapNamespace: withServers(importZone(shop, 'Public-Service.com')) });

  expect(String(recordsOf(shop)[0].Name).toLowerCase()).toBe(`${NAME}.`);
});

test('the NS record of a namespace whose name is a parameter has that name, and not that of the zone behind it again', () => {
  const shop = new Shop();
  const name = new CfnParameter(shop.stack, 'Name').valueAsString;
  shop.service('Api', { cloudMapNamespace: choose(NamespaceDelegation.inZoneWithNameServers(importZone(shop), SERVERS), name) });

  expect(recordsOf(shop)[0].Name).toEqual({ 'Fn::Join': ['', [{ Ref: 'Name' }, '.']] });
});

test('a zone that is known by its ID only is refused by a rule: nobody can tell whether it is the zone above', () => {
  const shop = new Shop();
  const zone = HostedZone.fromHostedZoneId(shop.stack, 'Zone', 'Z111');

  expect(brokenRules(() => choose(NamespaceDelegation.inZone(zone)))).toHaveLength(1);
});

test('one public name for two VPCs, both delegated in one zone, is refused: Route 53 takes one NS record of a name', () => {
  const shop = new Shop();
  const zone = importZone(shop);
  const cluster = new Cluster(shop.stack, 'Other', { vpc: new Vpc(shop.stack, 'OtherVpc', { maxAzs: 1 }) });
  shop.service('A', { cloudMapNamespace: withServers(zone) });
  const second = () => {
    shop.service('B', { cloudMapNamespace: withServers(zone), cluster });
    shop.app.synth();
  };

  expect(second).toThrow();
});
