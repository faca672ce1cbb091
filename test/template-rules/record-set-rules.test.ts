import { brokenBy } from './broken-by';
import { recordNameRules } from '../../src/template-rules/record-name-rules';
import { recordSetRules } from '../../src/template-rules/record-set-rules';

const zone = '  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.com. } }';
const record = (given: string) => `
Parameters: { Value: { Type: String, Default: x } }
Conditions: { IsProd: !Equals [!Ref Value, prod] }
Resources:
${zone}
  Record: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneId: !Ref Zone, ${given} } }
`;
const broken = (given: string) => brokenBy([...recordSetRules, ...recordNameRules], record(given));
const A = 'Name: www.shop.com, Type: A, TTL: 60, ResourceRecords: [8.8.8.8]';
const ALIAS = 'Name: www.shop.com, Type: A, AliasTarget: { DNSName: x.elb.amazonaws.com, HostedZoneId: Z1 }';
const CNAME = 'Name: www.shop.com, Type: CNAME, TTL: 60, ResourceRecords: [x.com]';

test.each([
  ['record-target', `${A}, AliasTarget: { DNSName: x, HostedZoneId: Z1 }`, 'AliasTarget', 'www.shop.com (A) has values and an alias target.'],
  ['record-target', 'Name: www.shop.com, Type: A, TTL: 60', 'ResourceRecords', 'www.shop.com (A) has neither values nor an alias target.'],
  ['publish-ttl', `${ALIAS}, TTL: 60`, 'TTL', 'www.shop.com (A) is an alias, and has a TTL.'],
  ['record-without-ttl', A.replace('TTL: 60, ', ''), 'TTL', 'www.shop.com (A) has values, and no TTL.'],
  ['publish-ttl-range', A.replace('60', '-1'), 'TTL', 'www.shop.com (A) has a TTL of -1.'],
  ['publish-ttl-range', A.replace('60', '2147483648'), 'TTL', 'www.shop.com (A) has a TTL of 2147483648.'],
  ['record-cname-values', CNAME.replace('x.com', 'x.com, y.com'), 'ResourceRecords', 'www.shop.com (CNAME) has 2 values.'],
  ['routing-set-identifier', `${A}, Weight: 1`, 'SetIdentifier', 'www.shop.com (A) has weighted routing, and no SetIdentifier.'],
  ['routing-set-identifier', `${A}, SetIdentifier: a`, 'SetIdentifier', 'www.shop.com (A, "a") has a SetIdentifier, and no routing.'],
  ['routing-set-identifier', `${A}, Weight: 1, SetIdentifier: ""`, 'SetIdentifier', 'www.shop.com (A, "") has a SetIdentifier of 0 characters.'],
  ['routing-set-identifier', `${A}, Weight: 1, SetIdentifier: ${'a'.repeat(129)}`, 'SetIdentifier',
    `www.shop.com (A, "${'a'.repeat(129)}") has a SetIdentifier of 129 characters.`],
  ['record-two-routings', `${A}, Weight: 1, Region: eu-west-1, SetIdentifier: a`, 'SetIdentifier', 'www.shop.com (A, "a") has weighted and latency routing at once.'],
  ['routing-weight', `${A}, Weight: 256, SetIdentifier: a`, 'Weight', 'www.shop.com (A, "a") has a weight of 256.'],
  ['routing-weight', `${A}, Weight: -1, SetIdentifier: a`, 'Weight', 'www.shop.com (A, "a") has a weight of -1.'],
  ['routing-region', `${A}, Region: eu-west-1a, SetIdentifier: a`, 'Region', 'www.shop.com (A, "a") has the Region "eu-west-1a".'],
  ['routing-failover', `${A}, Failover: Primary, SetIdentifier: a`, 'Failover', 'www.shop.com (A, "a") is "Primary" of a failover.'],
  ['publish-multivalue', `${ALIAS}, MultiValueAnswer: true, SetIdentifier: a`, 'MultiValueAnswer', 'www.shop.com (A, "a") is an alias, and the routing is multivalue.'],
  ['publish-multivalue', `${CNAME}, MultiValueAnswer: true, SetIdentifier: a`, 'MultiValueAnswer',
    'www.shop.com (CNAME, "a") is of type CNAME, and the routing is multivalue.'],
  ['publish-latency-values', `${A.replace('8.8.8.8', '8.8.8.8, 8.8.4.4')}, Region: eu-west-1, SetIdentifier: a`, 'ResourceRecords',
    'www.shop.com (A, "a") is a latency record, and has 2 values.'],
  ['publish-record-name', A.replace('www', 'w'.repeat(64)), 'Name', `A label of "${'w'.repeat(64)}.shop.com" has 64 characters.`],
  ['publish-record-name', A.replace('www', 'w..w'), 'Name', 'A label of "w..w.shop.com" is empty.'],
  ['publish-record-name', A.replace('www', `${'w.'.repeat(123)}w`), 'Name', `The name "${'w.'.repeat(123)}w.shop.com" has 256 characters.`],
].map(([id, given, property, got]) => [id, given, property, got, id === 'publish-record-name' ? ', with Zone' : '']))('%s refuses %s', (id, given, property, got, beside) => {
  expect(broken(given)).toEqual([`${id} at Record, Properties/${property}${beside}: ${got}`]);
});

test.each([
  ['publish-zone-name', A.replace('www.shop.com', 'www.myshop.com'), 'www.myshop.com (A) does not end with "shop.com", which its zone is named.'],
  ['publish-cname-at-apex', CNAME.replace('www.', ''), 'shop.com (CNAME) has the name of its zone.'],
])('%s refuses %s', (id, given, got) => {
  expect(broken(given)).toEqual([`${id} at Record, Properties/Name, with Zone: ${got}`]);
});

test('a zone that is written down by its name is judged too', () => {
  expect(broken(A.replace('www.shop.com', 'www.other.com')).length + brokenBy(recordNameRules, record(A).replace('HostedZoneId: !Ref Zone', 'HostedZoneName: other.com.')).length).toBe(2);
});

test('records in a group are judged, and told of by their place', () => {
  const template = `Resources:
  Records: { Type: AWS::Route53::RecordSetGroup, Properties: { HostedZoneName: shop.com., RecordSets: [{ ${A} }, { ${A}, Weight: 300, SetIdentifier: a }] } }`;
  expect(brokenBy(recordSetRules, template)).toEqual([
    'routing-weight at Records, Properties/RecordSets/1/Weight: www.shop.com (A, "a") has a weight of 300.',
  ]);
});

test.each([
  [A],
  [ALIAS],
  [`${ALIAS}, ResourceRecords: []`],
  [CNAME],
  [`${A.replace('60', '0')}, Weight: 0, SetIdentifier: a`],
  [`${A.replace('60', '"2147483647"')}, Weight: 255, SetIdentifier: ${'a'.repeat(128)}`],
  [`${A}, Region: us-gov-west-1, SetIdentifier: a`],
  [`${A}, Region: !Ref "AWS::Region", SetIdentifier: !Ref "AWS::Region"`],
  [`${A}, Failover: SECONDARY, SetIdentifier: a`],
  [`${A}, MultiValueAnswer: true, SetIdentifier: a`],
  [`${A}, MultiValueAnswer: false`],
  [`${A}, MultiValueAnswer: !Ref Value`],
  [`${A}, Weight: !If [IsProd, 1, !Ref "AWS::NoValue"], SetIdentifier: !If [IsProd, a, !Ref "AWS::NoValue"]`],
  [`${A}, Weight: !Ref Value, SetIdentifier: a`],
  ['Name: www.shop.com, Type: A, TTL: !Ref Value, ResourceRecords: !Ref Value'],
  ['Name: www.shop.com, Type: A, TTL: 60, ResourceRecords: !If [IsProd, [8.8.8.8], !Ref "AWS::NoValue"], AliasTarget: !If [IsProd, !Ref "AWS::NoValue", { DNSName: x }]'],
  [A.replace('www.shop.com', '!Ref Value')],
  [A.replace('www.', '"*."').replace('"*."shop.com', '"*.shop.com"')],
  [A.replace('www.shop.com', 'WWW.SHOP.COM.')],
  [A.replace('www', 'w'.repeat(63))],
  [A.replace('www', `${'w.'.repeat(122)}ww`)],
])('%s passes', (given) => {
  expect(broken(given)).toEqual([]);
});
