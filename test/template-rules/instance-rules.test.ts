import { brokenBy } from './broken-by';
import { HTTP, template } from './cloud-map-template';
import { instanceRules } from '../../src/template-rules/instance-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(instanceRules, template(resources));
const NAMES = { Names: HTTP, Backend: 'Service { Name: backend, NamespaceId: !Ref Names, HealthCheckCustomConfig: { FailureThreshold: 1 } }', Other: 'Service { Name: other, NamespaceId: !Ref Names }' };
const one = (properties: string) => ({ ...NAMES, Cluster: 'ECS::Cluster', One: `Instance { ${properties} }` });
const inBackend = (properties: string) => one(`ServiceId: !Ref Backend, ${properties}`);
const attributes = (body: string) => inBackend(`InstanceAttributes: ${body}`);

describe('instance-service', () => {
  test.each([
    ['', '', 'has no ServiceId'],
    ['ServiceId: backend, ', '', 'has the ServiceId "backend"'],
    ['ServiceId: ns-1, ', '', 'has the ServiceId "ns-1"'],
    ['ServiceId: !GetAtt Backend.Name, ', '', 'has the ServiceId "backend"'],
    ['ServiceId: !Ref Names, ', '', 'has the ServiceId Names, which is an AWS::ServiceDiscovery::HttpNamespace'],
    ['ServiceId: !Ref Cluster, ', '', 'has the ServiceId Cluster, which is an AWS::ECS::Cluster'],
    ['ServiceId: !GetAtt Backend.Url, ', ', with Backend', 'has the Url of Backend for its ServiceId'],
  ])('refuses "%s"', (service, beside, fault) => {
    expect(broken(one(`${service}InstanceAttributes: { URL: a }`))).toEqual([`instance-service at One, Properties/ServiceId${beside}: One ${fault}.`]);
  });

  test.each(['!Ref Backend', '!GetAtt Backend.Id', '!GetAtt Backend.Arn', 'srv-1', '"arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1"', '!Ref Given'])(
    'lets %s pass', (service) => expect(broken(one(`ServiceId: ${service}, InstanceAttributes: { URL: a }`))).toEqual([]));
});

describe('instance-id', () => {
  test.each(['my instance', 'a'.repeat(65), 'a#b'])('refuses %s', (id) => {
    expect(broken(inBackend(`InstanceId: "${id}", InstanceAttributes: { URL: a }`))).toEqual([
      `instance-id at One, Properties/InstanceId, with Backend: One has the InstanceId "${id}".`,
    ]);
  });

  test.each(['a'.repeat(64), '"a_b/c:d.e@f-1"', '!Ref Given'])('lets %s pass', (id) => {
    expect(broken(inBackend(`InstanceId: ${id}, InstanceAttributes: { URL: a }`))).toEqual([]);
  });
});

describe('instance-id-twice', () => {
  const two = (first: string, second: string, condition = '') => ({
    ...NAMES, One: `Instance { ${first}, InstanceAttributes: { URL: a } }`, Two: `${condition}Instance { ${second}, InstanceAttributes: { URL: b } }`,
  });

  test.each([
    ['ServiceId: !Ref Backend, InstanceId: a', 'ServiceId: !GetAtt Backend.Id, InstanceId: a', 'with One'],
    ['ServiceId: srv-1, InstanceId: !Ref Given', 'ServiceId: srv-1, InstanceId: !Ref Given', 'with One'],
  ])('refuses %s beside %s', (first, second) => {
    expect(broken(two(first, second))).toEqual(['instance-id-twice at Two, Properties/InstanceId, with One: One and Two have one InstanceId in one service.']);
  });

  test.each([
    ['ServiceId: !Ref Backend, InstanceId: a', 'ServiceId: !Ref Backend, InstanceId: b', ''],
    ['ServiceId: !Ref Backend, InstanceId: a', 'ServiceId: !Ref Other, InstanceId: a', ''],
    ['ServiceId: !Ref Backend, InstanceId: a', 'ServiceId: !Ref Backend, InstanceId: a', '@IsProd '],
    ['ServiceId: !Ref Backend', 'ServiceId: !Ref Backend', ''],
    ['ServiceId: !Ref Backend, InstanceId: a', 'ServiceId: !Ref Backend, InstanceId: !Ref Given', ''],
  ])('lets %s beside %s pass, %s', (first, second, condition) => {
    expect(broken(two(first, second, condition))).toEqual([]);
  });
});

describe('endpoint-attributes', () => {
  const many = (count: number, value = 'v') => `{ ${Array.from({ length: count }, (_, index) => `key${index + 10}: ${value}`).join(', ')} }`;
  const bad = 'with a value that starts with a space, has more than 1024 characters, or others than printable ASCII';

  test.each([
    [many(31), 'has 31 attributes of its own'],
    [`{ ${'k'.repeat(256)}: v }`, `has an attribute with the name "${'k'.repeat(256)}"`],
    ['{ "my key": v }', 'has an attribute with the name "my key"'],
    ['{ key: " v" }', `has the attribute "key" ${bad}`],
    ['{ key: "ü" }', `has the attribute "key" ${bad}`],
    [`{ key: ${'v'.repeat(1025)} }`, `has the attribute "key" ${bad}`],
    [many(5, 'v'.repeat(996)).replace('v }', 'vv }'), 'has attributes of 5006 characters together'],
    ['!Ref AWS::NoValue', 'has no InstanceAttributes'],
  ])('refuses %s', (body, fault) => {
    expect(broken(attributes(body))).toEqual([`endpoint-attributes at One, Properties/InstanceAttributes, with Backend: One ${fault}.`]);
  });

  test.each([
    many(30), `{ ${'k'.repeat(255)}: v }`, `{ key: ${'v'.repeat(1024)} }`, '{ key: "v w" }', '{ key: "" }', many(5, 'v'.repeat(995)), '!Ref Given', '{ key: !Ref Given }',
    many(30).replace(' }', ', AWS_INSTANCE_IPV4: 10.0.0.1 }'),
  ])('lets %s pass', (body) => {
    expect(broken(attributes(body))).toEqual([]);
  });
});

describe('endpoint-addresses', () => {
  test.each([
    ['AWS_INSTANCE_IPV4', '10.0.0.256'], ['AWS_INSTANCE_IPV4', '10.0.0.1:80'], ['AWS_INSTANCE_IPV4', 'db.internal'], ['AWS_INSTANCE_IPV4', 'fd00::1'],
    ['AWS_INSTANCE_IPV6', '10.0.0.1'], ['AWS_INSTANCE_IPV6', 'fd00::1::2'], ['AWS_INSTANCE_PORT', '65536'], ['AWS_INSTANCE_PORT', 'http'],
    ['AWS_INSTANCE_CNAME', 'https://shop.com'], ['AWS_INSTANCE_CNAME', 'shop.com:443'], ['AWS_INSTANCE_CNAME', '10.0.0.1'], ['AWS_INIT_HEALTH_STATUS', 'healthy'],
  ])('refuses the %s %s', (key, value) => {
    expect(broken(attributes(`{ ${key}: "${value}" }`))).toEqual([
      `endpoint-addresses at One, Properties/InstanceAttributes/${key}, with Backend: One has the ${key} "${value}".`,
    ]);
  });

  test.each([
    ['AWS_INSTANCE_IPV4', '10.0.0.1'], ['AWS_INSTANCE_IPV6', '"fd00::1"'], ['AWS_INSTANCE_PORT', '65535'], ['AWS_INSTANCE_PORT', '"80"'],
    ['AWS_INSTANCE_CNAME', 'db-1.abc.eu-west-1.rds.amazonaws.com.'], ['AWS_INSTANCE_CNAME', '_a.shop.com'], ['AWS_INIT_HEALTH_STATUS', 'UNHEALTHY'],
    ['AWS_INSTANCE_IPV4', '!Ref Given'], ['AWS_INSTANCE_IPV4', '!GetAtt Host.PrivateIp'],
  ])('lets the %s %s pass', (key, value) => {
    expect(broken(attributes(`{ ${key}: ${value} }`))).toEqual([]);
  });
});

describe('instance-attribute-unknown', () => {
  test.each(['AWS_INSTANCE_IP', 'AWS_INSTANCE_IPv4', 'aws_instance_port'])('warns of %s', (key) => {
    expect(broken(attributes(`{ ${key}: a }`))).toEqual([
      `instance-attribute-unknown at One, Properties/InstanceAttributes/${key}, with Backend: One has the attribute ${key}.`,
    ]);
  });

  test.each(['AWS_ALIAS_DNS_NAME', 'AWS_EC2_INSTANCE_ID', 'MY_AWS_KEY', 'awsRegion'])('lets %s pass', (key) => {
    expect(broken(attributes(`{ ${key}: a }`))).toEqual([]);
  });
});

describe('instance-status', () => {
  const withStatus = (service: string) => ({
    ...NAMES, Backend: `Service { NamespaceId: !Ref Names${service} }`, One: 'Instance { ServiceId: !Ref Backend, InstanceAttributes: { AWS_INIT_HEALTH_STATUS: HEALTHY } }',
  });

  test('warns of a status of no check', () => {
    expect(broken(withStatus(''))).toEqual([
      'instance-status at One, Properties/InstanceAttributes/AWS_INIT_HEALTH_STATUS, with Backend: '
      + 'One has an AWS_INIT_HEALTH_STATUS, and its service has no HealthCheckCustomConfig.',
    ]);
  });

  test.each([', HealthCheckCustomConfig: { FailureThreshold: 1 }', ', HealthCheckCustomConfig: !Ref Given'])('lets the status of a check pass, "%s"', (service) => {
    expect(broken(withStatus(service))).toEqual([]);
  });
});
