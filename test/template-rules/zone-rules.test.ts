import { brokenBy } from './broken-by';
import { recordGroupRules } from '../../src/template-rules/record-group-rules';
import { recordSetRules } from '../../src/template-rules/record-set-rules';
import { zoneRules } from '../../src/template-rules/zone-rules';

const RULES = [...zoneRules, ...recordSetRules, ...recordGroupRules];

const zone = (resources: string) => `
Parameters: { Given: { Type: String } }
Conditions: { Is: !Equals [!Ref Given, a], IsNot: !Not [!Condition Is] }
Resources:
  Namespace: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: svc.company.com } }
  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: company.com } }
  Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: TCP, Port: 443, FullyQualifiedDomainName: a.com } } }
${resources}`;

/** A record of api.company.com unless something else is said. */
const record = (id: string, properties: string, { name = 'api.company.com', type = 'A', hostedZone = '!Ref Zone', condition = '' } = {}) =>
  `  ${id}: { Type: AWS::Route53::RecordSet, ${condition} Properties: { HostedZoneId: ${hostedZone}, Name: ${name}, Type: ${type}, ${properties} } }`;

const VALUES = 'TTL: 60, ResourceRecords: [10.0.0.1]';
const ALIAS = 'AliasTarget: { DNSName: lb.com, HostedZoneId: Z1, EvaluateTargetHealth: true }';
const UNJUDGED = 'AliasTarget: { DNSName: lb.com, HostedZoneId: Z1, EvaluateTargetHealth: false }';
const weighted = (id: string, more = VALUES) => `Weight: 1, SetIdentifier: ${id}, ${more}`;
const failover = (role: string, more: string) => `Failover: ${role}, SetIdentifier: ${role}, ${more}`;

test.each([
  ['routing-set-identifier', `Weight: 1, SetIdentifier: ${'a'.repeat(129)}, ${VALUES}`, {}, 'setIdentifier has 129 characters.'],
  ['routing-weight', `Weight: 256, SetIdentifier: a, ${VALUES}`, {}, 'weight is 256.'],
  ['routing-region', `Region: eu-west-1a, SetIdentifier: a, ${VALUES}`, {}, 'region is "eu-west-1a".'],
  ['record-identity', `Weight: 1, ${VALUES}`, {}, 'The routing is weighted, and there is no SetIdentifier.'],
  ['record-identity', `Weight: 1, Failover: SECONDARY, SetIdentifier: a, ${VALUES}`, {}, 'The record has several kinds of routing: failover and weighted.'],
  ['record-identity', `SetIdentifier: a, ${VALUES}`, {}, 'There is a SetIdentifier, and the record has no routing.'],
  ['record-content', `${ALIAS}, ResourceRecords: [10.0.0.1]`, {}, 'There are AliasTarget and ResourceRecords.'],
  ['record-content', `${ALIAS}, TTL: 60`, {}, 'There are AliasTarget and TTL.'],
  ['record-content', 'ResourceRecords: [10.0.0.1]', {}, 'There are ResourceRecords, and there is no TTL.'],
  ['record-content', 'Comment: none', {}, 'There are neither ResourceRecords nor an AliasTarget.'],
  ['record-content', `MultiValueAnswer: true, SetIdentifier: a, ${ALIAS}`, {}, 'There is an AliasTarget, and the routing is multivalue.'],
  ['record-value', 'TTL: 60, ResourceRecords: [a.company.com]', {}, 'The record is of type A, and a value is "a.company.com".'],
  ['record-value', VALUES, { type: 'AAAA' }, 'The record is of type AAAA, and a value is "10.0.0.1".'],
  ['record-outside-zone', VALUES, { name: 'api.other.com' }, 'The record is api.other.com, and the zone is company.com.'],
  ['record-outside-zone', VALUES, { name: 'api.webcompany.com.' }, 'The record is api.webcompany.com, and the zone is company.com.'],
  ['publish-primary-check', failover('PRIMARY', VALUES), {}, 'The record is the primary, and there is no HealthCheckId.'],
  ['failover-alias-unjudged', failover('PRIMARY', UNJUDGED), {}, 'The record is the primary, and neither its target nor a health check is asked.'],
])('%s finds a record with %s', (id, properties, where, got) => {
  expect(brokenBy(RULES, zone(record('Record', properties, where)))).toEqual([`${id} at Record, Properties: ${got}`]);
});

test.each([
  ['publish-twice', [VALUES, VALUES], [{}, { name: 'API.company.com.' }], 'api.company.com would have 2 records of type A: One and Two.'],
  ['publish-twice', ['TTL: 60, ResourceRecords: [a.com]', VALUES], [{ type: 'CNAME' }, {}], 'api.company.com would be a CNAME (One) and have other records (Two).'],
  ['publish-routing-mixed', [weighted('a'), VALUES], [{}, {}], 'api.company.com would have records of type A with several kinds of routing: One (weighted) and Two (simple).'],
  ['publish-identifier-twice', [weighted('a'), weighted('a')], [{}, {}], 'api.company.com would have the set identifier "a" twice for type A: One and Two.'],
  ['publish-failover-twice', [`Failover: SECONDARY, SetIdentifier: a, ${VALUES}`, `Failover: SECONDARY, SetIdentifier: b, ${VALUES}`], [{}, {}],
    'api.company.com would have 2 records of type A that are SECONDARY: One and Two.'],
  ['publish-region-twice', [`Region: eu-west-1, SetIdentifier: a, ${VALUES}`, `Region: eu-west-1, SetIdentifier: b, ${VALUES}`], [{}, {}],
    'api.company.com would have 2 records of type A for eu-west-1: One and Two.'],
  ['publish-weighted-ttl', [weighted('a'), weighted('b', 'TTL: 10, ResourceRecords: [10.0.0.2]')], [{}, {}],
    'api.company.com would have weighted records of type A with several TTLs: One (60 s) and Two (10 s).'],
])('%s finds two records with %s', (id, [one, two], [whereOne, whereTwo], got) => {
  expect(brokenBy(RULES, zone(`${record('One', one, whereOne)}\n${record('Two', two, whereTwo)}`))).toEqual([`${id} at Two, Properties, with One and Two: ${got}`]);
});

test('publish-too-many finds more than 100 records of a name', () => {
  const all = (count: number) => Array.from({ length: count }, (_, index) => record(`R${index}`, weighted(`a${index}`))).join('\n');

  expect(brokenBy(RULES, zone(all(101)))).toEqual([expect.stringMatching(/^publish-too-many at R100, .*: api.company.com would have 101 records of type A.$/)]);
  expect(brokenBy(RULES, zone(all(100)))).toEqual([]);
});

test.each([
  ['publish-into-namespace', record('Record', VALUES, { hostedZone: '!GetAtt Namespace.HostedZoneId', name: 'a.svc.company.com' }),
    'Record, Properties, with Record: a.svc.company.com would be in the zone of the namespace Namespace.'],
  ['publish-into-namespace', `  Group:
    Type: AWS::Route53::RecordSetGroup
    Properties: { HostedZoneId: !GetAtt Namespace.HostedZoneId, RecordSets: [{ Name: a.svc.company.com, Type: A, ${VALUES} }] }`,
  'Group, Properties/RecordSets/0, with Group: a.svc.company.com would be in the zone of the namespace Namespace.'],
  ['zone-of-namespace', `  Cert:
    Type: AWS::CertificateManager::Certificate
    Properties: { DomainName: svc.company.com, DomainValidationOptions: [{ DomainName: svc.company.com, HostedZoneId: !GetAtt Namespace.HostedZoneId }] }`,
  'Cert, Properties/DomainValidationOptions/0/HostedZoneId, with Namespace: It writes into the zone of the namespace Namespace.'],
  ['zone-of-namespace', '  Cert: { Type: Custom::Certificate, Properties: { HostedZoneId: !GetAtt Namespace.HostedZoneId } }',
    'Cert, Properties/HostedZoneId, with Namespace: It writes into the zone of the namespace Namespace.'],
])('%s finds what writes into the zone of a namespace', (id, resources, got) => {
  expect(brokenBy(RULES, zone(resources)).map((text) => text.replace(', with Record:', ', with Record:'))).toEqual([`${id} at ${got}`]);
});

test.each([
  ['records of two names', [VALUES, VALUES], [{}, { name: 'www.company.com' }]],
  ['records of two types', [VALUES, 'TTL: 60, ResourceRecords: ["::1"]'], [{}, { type: 'AAAA' }]],
  ['records of two zones', [VALUES, VALUES], [{}, { hostedZone: 'Z123' }]],
  ['records of which each deployment makes one', [VALUES, VALUES], [{ condition: 'Condition: Is,' }, { condition: 'Condition: IsNot,' }]],
  ['a failover pair with a check on the primary only', [failover('PRIMARY', `HealthCheckId: !Ref Check, ${VALUES}`), failover('SECONDARY', VALUES)], [{}, {}]],
  ['a failover pair of aliases', [failover('PRIMARY', ALIAS), failover('SECONDARY', UNJUDGED)], [{}, {}]],
  ['a primary alias with a check', [failover('PRIMARY', `HealthCheckId: !Ref Check, ${UNJUDGED}`), failover('SECONDARY', VALUES)], [{}, {}]],
  ['weighted records', [weighted('a'), `Weight: 255, SetIdentifier: ${'b'.repeat(128)}, ${VALUES}`], [{}, {}]],
  ['weighted aliases and values', [weighted('a', ALIAS), weighted('b')], [{}, {}]],
  ['records of two Regions', [`Region: eu-west-1, SetIdentifier: a, ${VALUES}`, `Region: us-gov-west-1, SetIdentifier: b, ${VALUES}`], [{}, {}]],
  ['records with values that are not known', [weighted('!Ref Given'), weighted('!Ref Given')], [{ name: '!Ref Given' }, { name: '!Sub "${Given}."' }]],
  ['records whose routing is not known', ['Weight: !If [Is, 1, !Ref "AWS::NoValue"], TTL: 60, ResourceRecords: !Ref Given', VALUES], [{}, {}]],
  ['a record of the zone itself', [VALUES, VALUES], [{ name: 'company.com.' }, { name: 'WWW.Company.com' }]],
])('%s are right', (_, [one, two], [whereOne, whereTwo]) => {
  expect(brokenBy(RULES, zone(`${record('One', one, whereOne)}\n${record('Two', two, whereTwo)}`))).toEqual([]);
});

test('a group is judged by the name of its zone', () => {
  const group = (name: string) => `  Group:
    Type: AWS::Route53::RecordSetGroup
    Properties: { HostedZoneName: company.com., RecordSets: [{ Name: ${name}, Type: A, ${VALUES} }] }`;

  expect(brokenBy(RULES, zone(group('a.company.com')))).toEqual([]);
  expect(brokenBy(RULES, zone(group('a.other.com')))).toEqual(['record-outside-zone at Group, Properties/RecordSets/0: The record is a.other.com, and the zone is company.com.']);
});
