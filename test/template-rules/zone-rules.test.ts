import { brokenBy } from './broken-by';
import { zoneRules } from '../../src/template-rules/zone-rules';

interface Zones {
  readonly zone?: string;
  readonly vpcs?: string;
  readonly namespace?: string;
  readonly rule?: string;
  readonly ruleVpc?: string;
  readonly more?: string;
}

const zones = ({ zone = 'other.local', vpcs = '[{ VPCId: !Ref Vpc, VPCRegion: eu-west-1 }]', namespace = 'PrivateDnsNamespace', rule = 'RuleType: FORWARD, DomainName: corp.com', ruleVpc = '!Ref Vpc', more = '' }: Zones) => `
Parameters: { Value: { Type: String, Default: x } }
Conditions: { IsProd: !Equals [!Ref Value, prod] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: ${zone}, VPCs: ${vpcs} } }
  Namespace: { Type: AWS::ServiceDiscovery::${namespace}, Properties: { Name: shop.local, Vpc: !Ref Vpc } }
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend.stock, NamespaceId: !Ref Namespace, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } } }
  Rule: { Type: AWS::Route53Resolver::ResolverRule, Properties: { ${rule} } }
  Association: { Type: AWS::Route53Resolver::ResolverRuleAssociation, Properties: { ResolverRuleId: !GetAtt Rule.ResolverRuleId, VPCId: ${ruleVpc} } }
${more}
`;
const broken = (given: Zones) => brokenBy(zoneRules, zones(given));

test('namespace-beside-zone refuses a private zone of the name of a namespace in one VPC', () => {
  expect(broken({ zone: 'Shop.local.' })).toEqual([
    'namespace-beside-zone at Zone, Properties/Name, with Namespace: The hosted zone Zone and the namespace Namespace are both "shop.local" in one VPC.',
  ]);
});

test.each(['stock.shop.local', 'backend.stock.shop.local.'])('zone-hides-name refuses the private zone %s above a name of the namespace', (zone) => {
  expect(broken({ zone })).toEqual([
    'zone-hides-name at Zone, Properties/Name, with Name and Namespace: '
    + `"backend.stock.shop.local" of Name is asked of the hosted zone Zone ("${zone.replace(/\.$/, '')}"), which does not have it.`,
  ]);
});

test('resolver-rule-hides-namespace refuses a rule that forwards the domain of a namespace', () => {
  expect(broken({ rule: 'RuleType: FORWARD, DomainName: shop.local.' })).toEqual([
    'resolver-rule-hides-namespace at Rule, Properties/DomainName, with Association and Namespace: '
    + 'Queries for "shop.local" are forwarded by Rule, and not answered by Namespace.',
  ]);
});

const record = (name: string) => `  Record: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneId: !Ref Zone, Name: ${name}, Type: A, TTL: 60, ResourceRecords: [10.0.0.9] } }`;

test.each<[string, Zones]>([
  ['a zone of another name', {}],
  ['a zone above the namespace', { zone: 'local' }],
  ['a zone below the namespace that is above no name', { zone: 'db.shop.local' }],
  ['a zone that has the name too', { zone: 'stock.shop.local', more: record('backend.stock.shop.local') }],
  ['a zone with a record whose name is not known', { zone: 'stock.shop.local', more: record('!Ref Value') }],
  ['a zone whose name is not known', { zone: '!Ref Value' }],
  ['a public zone', { zone: 'shop.local', vpcs: '!Ref "AWS::NoValue"' }],
  ['a zone of another VPC', { zone: 'shop.local', vpcs: '[{ VPCId: vpc-1, VPCRegion: eu-west-1 }]' }],
  ['a public namespace', { zone: 'stock.shop.local', namespace: 'PublicDnsNamespace' }],
  ['a rule that does not forward', { rule: 'RuleType: SYSTEM, DomainName: shop.local' }],
  ['a rule for a domain above the namespace', { rule: 'RuleType: FORWARD, DomainName: local' }],
  ['a rule of another VPC', { rule: 'RuleType: FORWARD, DomainName: shop.local', ruleVpc: '!Ref Value' }],
])('%s passes', (_, given) => {
  expect(broken(given)).toEqual([]);
});

test('a zone under a condition may be one that is made without the namespace', () => {
  expect(brokenBy(zoneRules, zones({ zone: 'shop.local' }).replace('HostedZone, Prop', 'HostedZone, Condition: IsProd, Prop'))).toEqual([]);
});
