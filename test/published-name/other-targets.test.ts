import { CfnParameter, Duration } from 'aws-cdk-lib';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { api, checkIn, endpointIn, recordsIn, zoneIn } from './published';
import { Capacity, DiscoveryNamespace, DnsRecords, EndpointTarget, PublishedName, RecordRouting, RegisteredEndpoint, ServiceRegistration } from '../../src';
import type { DiscoverableServiceProps } from '../../src';
import { addProvider, existing } from '../surface/systems';
import { Shop, brokenRules, messageOf } from '../testing/shop';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';
const TYPES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html';

describe('a service without a load balancer', () => {
  test('is published by a CNAME for its discovery name, which stays where its tasks are', () => {
    const shop = new Shop();
    expect(shop.service('Backend', { port: 8080 }).publishTo(api(shop))).toBe('http://api.example.org:8080');
    expect(recordsIn(shop)).toEqual([{ HostedZoneId: 'Z1', Name: 'api.example.org.', Type: 'CNAME', TTL: '60', ResourceRecords: ['backend.ecs-internal'] }]);
  });

  test('may have another TTL, and a routing', () => {
    const shop = new Shop();
    const healthCheck = checkIn(shop);
    const publish = (id: string, routing: RecordRouting) => shop.service(id)
      .publishTo(PublishedName.inHostedZone(zoneIn(shop), { recordName: 'api', ttl: Duration.seconds(10), routing }));
    publish('First', RecordRouting.failoverPrimary({ healthCheck }));
    publish('Second', RecordRouting.failoverSecondary());
    expect(recordsIn(shop)).toEqual([
      expect.objectContaining({ TTL: '10', Failover: 'PRIMARY', HealthCheckId: shop.stack.resolve(healthCheck.healthCheckId) as unknown }),
      expect.objectContaining({ TTL: '10', Failover: 'SECONDARY', ResourceRecords: ['second.ecs-internal'] }),
    ]);
  });

  test('may be one that was there before', () => {
    const shop = new Shop();
    expect(new ServiceRegistration(shop.stack, 'Legacy', { service: existing(shop), port: 80 }).publishTo(api(shop))).toBe('http://api.example.org:80');
    expect(recordsIn(shop)).toEqual([expect.objectContaining({ Type: 'CNAME', ResourceRecords: ['legacy.ecs-internal'] })]);
  });

  test('may be in a namespace whose name is known at deployment only', () => {
    const shop = new Shop();
    shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingFromParameter('/shop/namespace', { type: NamespaceType.DNS_PRIVATE }) }).publishTo(api(shop));
    expect(JSON.stringify(recordsIn(shop)[0].ResourceRecords)).toMatch(/backend\./);
  });

  test('is refused the name of the zone, which has other records', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    expect(messageOf(() => backend.publishTo(PublishedName.inHostedZone(zoneIn(shop), { recordName: 'Example.ORG' })))).toBe(`Shop/Backend.publishTo(): 1 problem

[publish-cname-at-apex] Example.ORG is the name of the zone.
  why: The name of a zone has records of its own (NS and SOA), and DNS has no CNAME beside other records.
  fix: Give a recordName such as "api"; or publish what exposeVia() returns, whose alias can have the name of the zone.
  see: ${TYPES}
`);
    expect(brokenRules(() => backend.publishTo(PublishedName.inHostedZone(zoneIn(shop), {
      recordName: new CfnParameter(shop.stack, 'Text').valueAsString,
    })))).toEqual([]);
  });

  test.each<[string, (shop: Shop) => Partial<DiscoverableServiceProps>, string]>([
    ['SRV records only', () => ({ dnsRecords: DnsRecords.srv() }), 'The name of Shop/Backend has SRV records only.'],
    ['no records', () => ({ dnsRecords: DnsRecords.none() }), 'Shop/Backend is found through the API only.'],
    ['an HTTP namespace', () => ({ cloudMapNamespace: DiscoveryNamespace.http('shop') }), 'Shop/Backend is found through the API only.'],
    ['bridge mode', (shop) => ({ capacity: Capacity.ec2Bridge({ capacityProviders: [{ provider: addProvider(shop, 'Asg') }] }) }), 'The name of Shop/Backend has SRV records only.'],
    ['no registration', () => ({ registered: false }), 'Shop/Backend has registered: false.'],
    ['a namespace without a known name', () => ({ cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-1' }) }), 'The name of the namespace of Shop/Backend is not known.'],
  ])('is refused with %s', (_what, props, text) => {
    const shop = new Shop();
    const backend = shop.service('Backend', props(shop));
    expect(messageOf(() => backend.publishTo(api(shop)))).toBe(`Shop/Backend.publishTo(): 1 problem

[publish-without-host] ${text}
  why: A CNAME leads to a name that has addresses: SRV records and the API give others, and without tasks behind it the name is not there.
  fix: Give the service DnsRecords.a() in a DNS namespace; or publish what exposeVia() returns, which leads to a load balancer.
  see: ${TYPES}
`);
  });

  test('is refused as a worker, which has no name', () => {
    const shop = new Shop();
    expect(brokenRules(() => shop.service('Worker', { port: undefined }).publishTo(api(shop)))).toEqual(['worker-without-name']);
  });

  test('is refused as primary without a check: Route 53 could not know that it is not healthy', () => {
    const shop = new Shop();
    expect(messageOf(() => shop.service('Backend').publishTo(api(shop, RecordRouting.failoverPrimary())))).toBe(`Shop/Backend.publishTo(): 1 problem

[publish-primary-check] api.example.org leads to a host name as primary, and there is no healthCheck.
  why: Route 53 must be told when the primary is not healthy: "A non-alias primary ResourceRecordSet must have an associated health check". An alias is judged by its load balancer.
  fix: Give RecordRouting.failoverPrimary() a healthCheck, such as service.addRoute53HealthCheck(Route53Check.reportingTasks()), which asks CloudWatch: the checkers of Route 53 reach no private target.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html
`);
  });

  test('is refused multivalue routing', () => {
    const shop = new Shop();
    expect(messageOf(() => shop.service('Backend').publishTo(api(shop, RecordRouting.multivalue()))))
      .toContain('[publish-multivalue] api.example.org leads to a host name, and the routing is multivalue.');
  });
});

describe('fixed addresses', () => {
  test('are published by one record with all of them', () => {
    const shop = new Shop();
    expect(endpointIn(shop).publishTo(api(shop))).toBe('api.example.org');
    expect(recordsIn(shop)).toEqual([{ HostedZoneId: 'Z1', Name: 'api.example.org.', Type: 'A', TTL: '60', ResourceRecords: ['52.94.236.1', '52.94.236.2'] }]);
  });

  test('of IPv6 by an AAAA record, also with the name of the zone', () => {
    const shop = new Shop();
    endpointIn(shop, ['2600:1f14::1']).publishTo(PublishedName.inHostedZone(zoneIn(shop)));
    expect(recordsIn(shop)).toEqual([expect.objectContaining({ Name: 'example.org.', Type: 'AAAA', ResourceRecords: ['2600:1f14::1'] })]);
  });

  test('are a record each with multivalue routing, with a check each', () => {
    const shop = new Shop();
    const healthChecks = ['A', 'B'].map((id) => checkIn(shop, id));
    endpointIn(shop).publishTo(api(shop, RecordRouting.multivalue({ healthChecks })));
    const records = recordsIn(shop);
    expect(records.map(({ MultiValueAnswer, ResourceRecords, HealthCheckId }) => [MultiValueAnswer, ResourceRecords, HealthCheckId])).toEqual([
      [true, ['52.94.236.1'], shop.stack.resolve(healthChecks[0].healthCheckId)], [true, ['52.94.236.2'], shop.stack.resolve(healthChecks[1].healthCheckId)],
    ]);
    expect(new Set(records.map(({ SetIdentifier }) => SetIdentifier)).size).toBe(2);
  });

  test('are refused another number of checks', () => {
    const shop = new Shop();
    const routing = RecordRouting.multivalue({ healthChecks: [checkIn(shop)] });
    expect(messageOf(() => endpointIn(shop).publishTo(api(shop, routing)))).toBe(`Shop/Gateway.publishTo(): 1 problem

[publish-multivalue-checks] There are 2 addresses, and healthChecks has 1.
  why: Each address has a record, and each record a health check of its own: one without counts as healthy always.
  fix: Give healthChecks as many as there are addresses, in their order, or none.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html
`);
  });

  test('are refused latency routing, unless it is one', () => {
    const shop = new Shop();
    expect(messageOf(() => endpointIn(shop).publishTo(api(shop, RecordRouting.latency())))).toBe(`Shop/Gateway.publishTo(): 1 problem

[publish-latency-values] There are 2 addresses.
  why: A latency record holds one value.
  fix: Give the endpoint one address, or let the latency record be an alias of weighted records that have another name.
  see: ${RECORD_SET}
`);
    expect(brokenRules(() => endpointIn(shop, ['52.94.236.1'], 'One').publishTo(api(shop, RecordRouting.latency())))).toEqual([]);
  });

  test('are refused beyond a hundred records, and one record has them all', () => {
    const shop = new Shop();
    const addresses = Array.from({ length: 101 }, (_, index) => `52.94.236.${index}`);
    expect(messageOf(() => endpointIn(shop, addresses).publishTo(api(shop, RecordRouting.multivalue())))).toBe(`Shop/Gateway.publishTo(): 1 problem

[publish-too-many] api.example.org would have 101 records of type A.
  why: A zone has at most 100 records of a name and type.
  fix: Publish fewer of them, or give simple routing: one record with all addresses.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
`);
    expect(brokenRules(() => endpointIn(shop, addresses.slice(1), 'Hundred').publishTo(api(shop, RecordRouting.multivalue())))).toEqual([]);
  });

  test('of weights have one TTL', () => {
    const shop = new Shop();
    const publish = (id: string, ttl?: Duration) => endpointIn(shop, ['52.94.236.1'], id)
      .publishTo(PublishedName.inHostedZone(zoneIn(shop), { recordName: 'api', ttl, routing: RecordRouting.weighted(1) }));
    publish('First', Duration.seconds(30));
    expect(messageOf(() => publish('Second'))).toBe(`Shop/Second.publishTo(): 1 problem

[publish-weighted-ttl] api.example.org would have weighted records of type A with several TTLs: Shop/First/api.example.org in Zone/A (30 s) and Shop/Second.publishTo() (60 s).
  why: All weighted records of a name and type have one TTL.
  fix: Give all of them the same ttl: 60 seconds beside aliases of load balancers, which is what these have.
  see: ${RECORD_SET}
`);
    publish('Third', Duration.seconds(30));
    publish('Fourth', Duration.seconds(new CfnParameter(shop.stack, 'Ttl', { type: 'Number' }).valueAsNumber));
    expect(recordsIn(shop).map(({ TTL }) => TTL)).toEqual(['30', { Ref: 'Ttl' }, '30']);
  });

  test.each<[string, EndpointTarget]>([
    ['another host', EndpointTarget.cname('db.example.com')], ['attributes', EndpointTarget.attributes({ URL: 'https://example.com' })],
  ])('are what an endpoint is published by, and not %s', (what, target) => {
    const shop = new Shop();
    const endpoint = new RegisteredEndpoint(shop.stack, 'Other', { cluster: shop.cluster, target });
    expect(messageOf(() => endpoint.publishTo(api(shop)))).toBe(`Shop/Other.publishTo(): 1 problem

[publish-endpoint-target] Shop/Other leads to ${what}.
  why: What an endpoint is published by is its addresses. A host or a load balancer has a name in DNS that it can be published by without the endpoint, and attributes have no address.
  fix: Use EndpointTarget.addresses(), or make the record by a CnameRecord or ARecord of aws-route53.
  see: ${RECORD_SET}
`);
  });
});

test('a TTL that is none is refused', () => {
  const shop = new Shop();
  expect(messageOf(() => PublishedName.inHostedZone(zoneIn(shop), { ttl: Duration.millis(1500) }))).toBe(`PublishedName.inHostedZone(): 1 problem

[publish-ttl-range] ttl is 1.5 seconds.
  why: The TTL of a record is a whole number of seconds from 0 to 2147483647.
  fix: Give a duration in whole seconds, such as Duration.seconds(60).
  see: ${RECORD_SET}
`);
  expect(brokenRules(() => PublishedName.inHostedZone(zoneIn(shop), { ttl: Duration.seconds(0) }))).toEqual([]);
});
