import { brokenBy } from './broken-by';
import { HTTP, PRIVATE, PUBLIC, TASKS, template } from './cloud-map-template';
import { instanceAliasRules } from '../../src/template-rules/instance-alias-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(instanceAliasRules, template(resources));
const LOAD_BALANCER = 'a-1.eu-west-1.elb.amazonaws.com';

interface Variation {
  readonly names?: string;
  readonly records?: string;
  readonly policy?: string;
  readonly more?: string;
}

const alias = (target: string, { names = PRIVATE, records = '{ Type: A, TTL: 10 }', policy = ', RoutingPolicy: WEIGHTED', more = '' }: Variation = {}) => ({
  Names: names,
  Backend: `Service { Name: backend, NamespaceId: !Ref Names${records === '' ? '' : `, DnsConfig: { DnsRecords: [${records}]${policy} }`} }`,
  Balancer: 'ElasticLoadBalancingV2::LoadBalancer { Scheme: internal }',
  Cdn: 'CloudFront::Distribution',
  One: `Instance { ServiceId: !Ref Backend, InstanceAttributes: { AWS_ALIAS_DNS_NAME: ${target}${more} } }`,
});
const at = 'at One, Properties/InstanceAttributes/AWS_ALIAS_DNS_NAME';

describe('endpoint-load-balancer', () => {
  test.each([
    ['d1.cloudfront.net', '', 'an alias to "d1.cloudfront.net"'],
    ['!GetAtt Cdn.DomainName', ', with Cdn', 'an alias to Cdn, which is an AWS::CloudFront::Distribution'],
    ['!Ref Balancer', ', with Balancer', 'an alias to the Ref of Balancer'],
    ['!GetAtt Balancer.CanonicalHostedZoneID', ', with Balancer', 'an alias to the CanonicalHostedZoneID of Balancer'],
  ])('refuses %s', (target, beside, fault) => {
    expect(broken(alias(target))).toEqual([`endpoint-load-balancer ${at}${beside}: One is ${fault}.`]);
  });

  test.each(['!GetAtt Balancer.DNSName', LOAD_BALANCER, 'n-1.elb.eu-west-1.amazonaws.com', 'dualstack.a-1.eu-west-1.elb.amazonaws.com', '!Ref Given', '!ImportValue host'])(
    'lets %s pass', (target) => expect(broken(alias(target))).toEqual([]));
});

describe('alias-routing', () => {
  test.each([[', RoutingPolicy: MULTIVALUE', 'the RoutingPolicy MULTIVALUE'], ['', 'no RoutingPolicy']])('refuses an alias in a service with "%s"', (policy, fault) => {
    expect(broken(alias(LOAD_BALANCER, { policy }))).toEqual([`alias-routing ${at}, with Backend: One is an alias, and its service has ${fault}.`]);
  });

  test('lets a policy pass that is not known', () => {
    expect(broken(alias(LOAD_BALANCER, { policy: ', RoutingPolicy: !Ref Given' }))).toEqual([]);
  });
});

describe('endpoint-in-http-namespace', () => {
  test.each([
    [{ records: '{ Type: SRV, TTL: 10 }' }, 'a record of type SRV'],
    [{ records: '{ Type: CNAME, TTL: 10 }' }, 'a record of type CNAME'],
    [{ records: '{ Type: A, TTL: 10 }, { Type: SRV, TTL: 10 }' }, 'a record of type SRV'],
    [{ names: HTTP, records: '' }, 'no records'],
    [{ records: '' }, 'no records'],
  ])('refuses an alias under %j', (variation, fault) => {
    expect(broken(alias(LOAD_BALANCER, variation))).toEqual([
      `endpoint-in-http-namespace ${at}, with Backend and Names: One is an alias, and its service has ${fault}.`,
    ]);
  });

  test.each(['{ Type: AAAA, TTL: 10 }', '{ Type: A, TTL: 10 }, { Type: AAAA, TTL: 10 }', '{ Type: !Ref Given, TTL: 10 }'])('lets an alias under %s pass', (records) => {
    expect(broken(alias(LOAD_BALANCER, { records }))).toEqual([]);
  });
});

describe('endpoint-other-attributes', () => {
  test.each([['AWS_INSTANCE_IPV4', '10.0.0.1'], ['AWS_INSTANCE_PORT', '80'], ['AWS_EC2_INSTANCE_ID', '!Ref Given']])('refuses %s beside an alias', (key, value) => {
    expect(broken(alias(LOAD_BALANCER, { more: `, ${key}: ${value}` }))).toEqual([`endpoint-other-attributes ${at}, with Backend: One is an alias, and has ${key}.`]);
  });

  test.each([', STAGE: prod', ', AWS_INIT_HEALTH_STATUS: HEALTHY', ', AWS_INSTANCE_PORT: !Ref "AWS::NoValue"'])('lets "%s" beside an alias pass', (more) => {
    expect(broken(alias(LOAD_BALANCER, { more }))).toEqual([]);
  });
});

describe('endpoint-alias-region', () => {
  test.each([['us-gov-east-1b', ['One is an alias in us-gov-east-1.']], ['us-east-1b', []]])('knows %s', (zone, faults) => {
    expect(broken({ ...alias('!GetAtt Balancer.DNSName'), Subnet: `EC2::Subnet { AvailabilityZone: ${zone} }` }))
      .toEqual(faults.map((fault) => `endpoint-alias-region ${at}, with Balancer: ${fault}`));
  });
});

describe('instances beside tasks', () => {
  const beside = (attributes: string, tasks: object = TASKS) => ({ ...alias(LOAD_BALANCER), ...tasks, One: `Instance { ServiceId: !Ref Backend, InstanceAttributes: ${attributes} }` });
  const got = 'One is registered in Backend, in which Tasks registers tasks.';

  test.each([
    [`{ AWS_ALIAS_DNS_NAME: ${LOAD_BALANCER} }`, 'alias-beside-tasks'],
    ['{ AWS_INSTANCE_IPV4: 10.0.0.1 }', 'instance-beside-tasks'],
  ])('tells of %s by the rule %s', (attributes, id) => {
    expect(broken(beside(attributes))).toEqual([`${id} at One, Properties/ServiceId, with Backend and Tasks: ${got}`]);
  });

  test.each([
    ['instances alone', beside('{ AWS_INSTANCE_IPV4: 10.0.0.1 }', {})],
    ['attributes that are not known', beside('!Ref Given')],
  ])('lets %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('what a load balancer answers with', () => {
  const balanced = (balancer: string, variation: Variation = {}) => ({
    ...alias('!GetAtt Balancer.DNSName', variation), Balancer: `ElasticLoadBalancingV2::LoadBalancer { ${balancer} }`,
  });
  const AAAA = '{ Type: AAAA, TTL: 10 }';

  test.each(['Scheme: internal', 'IpAddressType: ipv4'])('are no IPv6 addresses with %s', (balancer) => {
    expect(broken(balanced(balancer, { records: AAAA }))).toEqual([
      `alias-address-family ${at}, with Balancer and Backend: One is an alias to Balancer, which has no IPv6 address.`,
    ]);
  });

  test.each([
    ['IpAddressType: dualstack', AAAA], ['IpAddressType: !Ref Given', AAAA], ['Scheme: internal', `{ Type: A, TTL: 10 }, ${AAAA}`], ['Scheme: internal', '{ Type: A, TTL: 10 }'],
  ])('may be what is asked for with %s under %s', (balancer, records) => {
    expect(broken(balanced(balancer, { records }))).toEqual([]);
  });

  test('are private addresses where it is internal, in a public namespace too', () => {
    expect(broken(balanced('Scheme: internal', { names: PUBLIC }))).toEqual([
      `alias-for-vpc-only ${at}, with Balancer and Backend and Names: One is an alias to Balancer, which is internal, in a public namespace.`,
    ]);
  });

  test.each([['Scheme: internet-facing', PUBLIC], ['Name: shop', PUBLIC], ['Scheme: !Ref Given', PUBLIC], ['Scheme: internal', PRIVATE]])(
    'may be reached with %s in %s', (balancer, names) => expect(broken(balanced(balancer, { names }))).toEqual([]));
});

describe('an alias in a service that is not known', () => {
  const inService = (service: string, attributes = `AWS_ALIAS_DNS_NAME: ${LOAD_BALANCER}`) => ({
    Backend: 'Service { NamespaceId: !Ref Given, DnsConfig: { RoutingPolicy: WEIGHTED, DnsRecords: [{ Type: A, TTL: 10 }] } }',
    One: `Instance { ServiceId: ${service}, InstanceAttributes: { ${attributes} } }`,
    Balancer: 'ElasticLoadBalancingV2::LoadBalancer { Scheme: internal }',
  });

  test.each(['srv-1', '!Ref Given', '!Ref Backend'])('passes in %s', (service) => {
    expect(broken(inService(service))).toEqual([]);
    expect(broken(inService(service, 'AWS_ALIAS_DNS_NAME: !GetAtt Balancer.DNSName'))).toEqual([]);
  });

  test('is judged for what it is itself, such as its target', () => {
    expect(broken(inService('srv-1', 'AWS_ALIAS_DNS_NAME: shop.com'))).toEqual([`endpoint-load-balancer ${at}: One is an alias to "shop.com".`]);
    expect(broken(inService('srv-1', `AWS_ALIAS_DNS_NAME: ${LOAD_BALANCER}, MY_AWS_INSTANCE_PORT: 80`))).toEqual([]);
  });

  test('is found in a service without records whose namespace is not known', () => {
    expect(broken({ ...inService('!Ref Backend'), Backend: 'Service { NamespaceId: !Ref Given }' })).toEqual([
      `endpoint-in-http-namespace ${at}, with Backend: One is an alias, and its service has no records.`,
    ]);
  });

  test('may have an address of another record that is not known', () => {
    const records = '{ Type: AAAA, TTL: 10 }, { Type: !Ref Given, TTL: 10 }';
    expect(broken({ ...alias('!GetAtt Balancer.DNSName', { records }), Balancer: 'ElasticLoadBalancingV2::LoadBalancer { Name: shop }' })).toEqual([]);
  });
});
