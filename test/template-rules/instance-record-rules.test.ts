import { brokenBy } from './broken-by';
import { HTTP, PRIVATE, PUBLIC, template } from './cloud-map-template';
import { instanceRecordRules } from '../../src/template-rules/instance-record-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(instanceRecordRules, template(resources));

interface Variation {
  readonly names?: string;
  readonly types?: readonly string[];
  readonly name?: string;
  readonly more?: string;
}

const registered = (attributes: string, { names = PRIVATE, types = ['A'], name = 'backend', more = '' }: Variation = {}) => ({
  Names: names,
  Backend: `Service { Name: ${name}, NamespaceId: !Ref Names${more}${types.length === 0 ? ''
    : `, DnsConfig: { DnsRecords: [${types.map((type) => `{ Type: ${type}, TTL: 10 }`).join(', ')}], RoutingPolicy: WEIGHTED }`} }`,
  One: `Instance { ServiceId: !Ref Backend, InstanceAttributes: ${attributes} }`,
});

describe('instance-without-address', () => {
  test.each([
    ['{ URL: a }', ['A'], 'AWS_INSTANCE_IPV4', 'A'],
    ['{ AWS_INSTANCE_IPV6: "fd00::1" }', ['A'], 'AWS_INSTANCE_IPV4', 'A'],
    ['{ AWS_INSTANCE_IPV4: 10.0.0.1 }', ['AAAA'], 'AWS_INSTANCE_IPV6', 'AAAA'],
    ['{ AWS_INSTANCE_IPV4: 10.0.0.1 }', ['A', 'AAAA'], 'AWS_INSTANCE_IPV6', 'AAAA'],
    ['{ AWS_INSTANCE_IPV4: 10.0.0.1 }', ['SRV'], 'AWS_INSTANCE_PORT', 'SRV'],
    ['{ AWS_INSTANCE_PORT: 80 }', ['SRV'], 'AWS_INSTANCE_IPV4 or AWS_INSTANCE_IPV6', 'SRV'],
    ['{ AWS_INSTANCE_IPV4: 10.0.0.1 }', ['CNAME'], 'AWS_INSTANCE_CNAME', 'CNAME'],
    ['{ AWS_INSTANCE_IPV4: !Ref "AWS::NoValue" }', ['A'], 'AWS_INSTANCE_IPV4', 'A'],
  ])('refuses %s under records %j', (attributes, types, key, type) => {
    expect(broken(registered(attributes, { types }))).toEqual([
      `instance-without-address at One, Properties/InstanceAttributes, with Backend: One has no ${key}, which its service needs for a record of type ${type}.`,
    ]);
  });

  test.each([
    ['{ AWS_INSTANCE_IPV4: 10.0.0.1 }', ['A']],
    ['{ AWS_INSTANCE_IPV4: !Ref Given }', ['A']],
    ['{ AWS_INSTANCE_IPV4: !If [IsProd, 10.0.0.1, !Ref "AWS::NoValue"] }', ['A']],
    ['{ AWS_INSTANCE_IPV6: "fd00::1", AWS_INSTANCE_PORT: 80 }', ['SRV']],
    ['{ AWS_INSTANCE_CNAME: shop.com }', ['CNAME']],
    ['{ AWS_ALIAS_DNS_NAME: a.elb.amazonaws.com }', ['A']],
    ['{ URL: a }', []],
    ['{ URL: a }', ['!Ref Given']],
    ['!Ref Given', ['A']],
  ])('lets %s under records %j pass', (attributes, types) => {
    expect(broken(registered(attributes, { types }))).toEqual([]);
  });

  test('needs to know the service', () => {
    expect(broken({ One: 'Instance { ServiceId: srv-1, InstanceAttributes: { URL: a } }' })).toEqual([]);
  });
});

describe('checks of registered addresses', () => {
  const checked = (attributes: string, more: Variation = {}) => registered(attributes, { names: PUBLIC, more: ', HealthCheckConfig: { Type: TCP }', ...more });

  test.each(['AWS_INSTANCE_IPV4: 52.1.2.3', 'AWS_INSTANCE_IPV4: !Ref Given'])('need a port beside %s', (attribute) => {
    expect(broken(checked(`{ ${attribute} }`))).toEqual([
      'endpoint-check-without-port at One, Properties/InstanceAttributes, with Backend: One has no AWS_INSTANCE_PORT, and its service has a HealthCheckConfig.',
    ]);
  });

  test.each([['10.0.0.1', 'IPV4', 'A'], ['192.168.1.1', 'IPV4', 'A'], ['169.254.1.1', 'IPV4', 'A'], ['fd00::1', 'IPV6', 'AAAA']])(
    'do not reach the private address %s', (address, version, type) => {
      expect(broken(checked(`{ AWS_INSTANCE_${version}: "${address}", AWS_INSTANCE_PORT: 80 }`, { types: [type] }))).toEqual([
        'endpoint-check-of-private-address at One, Properties/InstanceAttributes, with Backend: '
        + `One has the address ${address}, and its service has a HealthCheckConfig.`,
      ]);
    });

  test.each([
    ['a public address', checked('{ AWS_INSTANCE_IPV4: 52.1.2.3, AWS_INSTANCE_PORT: 80 }')],
    ['an address that stands for another', checked('{ AWS_INSTANCE_IPV4: 203.0.113.10, AWS_INSTANCE_PORT: 80 }')],
    ['an address of a service without a check', registered('{ AWS_INSTANCE_IPV4: 10.0.0.1 }', { names: PUBLIC })],
    ['an alias', checked('{ AWS_ALIAS_DNS_NAME: a.elb.amazonaws.com }')],
    ['attributes only', checked('{ URL: a }', { names: HTTP, types: [] })],
    ['a port that is not known', checked('{ AWS_INSTANCE_IPV4: 52.1.2.3, AWS_INSTANCE_PORT: !Ref Given }')],
    ['a private namespace, where there are no checks', checked('{ AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_PORT: 80 }', { names: PRIVATE })],
  ])('pass for %s', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('instance-without-dns', () => {
  const at = 'instance-without-dns at One, Properties/InstanceAttributes/AWS_EC2_INSTANCE_ID, with Backend: One has an AWS_EC2_INSTANCE_ID';

  test.each([
    ['{ AWS_EC2_INSTANCE_ID: i-1 }', {}, ' in a private DNS namespace.'],
    ['{ AWS_EC2_INSTANCE_ID: i-1 }', { names: PUBLIC }, ' in a public DNS namespace.'],
    ['{ AWS_EC2_INSTANCE_ID: i-1, AWS_INSTANCE_PORT: 80 }', { names: HTTP, types: [] }, ' and the attribute AWS_INSTANCE_PORT.'],
    ['{ AWS_EC2_INSTANCE_ID: !Ref Given, URL: a }', { names: HTTP, types: [] }, ' and the attribute URL.'],
  ])('refuses %s', (attributes, variation, fault) => {
    expect(broken(registered(attributes, variation))).toEqual([at + fault]);
  });

  test.each(['{ AWS_EC2_INSTANCE_ID: i-1 }', '{ AWS_EC2_INSTANCE_ID: !Ref Given, AWS_INIT_HEALTH_STATUS: HEALTHY }'])('lets %s pass in an HTTP namespace', (attributes) => {
    expect(broken(registered(attributes, { names: HTTP, types: [] }))).toEqual([]);
  });

  test('lets one pass under a name without records', () => {
    expect(broken(registered('{ AWS_EC2_INSTANCE_ID: i-1 }', { types: [] }))).toEqual([]);
  });

  test('needs no namespace to know records', () => {
    expect(broken({
      Backend: 'Service { NamespaceId: !Ref Given, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } }',
      One: 'Instance { ServiceId: !Ref Backend, InstanceAttributes: { AWS_EC2_INSTANCE_ID: i-1 } }',
    })).toEqual(['instance-without-dns at One, Properties/InstanceAttributes/AWS_EC2_INSTANCE_ID, with Backend: One has an AWS_EC2_INSTANCE_ID in a DNS namespace.']);
  });

  test('needs to know the namespace', () => {
    expect(broken({
      Backend: 'Service { NamespaceId: !Ref Given }', One: 'Instance { ServiceId: !Ref Backend, InstanceAttributes: { AWS_EC2_INSTANCE_ID: i-1 } }',
    })).toEqual([]);
  });
});

describe('host-name-of-itself', () => {
  test('refuses a host name that leads to itself', () => {
    expect(broken(registered('{ AWS_INSTANCE_CNAME: Backend.ecs-internal. }', { types: ['CNAME'] }))).toEqual([
      'host-name-of-itself at One, Properties/InstanceAttributes/AWS_INSTANCE_CNAME, with Backend: '
      + 'One names the host Backend.ecs-internal., which is the name of its own service.',
    ]);
  });

  test('lets another host name pass', () => {
    expect(broken(registered('{ AWS_INSTANCE_CNAME: other.ecs-internal }', { types: ['CNAME'] }))).toEqual([]);
  });
});

describe('endpoint-cname-at-apex', () => {
  test('refuses a host name for the name of the namespace', () => {
    expect(broken(registered('{ AWS_INSTANCE_CNAME: shop.com }', { types: ['CNAME'], name: '"."' }))).toEqual([
      'endpoint-cname-at-apex at Backend, Properties/Name: Backend has the name "." and a CNAME record.',
    ]);
  });

  test('lets an address for the name of the namespace pass', () => {
    expect(broken(registered('{ AWS_INSTANCE_IPV4: 10.0.0.1 }', { name: '"."' }))).toEqual([]);
  });
});

describe('instance-address-twice', () => {
  const two = (one: string, other: string, types = ['A', 'SRV'], condition = '') => ({
    ...registered(`{ AWS_INSTANCE_IPV4: ${one}, AWS_INSTANCE_PORT: 80 }`, { types }),
    Two: `${condition}Instance { ServiceId: !Ref Backend, InstanceAttributes: { AWS_INSTANCE_IPV4: ${other}, AWS_INSTANCE_PORT: 81 } }`,
  });

  test('refuses one address under A and SRV records', () => {
    expect(broken(two('10.0.0.1', '10.0.0.1'))).toEqual([
      'instance-address-twice at Two, Properties/InstanceAttributes/AWS_INSTANCE_IPV4, with One and Backend: One and Two both have the address 10.0.0.1.',
    ]);
  });

  test.each([
    ['two addresses', two('10.0.0.1', '10.0.0.2')],
    ['one address under SRV records', two('10.0.0.1', '10.0.0.1', ['SRV'])],
    ['one address under A records', two('10.0.0.1', '10.0.0.1', ['A'])],
    ['an address that is not known', two('!Ref Given', '!Ref Given')],
    ['an instance that is there at times', two('10.0.0.1', '10.0.0.1', ['A', 'SRV'], '@IsProd ')],
  ])('lets %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('what takes no records and no checks', () => {
  test.each([
    ['an instance in an HTTP namespace, whatever records its service asks for', registered('{ URL: a }', { names: HTTP })],
    ['a host name under a name that has no host', registered('{ AWS_INSTANCE_CNAME: shop.com }', { types: ['CNAME'], names: 'PrivateDnsNamespace { Name: !Ref Given, Vpc: vpc-1 }' })],
    ['what is no address, beside a check', registered('{ AWS_INSTANCE_IPV4: db.internal, AWS_INSTANCE_PORT: 80 }', { names: PUBLIC, more: ', HealthCheckConfig: { Type: TCP }' })],
    ['what may be an alias, beside a check', registered(
      '{ AWS_ALIAS_DNS_NAME: !If [IsProd, a.elb.amazonaws.com, !Ref "AWS::NoValue"], AWS_INSTANCE_IPV4: 52.1.2.3 }',
      { names: PUBLIC, more: ', HealthCheckConfig: { Type: TCP }' },
    )],
  ])('is %s', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });

  test('is no private address in a namespace that is not known', () => {
    expect(broken({
      Backend: 'Service { NamespaceId: !Ref Given, HealthCheckConfig: { Type: TCP }, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } }',
      One: 'Instance { ServiceId: !Ref Backend, InstanceAttributes: { AWS_INSTANCE_IPV4: 10.0.0.1, AWS_INSTANCE_PORT: 80 } }',
    })).toEqual([
      'endpoint-check-of-private-address at One, Properties/InstanceAttributes, with Backend: One has the address 10.0.0.1, and its service has a HealthCheckConfig.',
    ]);
  });
});
