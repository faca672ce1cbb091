import { brokenBy } from './broken-by';
import { instanceRules } from '../../src/template-rules/instance-rules';

/** Instances beside services of all kinds. */
const instance = (serviceId: string, attributes: string, more = '', id = 'one') => `
Parameters: { Given: { Type: String } }
Resources:
  Private: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: shop.internal, Vpc: vpc-1 } }
  Http: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: shop } }
  Public: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: svc.company.com } }
  Address: { Type: AWS::ServiceDiscovery::Service, Properties: { NamespaceId: !Ref Private, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } } }
  Both: { Type: AWS::ServiceDiscovery::Service, Properties: { NamespaceId: !Ref Private, DnsConfig: { RoutingPolicy: WEIGHTED, DnsRecords: [{ Type: A, TTL: 10 }, { Type: AAAA, TTL: 10 }] } } }
  Port: { Type: AWS::ServiceDiscovery::Service, Properties: { NamespaceId: !Ref Private, DnsConfig: { RoutingPolicy: MULTIVALUE, DnsRecords: [{ Type: SRV, TTL: 10 }] } } }
  Host: { Type: AWS::ServiceDiscovery::Service, Properties: { NamespaceId: !Ref Private, DnsConfig: { RoutingPolicy: WEIGHTED, DnsRecords: [{ Type: CNAME, TTL: 10 }] } } }
  Api: { Type: AWS::ServiceDiscovery::Service, Properties: { NamespaceId: !Ref Http } }
  Checked: { Type: AWS::ServiceDiscovery::Service, Properties: { NamespaceId: !Ref Public, HealthCheckConfig: { Type: TCP }, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } } }
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
  Instance: { Type: AWS::ServiceDiscovery::Instance, Properties: { ServiceId: ${serviceId}, InstanceId: ${id}, InstanceAttributes: { ${attributes} } } }
${more}`;

const ALIAS = 'AWS_ALIAS_DNS_NAME: !GetAtt Balancer.DNSName';
const tasks = (name: string) => `  Tasks: { Type: AWS::ECS::Service, Properties: { ServiceRegistries: [{ RegistryArn: !GetAtt ${name}.Arn }] } }`;
const own = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: b`).join(', ');

test.each([
  ['instance-incomplete', '!Ref Address', 'stage: prod', '', 'with Address: The service has A records, and there is no AWS_INSTANCE_IPV4.'],
  ['instance-incomplete', '!Ref Both', 'AWS_INSTANCE_IPV4: 10.0.0.1', '', 'with Both: The service has AAAA records, and there is no AWS_INSTANCE_IPV6.'],
  ['instance-incomplete', '!Ref Port', 'AWS_INSTANCE_IPV4: 10.0.0.1', '', 'with Port: The service has SRV records, and there is no AWS_INSTANCE_PORT.'],
  ['instance-incomplete', '!Ref Port', 'AWS_INSTANCE_PORT: 80', '', 'with Port: The service has SRV records, and there is no AWS_INSTANCE_IPV4 or AWS_INSTANCE_IPV6.'],
  ['instance-incomplete', '!Ref Host', 'AWS_INSTANCE_IPV4: 10.0.0.1', '', 'with Host: The service has CNAME records, and there is no AWS_INSTANCE_CNAME.'],
  ['instance-value', '!Ref Address', 'AWS_INSTANCE_IPV4: 10.0.0.256', '', 'with Address: AWS_INSTANCE_IPV4 is "10.0.0.256".'],
  ['instance-value', '!Ref Both', 'AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_IPV6: 10.0.0.1', '', 'with Both: AWS_INSTANCE_IPV6 is "10.0.0.1".'],
  ['instance-value', '!Ref Api', 'AWS_INSTANCE_PORT: 65536', '', 'with Api: AWS_INSTANCE_PORT is "65536".'],
  ['instance-value', '!Ref Address', 'AWS_INSTANCE_IPV4: 10.0.0.1, AWS_EC2_INSTANCE_ID: i-1', '', 'with Address: AWS_EC2_INSTANCE_ID is given, and the namespace has DNS.'],
  ['instance-alias', '!Ref Api', ALIAS, '', 'with Api: The instance is an alias, and the namespace is of type HTTP.'],
  ['instance-alias', '!Ref Both', `${ALIAS}, AWS_INSTANCE_PORT: 80`, '', 'with Both: The instance is an alias, and has AWS_INSTANCE_PORT beside it.'],
  ['instance-alias', '!Ref Host', ALIAS, '', 'with Host: The instance is an alias, and the records of the service are CNAME.'],
  ['endpoint-attributes', '!Ref Api', own(31), '', ': There are 31 attributes.'],
  ['endpoint-attributes', '!Ref Api', `a: ${'b'.repeat(1025)}`, '', ': The attribute "a" has a value of other characters, or too many.'],
  ['endpoint-check-of-private-address', '!Ref Checked', 'AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_PORT: 80', '',
    'with Checked: The service has HealthCheckConfig, and the address is 10.0.0.1.'],
  ['endpoint-check-without-port', '!Ref Checked', 'AWS_INSTANCE_IPV4: 52.1.2.3', '', 'with Checked: The service has HealthCheckConfig, and there is no AWS_INSTANCE_PORT.'],
  ['alias-beside-tasks', '!Ref Both', ALIAS, tasks('Both'), 'with Both and Tasks: The instance is an alias, and the tasks of an ECS service are registered beside it.'],
  ['instance-beside-tasks', '!Ref Address', 'AWS_INSTANCE_IPV4: 10.0.0.1', tasks('Address'),
    'with Address and Tasks: The instance is registered by hand, and the tasks of an ECS service beside it.'],
])('%s finds an instance of %s with %s', (id, serviceId, attributes, more, got) => {
  expect(brokenBy(instanceRules, instance(serviceId, attributes, more))).toEqual([
    `${id} at Instance, Properties/InstanceAttributes${got.startsWith(':') ? got : `, ${got}`}`,
  ]);
});

test('an alias takes part in one kind of routing and records', () => {
  expect(brokenBy(instanceRules, instance('!Ref Port', ALIAS))).toEqual([
    'instance-alias at Instance, Properties/InstanceAttributes, with Port: The instance is an alias, and RoutingPolicy of the service is MULTIVALUE.',
    'instance-alias at Instance, Properties/InstanceAttributes, with Port: The instance is an alias, and the records of the service are SRV.',
  ]);
});

test('an id has 64 characters of some kinds', () => {
  const attributes = 'AWS_INSTANCE_IPV4: 10.0.0.1';
  expect(brokenBy(instanceRules, instance('!Ref Address', attributes, '', 'a b'))).toEqual(['instance-id at Instance, Properties/InstanceId: InstanceId is "a b".']);
  expect(brokenBy(instanceRules, instance('!Ref Address', attributes, '', 'a'.repeat(65)))).toHaveLength(1);
  expect(brokenBy(instanceRules, instance('!Ref Address', attributes, '', 'a'.repeat(64)))).toEqual([]);
});

test('an instance needs a service and attributes', () => {
  expect(brokenBy(instanceRules, 'Resources: { Instance: { Type: AWS::ServiceDiscovery::Instance, Properties: { InstanceId: one } } }')).toEqual([
    'instance-incomplete at Instance, Properties/InstanceAttributes: There is no ServiceId.',
    'instance-incomplete at Instance, Properties/InstanceAttributes: There is no InstanceAttributes.',
  ]);
});

describe('instance-twice', () => {
  const second = (serviceId: string, id: string) =>
    `  Second: { Type: AWS::ServiceDiscovery::Instance, Properties: { ServiceId: ${serviceId}, InstanceId: ${id}, InstanceAttributes: { AWS_INSTANCE_IPV4: 10.0.0.2, AWS_INSTANCE_PORT: 80 } } }`;
  const beside = (serviceId: string, id: string) => brokenBy(instanceRules, instance('!Ref Address', 'AWS_INSTANCE_IPV4: 10.0.0.1', second(serviceId, id)));

  test('finds a second instance of one id', () => {
    expect(beside('!GetAtt Address.Id', 'one')).toEqual([
      'instance-twice at Second, Properties/InstanceId, with Instance and Second: 2 instances of one service have the InstanceId "one".',
    ]);
  });

  test.each([['!Ref Address', 'two'], ['!Ref Port', 'one'], ['!Ref Address', '!Ref Given']])('lets one of %s with the id %s pass', (serviceId, id) => {
    expect(beside(serviceId, id)).toEqual([]);
  });
});

test.each([
  ['!Ref Address', 'AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_PORT: "65535", stage: prod', ''],
  ['!Ref Address', 'AWS_INSTANCE_IPV4: !Ref Given, AWS_INSTANCE_PORT: !Ref Given', ''],
  ['!Ref Given', 'a: b', tasks('Address')],
  ['!Ref Both', 'AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_IPV6: "2600::1"', ''],
  ['!Ref Both', ALIAS, tasks('Address')],
  ['!Ref Port', 'AWS_INSTANCE_IPV6: "2600::1", AWS_INSTANCE_PORT: 80', ''],
  ['!Ref Host', 'AWS_INSTANCE_CNAME: db.company.com', ''],
  ['!Ref Api', 'AWS_EC2_INSTANCE_ID: i-1', ''],
  ['!Ref Api', own(30), ''],
  ['!Ref Checked', 'AWS_INSTANCE_IPV4: 52.1.2.3, AWS_INSTANCE_PORT: 443', ''],
  ['!Ref Checked', 'AWS_INSTANCE_IPV4: !Ref Given, AWS_INSTANCE_PORT: !Ref Given', ''],
])('an instance of %s with %s is right', (serviceId, attributes, more) => {
  expect(brokenBy(instanceRules, instance(serviceId, attributes, more))).toEqual([]);
});
