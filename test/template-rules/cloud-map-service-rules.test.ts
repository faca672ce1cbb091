import { brokenBy } from './broken-by';
import { cloudMapServiceRules } from '../../src/template-rules/cloud-map-service-rules';
import { healthConfigRules } from '../../src/template-rules/health-config-rules';
import { recordRules } from '../../src/template-rules/record-rules';

const RULES = [...cloudMapServiceRules, ...recordRules, ...healthConfigRules];
const LONG = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}`;

/** A service in one of three namespaces, whose tasks are registered by an ECS service. */
const service = (properties: string, more = '') => `
Parameters: { Given: { Type: String } }
Resources:
  Private: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: shop.internal, Vpc: vpc-1 } }
  Long: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: ${LONG}, Vpc: vpc-1 } }
  Public: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: svc.company.com } }
  Api: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: shop } }
  Cluster: { Type: AWS::ECS::Cluster }
  Backend: { Type: AWS::ServiceDiscovery::Service, Properties: { ${properties} } }
${more}`;

const TASKS = '  Tasks: { Type: AWS::ECS::Service, Properties: { ServiceRegistries: [{ RegistryArn: !GetAtt Backend.Arn }] } }';
const records = (...all: string[]) => `DnsConfig: { DnsRecords: [${all.join(', ')}] }`;
const A = '{ Type: A, TTL: 10 }';
const SRV = '{ Type: SRV, TTL: 10 }';
const CNAME = '{ Type: CNAME, TTL: 10 }';
const inPrivate = (more: string) => `Name: backend, NamespaceId: !Ref Private, ${more}`;
const inPublic = (more: string) => `Name: backend, NamespaceId: !Ref Public, ${records(A)}, ${more}`;
const inApi = (more: string) => `Name: backend, NamespaceId: !Ref Api, ${more}`;
const attributes = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: b`).join(', ');

test.each([
  ['discovery-name', 'Name: backend-, NamespaceId: !Ref Api', '', 'Properties/Name, with Api: The discovery name is "backend-".'],
  ['discovery-name', 'Name: "*.backend", NamespaceId: !Ref Api', '', 'Properties/Name, with Api: The discovery name is "*.backend".'],
  ['discovery-name-length', `Name: ${'d'.repeat(63)}.d, NamespaceId: !Ref Long, ${records(A)}`, '',
    `Properties/Name, with Long: "${'d'.repeat(63)}.d.${LONG}" comes to 257 characters.`],
  ['discovery-name-length', `Name: ${'d'.repeat(28)}, NamespaceId: !Ref Long, ${records(SRV)}`, '',
    `Properties/Name, with Long: "${'d'.repeat(28)}.${LONG}" comes to 257 characters.`],
  ['service-attributes', inApi(`ServiceAttributes: { ${attributes(31)} }`), '', 'Properties/ServiceAttributes: There are 31 attributes.'],
  ['service-attributes', inApi(`ServiceAttributes: { a: ${'b'.repeat(1025)} }`), '', 'Properties/ServiceAttributes: The attribute "a" has 1025 characters.'],
  ['name-without-namespace', 'Name: backend', '', 'Properties/NamespaceId: There is no NamespaceId.'],
  ['namespace-identity', 'Name: backend, NamespaceId: shop.internal', '', 'Properties/NamespaceId: NamespaceId is "shop.internal".'],
  ['namespace-identity', 'Name: backend, NamespaceId: !Ref Cluster', '', 'Properties/NamespaceId, with Cluster: NamespaceId is Ref of Cluster, an AWS::ECS::Cluster.'],
  ['namespace-identity', `Name: backend, NamespaceId: !GetAtt Private.HostedZoneId, ${records(A)}`, '',
    'Properties/NamespaceId, with Private: NamespaceId is HostedZoneId of Private, an AWS::ServiceDiscovery::PrivateDnsNamespace.'],
  ['namespace-given-twice', `Name: backend, NamespaceId: !Ref Private, DnsConfig: { NamespaceId: !Ref Public, DnsRecords: [${A}] }`, '',
    'Properties/DnsConfig/NamespaceId, with Private and Public: NamespaceId and DnsConfig.NamespaceId are two namespaces.'],
  ['namespace-given-twice', `Name: backend, NamespaceId: ns-1, DnsConfig: { NamespaceId: ns-2, DnsRecords: [${A}] }`, '',
    'Properties/DnsConfig/NamespaceId: NamespaceId and DnsConfig.NamespaceId are two namespaces.'],
  ['record-ttl', inPrivate(records('{ Type: A, TTL: -1 }')), '', 'Properties/DnsConfig/DnsRecords/0/TTL: ttl is -1 seconds.'],
  ['record-without-ttl', inPrivate(records('{ Type: A }')), '', 'Properties/DnsConfig/DnsRecords/0/TTL: There is no TTL.'],
  ['record-without-ttl', inPrivate(records('{ Type: A, TTL: 10s }')), '', 'Properties/DnsConfig/DnsRecords/0/TTL: TTL is "10s".'],
  ['record-types', inPrivate(records('{ Type: TXT, TTL: 10 }')), '', 'Properties/DnsConfig/DnsRecords: A record is of type "TXT".'],
  ['record-types', inPrivate(records(A, CNAME)), '', 'Properties/DnsConfig/DnsRecords: The records are CNAME and A.'],
  ['record-types', inPrivate(records(A, A)), '', 'Properties/DnsConfig/DnsRecords: There are several records of type A.'],
  ['records-missing', inPrivate('DnsConfig: { DnsRecords: [] }'), '', 'Properties/DnsConfig/DnsRecords: DnsConfig has no DnsRecords.'],
  ['records-missing', inPrivate('DnsConfig: { RoutingPolicy: MULTIVALUE }'), '', 'Properties/DnsConfig/DnsRecords: DnsConfig has no DnsRecords.'],
  ['record-routing', inPrivate(`DnsConfig: { RoutingPolicy: SIMPLE, DnsRecords: [${A}] }`), '', 'Properties/DnsConfig/RoutingPolicy: RoutingPolicy is "SIMPLE".'],
  ['record-routing', inPrivate(`DnsConfig: { RoutingPolicy: MULTIVALUE, DnsRecords: [${CNAME}] }`), '',
    'Properties/DnsConfig/RoutingPolicy: RoutingPolicy is MULTIVALUE, and the record is a CNAME.'],
  ['records-in-http-namespace', inApi(records(A)), '', 'Properties/DnsConfig, with Api: There are DnsRecords, and the namespace is of type HTTP.'],
  ['records-in-http-namespace', inPrivate(`Type: HTTP, ${records(A)}`), '', 'Properties/DnsConfig, with Private: There are DnsRecords, and Type is HTTP.'],
  ['long-ttl', inPrivate(records('{ Type: A, TTL: 61 }')), TASKS,
    'Properties/DnsConfig/DnsRecords/0/TTL: The TTL is 61 seconds, and the tasks of an ECS service are registered.'],
  ['health-configs', inPublic('HealthCheckConfig: { Type: TCP }, HealthCheckCustomConfig: { FailureThreshold: 1 }'), '',
    'Properties/HealthCheckConfig: There are HealthCheckConfig and HealthCheckCustomConfig.'],
  ['endpoint-check-in-private-namespace', inPrivate(`${records(A)}, HealthCheckConfig: { Type: TCP }`), TASKS,
    'Properties/HealthCheckConfig, with Private: There is HealthCheckConfig, and the namespace is a private one.'],
  ['endpoint-check-of-tasks', inPublic('HealthCheckConfig: { Type: TCP }'), TASKS,
    'Properties/HealthCheckConfig, with Tasks: There is HealthCheckConfig, and the tasks of an ECS service are registered.'],
  ['endpoint-check-of-tasks', inApi('HealthCheckConfig: { Type: TCP }'), TASKS,
    'Properties/HealthCheckConfig, with Tasks: There is HealthCheckConfig, and the tasks of an ECS service are registered.'],
  ['endpoint-check-of-target', `Name: backend, NamespaceId: !Ref Public, ${records(CNAME)}, HealthCheckConfig: { Type: TCP }`, '',
    'Properties/HealthCheckConfig: There is HealthCheckConfig, and the record is a CNAME.'],
  ['endpoint-health-check', inPublic('HealthCheckConfig: { ResourcePath: / }'), '', 'Properties/HealthCheckConfig/Type: The check has no Type.'],
  ['endpoint-health-check', inPublic('HealthCheckConfig: { Type: UDP }'), '', 'Properties/HealthCheckConfig/Type: Type is "UDP".'],
  ['endpoint-health-check', inPublic('HealthCheckConfig: { Type: TCP, ResourcePath: / }'), '',
    'Properties/HealthCheckConfig/ResourcePath: Type is TCP, and there is a ResourcePath.'],
  ['endpoint-health-check', inPublic('HealthCheckConfig: { Type: HTTP, ResourcePath: health }'), '', 'Properties/HealthCheckConfig/ResourcePath: ResourcePath is "health".'],
  ['endpoint-health-check', inPublic(`HealthCheckConfig: { Type: HTTP, ResourcePath: /${'a'.repeat(255)} }`), '',
    `Properties/HealthCheckConfig/ResourcePath: ResourcePath is "/${'a'.repeat(255)}".`],
  ['endpoint-health-check', inPublic('HealthCheckConfig: { Type: HTTP, FailureThreshold: 11 }'), '',
    'Properties/HealthCheckConfig/FailureThreshold: FailureThreshold is 11.'],
  ['endpoint-health-check', inPublic('HealthCheckConfig: { Type: HTTP, FailureThreshold: 0 }'), '', 'Properties/HealthCheckConfig/FailureThreshold: FailureThreshold is 0.'],
  ['custom-failure-threshold', inPrivate(`${records(A)}, HealthCheckCustomConfig: { FailureThreshold: 5 }`), '',
    'Properties/HealthCheckCustomConfig/FailureThreshold: FailureThreshold is 5.'],
])('%s finds a service with %s', (id, properties, more, got) => {
  expect(brokenBy(RULES, service(properties, more))).toEqual([`${id} at Backend, ${got}`]);
});

test.each([
  [inPrivate(records(A, '{ Type: AAAA, TTL: 0 }', SRV)), TASKS],
  [`Name: ".", NamespaceId: !GetAtt Private.Id, ${records(A)}`, ''],
  [`Name: ${'d'.repeat(63)}, NamespaceId: !Ref Long, ${records(A)}`, ''],
  [`Name: ${'d'.repeat(26)}, NamespaceId: !Ref Long, ${records(SRV)}`, ''],
  [`Name: !Ref Given, NamespaceId: !Ref Given, ${records('{ Type: !Ref Given, TTL: !Ref Given }')}`, TASKS],
  ['Name: backend, NamespaceId: ns-abc123', ''],
  ['Name: backend, NamespaceId: "arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-abc123"', ''],
  [inApi(`ServiceAttributes: { ${attributes(30)}, }`), ''],
  [inApi(`ServiceAttributes: { a: ${'b'.repeat(1024)}, b: !Ref Given }`), ''],
  [`Name: backend, DnsConfig: { NamespaceId: !Ref Private, DnsRecords: [${A}] }`, ''],
  [`Name: backend, NamespaceId: !Ref Private, DnsConfig: { NamespaceId: !GetAtt Private.Id, DnsRecords: [${A}] }`, ''],
  [inPrivate(`DnsConfig: { RoutingPolicy: WEIGHTED, DnsRecords: [${CNAME}] }`), ''],
  [inPrivate(`DnsConfig: { RoutingPolicy: !Ref Given, DnsRecords: [${CNAME}] }`), ''],
  [inPrivate('DnsConfig: { DnsRecords: !Ref Given }'), ''],
  [inPrivate('Type: HTTP'), ''],
  [inPrivate(records('{ Type: A, TTL: 60 }')), TASKS],
  [inPrivate(records('{ Type: A, TTL: 300 }')), ''],
  [inPublic('HealthCheckConfig: { Type: HTTPS, ResourcePath: /health, FailureThreshold: 10 }'), ''],
  [inPublic(`HealthCheckConfig: { Type: HTTP, ResourcePath: /${'a'.repeat(254)}, FailureThreshold: 1 }`), ''],
  [inPublic('HealthCheckConfig: { Type: !Ref Given, ResourcePath: !Ref Given, FailureThreshold: !Ref Given }'), ''],
  [inApi('HealthCheckConfig: { Type: TCP }'), ''],
  [inPrivate(`${records(A)}, HealthCheckCustomConfig: { FailureThreshold: 1 }`), TASKS],
  [inPrivate(`${records(A)}, HealthCheckCustomConfig: { FailureThreshold: !Ref Given }`), TASKS],
])('a service with %s is right', (properties, more) => {
  expect(brokenBy(RULES, service(properties, more))).toEqual([]);
});
