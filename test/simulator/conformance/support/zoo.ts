import { cloudMapService, ecsService, instance, privateNamespace, templateOf } from './templates';

const NAMESPACES = [
  privateNamespace('Internal', 'ecs-internal'),
  privateNamespace('Quick', 'quick.internal', 7),
  privateNamespace('Apex', 'apex.internal'),
  privateNamespace('Deep', 'deep.ecs-internal'),
  `
  Public: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: shop.test } }
  PublicQuick: { Type: AWS::ServiceDiscovery::PublicDnsNamespace, Properties: { Name: quick.test, Properties: { DnsProperties: { SOA: { TTL: 20 } } } } }
  Http: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: shop-api } }
  LoadBalancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internal, Subnets: [!Ref Subnet] } }
`,
];

const TASKS = [
  ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks: 2 }),
  ecsService('Many', { name: 'many', namespace: 'Internal', records: { A: 11 }, tasks: 12 }),
  ecsService('Six', { name: 'six', namespace: 'Internal', records: { AAAA: 12 }, tasks: 2, subnet: 'Ipv6Subnet' }),
  ecsService('Dual', { name: 'dual', namespace: 'Internal', records: { A: 13, AAAA: 14 }, tasks: 2, subnet: 'DualSubnet' }),
  ecsService('Srv', { name: '_grpc._tcp', namespace: 'Internal', records: { SRV: 15 }, tasks: 2, port: 50051 }),
  ecsService('Both', { name: 'both', namespace: 'Internal', records: { A: 16, SRV: 17 }, tasks: 2, port: 9090 }),
  ecsService('Weighted', { name: 'weighted', namespace: 'Internal', records: { A: 18 }, routing: 'WEIGHTED', tasks: 3 }),
  ecsService('Api', { name: 'api.v1', namespace: 'Internal', records: { A: 19 }, tasks: 1 }),
  ecsService('Off', { name: 'off', namespace: 'Internal', records: { A: 20 }, tasks: 0 }),
  ecsService('Plain', { name: 'plain', namespace: 'Internal', records: { A: 21 }, tasks: 2, custom: false }),
  ecsService('OnlyApi', { name: 'onlyapi', namespace: 'Internal', tasks: 2 }),
  ecsService('Wide', { name: `wide-${'w'.repeat(55)}`, namespace: 'Internal', records: { SRV: 22 }, tasks: 12 }),
  ecsService('Top', { name: '.', namespace: 'Apex', records: { A: 23 }, tasks: 2 }),
  ecsService('Shadowed', { name: 'shadowed.deep', namespace: 'Internal', records: { A: 24 }, tasks: 1 }),
  ecsService('Inner', { name: 'inner', namespace: 'Deep', records: { A: 25 }, tasks: 1 }),
  ecsService('Www', { name: 'www', namespace: 'Public', records: { A: 26 }, tasks: 2 }),
  ecsService('Orders', { name: 'orders', namespace: 'Http', tasks: 2 }),
];

const INSTANCES = [
  cloudMapService('Never', { name: 'never', namespace: 'Internal', records: { A: 30 } }),
  cloudMapService('Legacy', { name: 'legacy', namespace: 'Internal', records: { A: 31 } }),
  instance('Legacy1', 'Legacy', '{ AWS_INSTANCE_IPV4: 10.9.8.7, AWS_INSTANCE_PORT: "81", version: v1, stage: live }'),
  instance('Legacy2', 'Legacy', '{ AWS_INSTANCE_IPV4: 10.9.8.8, AWS_INSTANCE_PORT: "81", version: v2, AWS_INIT_HEALTH_STATUS: UNHEALTHY }'),
  cloudMapService('Outside', { name: 'outside', namespace: 'Internal', records: { CNAME: 32 }, routing: 'WEIGHTED', custom: false }),
  instance('Outside1', 'Outside', '{ AWS_INSTANCE_CNAME: partner.example.com }'),
  cloudMapService('Alias', { name: 'alias', namespace: 'Internal', records: { CNAME: 33 }, routing: 'WEIGHTED', custom: false }),
  instance('Alias1', 'Alias', '{ AWS_INSTANCE_CNAME: backend.ecs-internal }'),
  cloudMapService('Lb', { name: 'lb', namespace: 'Internal', records: { A: 300 }, routing: 'WEIGHTED', custom: false }),
  instance('Lb1', 'Lb', '{ AWS_ALIAS_DNS_NAME: !GetAtt LoadBalancer.DNSName }'),
];

/** One of each: every kind of namespace, record set and instance. Each set of records has a TTL of its own. */
export const ZOO = templateOf(...NAMESPACES, ...TASKS, ...INSTANCES);

/** The labels of the service whose answers are longer than 512 octets. */
export const WIDE = `wide-${'w'.repeat(55)}`;
