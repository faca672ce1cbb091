import { brokenBy } from './broken-by';
import { recordGroupRules } from '../../src/template-rules/record-group-rules';

const A = 'Type: A, TTL: 60, ResourceRecords: [8.8.8.8]';

/** Two records of one name. */
const two = (one: string, other: string, { zones = ['!Ref Zone', '!Ref Zone'], names = ['www.shop.com', 'WWW.shop.com.'], conditions = ['', ''] } = {}) => `
Parameters: { Value: { Type: String, Default: x }, Domain: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Value, prod], IsTest: !Not [!Condition IsProd] }
Resources:
  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.com } }
  One: { Type: AWS::Route53::RecordSet${conditions[0]}, Properties: { HostedZoneId: ${zones[0]}, Name: ${names[0]}, ${one} } }
  Other: { Type: AWS::Route53::RecordSet${conditions[1]}, Properties: { HostedZoneId: ${zones[1]}, Name: ${names[1]}, ${other} } }
`;
const broken = (...given: Parameters<typeof two>) => brokenBy(recordGroupRules, two(...given));

test.each([
  ['publish-twice', A, A, 'Name', 'www.shop.com (A) is in its zone already.'],
  ['publish-identifier-twice', `${A}, Weight: 1, SetIdentifier: a`, `${A}, Weight: 2, SetIdentifier: a`, 'SetIdentifier',
    'www.shop.com (A, "a") has the SetIdentifier of another record of its name and type.'],
  ['publish-failover-twice', `${A}, Failover: PRIMARY, SetIdentifier: a`, `${A}, Failover: PRIMARY, SetIdentifier: b`, 'Failover',
    'www.shop.com (A, "b") is the second PRIMARY record of its name and type.'],
  ['publish-region-twice', `${A}, Region: eu-west-1, SetIdentifier: a`, `${A}, Region: eu-west-1, SetIdentifier: b`, 'Region',
    'www.shop.com (A, "b") is the second record of its name and type for eu-west-1.'],
  ['publish-location-twice', `${A}, GeoLocation: { CountryCode: DE }, SetIdentifier: a`, `${A}, GeoLocation: { CountryCode: DE }, SetIdentifier: b`, 'GeoLocation',
    'www.shop.com (A, "b") has the GeoLocation of another record of its name and type.'],
  ['publish-routing-mixed', `${A}, Weight: 1, SetIdentifier: a`, `${A}, Region: eu-west-1, SetIdentifier: b`, 'SetIdentifier',
    'www.shop.com (A, "b") has latency routing, and another record of its name and type has weighted routing.'],
  ['publish-routing-mixed', A, `${A}, Weight: 1, SetIdentifier: b`, 'SetIdentifier',
    'www.shop.com (A, "b") has weighted routing, and another record of its name and type has simple routing.'],
  ['publish-weighted-ttl', `${A}, Weight: 1, SetIdentifier: a`, `${A.replace('60', '30')}, Weight: 1, SetIdentifier: b`, 'TTL',
    'www.shop.com (A, "b") has a TTL of 30, and another weighted record of its name and type one of 60.'],
])('%s refuses two records with %s and %s', (id, one, other, property, got) => {
  expect(broken(one, other)).toEqual([`${id} at Other, Properties/${property}, with One: ${got}`]);
});

test('publish-twice refuses a CNAME beside another record', () => {
  expect(broken(A, 'Type: CNAME, TTL: 60, ResourceRecords: [x.com]')).toEqual([
    'publish-twice at Other, Properties/Type, with One: www.shop.com (CNAME) stands beside www.shop.com (A).',
  ]);
});

test('names and zones that are surely the same are, though they are not known', () => {
  expect(broken(A, A, { names: ['!Sub "www.${Domain}"', '!Sub "www.${Domain}"'], zones: ['!Ref Value', '!Ref Value'] })).toEqual([
    'publish-twice at Other, Properties/Name, with One: a name that is known at deployment (A) is in its zone already.',
  ]);
});

test('publish-too-many refuses the 101st record of a name', () => {
  const records = (count: number) => `Resources:
  Records: { Type: AWS::Route53::RecordSetGroup, Properties: { HostedZoneName: shop.com., RecordSets: [${Array.from({ length: count },
    (_, index) => `{ Name: www.shop.com, ${A}, MultiValueAnswer: true, SetIdentifier: "${index}" }`).join(', ')}] } }`;
  expect(brokenBy(recordGroupRules, records(100))).toEqual([]);
  expect(brokenBy(recordGroupRules, records(101))).toEqual(['publish-too-many at Records: www.shop.com (A, "100") is one of 101 records of its name and type.']);
});

test.each([
  ['another name', two(A, A, { names: ['www.shop.com', 'api.shop.com'] })],
  ['another zone', two(A, A, { zones: ['!Ref Zone', 'Z1'] })],
  ['a zone that is not known', two(A, A, { zones: ['!Ref Zone', '!Ref Value'] })],
  ['a zone that the CDK has not looked up', two(A, A, { zones: ['DUMMY', 'DUMMY'] })],
  ['another type', two(A, A.replace('Type: A', 'Type: AAAA'))],
  ['a type that is not known', two(A, A.replace('Type: A', 'Type: !Ref Value'))],
  ['other conditions', two(A, A, { conditions: [', Condition: IsProd', ', Condition: IsTest'] })],
  ['a primary and a secondary', two(`${A}, Failover: PRIMARY, SetIdentifier: a`, `${A}, Failover: SECONDARY, SetIdentifier: b`)],
  ['roles that are not known', two(`${A}, Failover: !Ref Value, SetIdentifier: a`, `${A}, Failover: !Ref Value, SetIdentifier: b`)],
  ['two Regions', two(`${A}, Region: eu-west-1, SetIdentifier: a`, `${A}, Region: eu-west-2, SetIdentifier: b`)],
  ['two places', two(`${A}, GeoLocation: { CountryCode: US }, SetIdentifier: a`, `${A}, GeoLocation: { CountryCode: US, SubdivisionCode: CA }, SetIdentifier: b`)],
  ['places that are not known', two(`${A}, GeoLocation: { CountryCode: !Ref Value }, SetIdentifier: a`, `${A}, GeoLocation: { CountryCode: !Ref Value }, SetIdentifier: b`)],
  ['two weights', two(`${A}, Weight: 1, SetIdentifier: a`, `${A}, Weight: 1, SetIdentifier: b`)],
  ['a value beside an alias', two(`${A}, Weight: 1, SetIdentifier: a`, 'Type: A, AliasTarget: { DNSName: x, HostedZoneId: Z1 }, Weight: 1, SetIdentifier: b')],
  ['a routing that is not known', two(A, `${A}, Weight: !If [IsProd, 1, !Ref "AWS::NoValue"], SetIdentifier: b`)],
  ['weighted CNAMEs', two('Type: CNAME, TTL: 60, ResourceRecords: [x.com], Weight: 1, SetIdentifier: a', 'Type: CNAME, TTL: 60, ResourceRecords: [y.com], Weight: 1, SetIdentifier: b')],
])('records with %s pass', (_, template) => {
  expect(brokenBy(recordGroupRules, template)).toEqual([]);
});
