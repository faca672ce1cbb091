import { brokenBy } from './broken-by';
import { recordAliasRules } from '../../src/template-rules/record-alias-rules';
import { recordHealthRules } from '../../src/template-rules/record-health-rules';

interface Records {
  readonly one: string;
  readonly other?: string;
  readonly zone?: string;
  readonly scheme?: string;
  readonly host?: string;
}

const records = ({ one, other, zone = '', scheme = 'internet-facing', host = 'lb.shop.com' }: Records) => `
Parameters: { Value: { Type: String, Default: x } }
Resources:
  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: shop.com${zone} } }
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: ${scheme} } }
  Namespace: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: shop.local, Vpc: vpc-1 } }
  Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: HTTPS, FullyQualifiedDomainName: ${host} } } }
  One: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneId: !Ref Zone, Name: www.shop.com, ${one} } }
  ${other === undefined ? '' : `Other: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneId: !Ref Zone, Name: www.shop.com, ${other} } }`}
`;
const broken = (given: Records) => brokenBy([...recordHealthRules, ...recordAliasRules], records(given));
const A = 'Type: A, TTL: 60, ResourceRecords: [8.8.8.8]';
const ALIAS = 'Type: A, AliasTarget: { DNSName: !GetAtt Alb.DNSName, HostedZoneId: !GetAtt Alb.CanonicalHostedZoneID }';
const WATCHED = ALIAS.replace(' }', ', EvaluateTargetHealth: true }');
const PRIMARY = 'Failover: PRIMARY, SetIdentifier: a';
const SECONDARY = `${A}, Failover: SECONDARY, SetIdentifier: b`;
const CHECK = 'HealthCheckId: !Ref Check';

describe('publish-primary-check', () => {
  test.each([
    [`${A}, ${PRIMARY}`, 'www.shop.com (A, "a") is PRIMARY, and has no health check.'],
    [`${ALIAS}, ${PRIMARY}`, 'www.shop.com (A, "a") is PRIMARY, and has neither a health check nor EvaluateTargetHealth: true.'],
    [`${ALIAS.replace(' }', ', EvaluateTargetHealth: false }')}, ${PRIMARY}`, 'www.shop.com (A, "a") is PRIMARY, and has neither a health check nor EvaluateTargetHealth: true.'],
  ])('refuses %s', (one, got) => {
    expect(broken({ one, other: SECONDARY })).toEqual([`publish-primary-check at One, Properties/HealthCheckId: ${got}`]);
  });

  test.each([
    [`${A}, ${PRIMARY}, ${CHECK}`],
    [`${A}, ${PRIMARY}, HealthCheckId: !Ref Value`],
    [`${WATCHED}, ${PRIMARY}`],
    [`${ALIAS}, ${PRIMARY}, ${CHECK}`],
    [`${ALIAS.replace(' }', ', EvaluateTargetHealth: !Ref Value }')}, ${PRIMARY}`],
  ])('lets %s pass', (one) => {
    expect(broken({ one, other: SECONDARY })).toEqual([]);
  });
});

describe('always-healthy', () => {
  const weighted = (id: string, weight = 1) => `${A}, Weight: ${weight}, SetIdentifier: ${id}`;

  test('warns of a record without a health check beside one that has one', () => {
    expect(broken({ one: `${weighted('a')}, ${CHECK}`, other: weighted('b') })).toEqual([
      'always-healthy at Other, Properties/HealthCheckId, with One: www.shop.com (A, "b") has no health check, and another record of its name and type has one.',
    ]);
  });

  test.each([
    ['records without any', weighted('b'), weighted('a')],
    ['records that all have one', `${weighted('b')}, ${CHECK}`, `${weighted('a')}, ${CHECK}`],
    ['an alias that its target judges', `${WATCHED}, Weight: 1, SetIdentifier: b`, `${weighted('a')}, ${CHECK}`],
    ['a record for the case that no other is healthy', weighted('b', 0), `${weighted('a')}, ${CHECK}`],
    ['a secondary', SECONDARY, `${A}, ${PRIMARY}, ${CHECK}`],
    ['a health check that is not known', `${weighted('b')}, HealthCheckId: !If [x, y, !Ref "AWS::NoValue"]`, `${weighted('a')}, ${CHECK}`],
  ])('lets %s pass', (_, other, one) => {
    expect(broken({ one, other })).toEqual([]);
  });
});

describe('half-of-failover', () => {
  test.each([
    [`${A}, ${PRIMARY}, ${CHECK}`, 'www.shop.com (A, "a") is PRIMARY, and no record of its name and type is SECONDARY.'],
    [SECONDARY, 'www.shop.com (A, "b") is SECONDARY, and no record of its name and type is PRIMARY.'],
  ])('warns of %s alone', (one, got) => {
    expect(broken({ one })).toEqual([`half-of-failover at One, Properties/Failover: ${got}`]);
  });

  test('lets a record pass whose role is not known', () => {
    expect(broken({ one: `${A}, Failover: !Ref Value, SetIdentifier: a` })).toEqual([]);
    expect(broken({ one: `${A}, ${PRIMARY}, ${CHECK}`, other: `${A}, Failover: !Ref Value, SetIdentifier: b` })).toEqual([]);
  });
});

describe('health-check-own-name', () => {
  const one = `${A}, Weight: 1, SetIdentifier: a, ${CHECK}`;

  test('refuses a health check that asks for the name it decides about', () => {
    expect(broken({ one, host: 'WWW.shop.com.' })).toEqual([
      'health-check-own-name at Check, Properties/HealthCheckConfig/FullyQualifiedDomainName, with One: The health check of www.shop.com (A, "a") asks for this name.',
    ]);
  });

  test('refuses it where the name is surely the same', () => {
    expect(brokenBy(recordHealthRules, records({ one, host: '!Ref Value' }).replace('Name: www.shop.com', 'Name: !Ref Value'))).toHaveLength(1);
  });

  test.each([['another name', 'lb.shop.com'], ['a name that is not known', '!Ref Value'], ['a name that is only a header', 'www.shop.com, IPAddress: 8.8.8.8']])('lets %s pass', (_, host) => {
    expect(broken({ one, host })).toEqual([]);
  });
});

describe('records with health checks', () => {
  test.each([
    ['record-check-unused', `${A}, ${CHECK}`, 'HealthCheckId', 'www.shop.com (A) has a health check, and no routing.'],
    ['record-long-ttl', `${A.replace('60', '61')}, Weight: 1, SetIdentifier: a, ${CHECK}`, 'TTL', 'www.shop.com (A, "a") has a health check, and a TTL of 61 seconds.'],
  ])('%s warns of %s', (id, one, property, got) => {
    expect(broken({ one })).toEqual([`${id} at One, Properties/${property}: ${got}`]);
  });

  test.each([[`${A.replace('60', '3600')}`], [`${A.replace('60', '!Ref Value')}, Weight: 1, SetIdentifier: a, ${CHECK}`]])('%s passes', (one) => {
    expect(broken({ one })).toEqual([]);
  });
});

describe('aliases of load balancers', () => {
  test('record-alias-zone refuses another hosted zone than that of the load balancer', () => {
    expect(broken({ one: ALIAS.replace('!GetAtt Alb.CanonicalHostedZoneID', '!Ref Zone') })).toEqual([
      'record-alias-zone at One, Properties/AliasTarget/HostedZoneId, with Alb and Zone: www.shop.com (A) leads to Alb, and the hosted zone of the alias is that of Zone.',
    ]);
  });

  test('record-alias-type refuses an alias of type CNAME', () => {
    expect(broken({ one: ALIAS.replace('Type: A', 'Type: CNAME') })).toEqual(['record-alias-type at One, Properties/Type, with Alb: www.shop.com (CNAME) is an alias to Alb.']);
  });

  test.each([[ALIAS], [ALIAS.replace('Type: A', 'Type: AAAA')], [ALIAS.replace('!GetAtt Alb.CanonicalHostedZoneID', '!Ref Value')], [ALIAS.replace('Type: A', 'Type: !Ref Value')]])('%s passes', (one) => {
    expect(broken({ one })).toEqual([]);
  });
});

describe('published-for-vpc-only', () => {
  const CNAME = 'Type: CNAME, TTL: 60, ResourceRecords: [backend.shop.local]';

  test('warns of a public name of an internal load balancer', () => {
    expect(broken({ one: ALIAS, scheme: 'internal' })).toEqual([
      'published-for-vpc-only at One, Properties, with Alb: www.shop.com (A) leads to the internal load balancer Alb.',
    ]);
  });

  test('warns of a public name of a private one', () => {
    expect(broken({ one: CNAME })).toEqual([
      'published-for-vpc-only at One, Properties, with Namespace: www.shop.com (CNAME) leads to backend.shop.local in the private namespace Namespace.',
    ]);
  });

  test.each<[string, Records]>([
    ['a private zone', { one: CNAME, zone: ', VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }]' }],
    ['a zone of which it is not known', { one: CNAME, zone: ', VPCs: !Ref Value' }],
    ['a scheme that is not known', { one: ALIAS, scheme: '!Ref Value' }],
    ['another name', { one: CNAME.replace('shop.local', 'shop.org') }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('record-check-of-other-kind', () => {
  const record = (check: string) => `
Parameters: { Given: { Type: String } }
Resources:
  Alarm: { Type: AWS::CloudWatch::Alarm }
  Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: TCP, Port: 443, FullyQualifiedDomainName: a.com } } }
  Own: { Type: Custom::Check }
  Record:
    Type: AWS::Route53::RecordSet
    Properties: { HostedZoneId: Z1, Name: api.company.com, Type: A, TTL: 60, ResourceRecords: [52.1.2.3], Weight: 1, SetIdentifier: a, HealthCheckId: ${check} }`;
  const only = recordHealthRules.filter(({ id }) => id === 'record-check-of-other-kind');

  test('finds an alarm in place of a check', () => {
    expect(brokenBy(only, record('!Ref Alarm'))).toEqual([
      expect.stringMatching(/^record-check-of-other-kind at Record, Properties\/HealthCheckId, with Alarm: .* has the health check Alarm, a AWS::CloudWatch::Alarm\.$/),
    ]);
  });

  test.each(['!Ref Check', '!GetAtt Check.HealthCheckId', '!Ref Given', '!GetAtt Own.Id'])('lets %s pass', (check) => {
    expect(brokenBy(only, record(check))).toEqual([]);
  });
});
