import { CfnParameter, Duration, Lazy } from 'aws-cdk-lib';
import type { Instance } from './endpoints';
import { RDS_HOST, endpointIn, loadBalancerIn, renderedIn } from './endpoints';
import type { RegisteredEndpointProps } from '../../src';
import { DiscoveryNamespace, EndpointHealthCheck, EndpointTarget } from '../../src';
import { Shop } from '../testing/shop';

type Choose = (shop: Shop) => Partial<RegisteredEndpointProps>;

const NAMESPACES: Record<string, DiscoveryNamespace> = {
  private: DiscoveryNamespace.privateDns('shop.internal'),
  public: DiscoveryNamespace.publicDns('svc.public-service.com'),
  HTTP: DiscoveryNamespace.http('shop'),
};
const CUSTOM = { HealthCheckCustomConfig: { FailureThreshold: 1 } };
const dns = (types: string[], RoutingPolicy: string, TTL = 10) => ({
  DnsConfig: { DnsRecords: types.map((Type) => ({ Type, TTL })), RoutingPolicy },
});

const addresses: Choose = () => ({ target: EndpointTarget.addresses(['10.0.1.20', '10.0.1.21']), port: 5432 });
const addresses6: Choose = () => ({ target: EndpointTarget.addresses(['2001:db8::1']) });
const cname: Choose = () => ({ target: EndpointTarget.cname(RDS_HOST), port: 5432 });
const alias: Choose = (shop) => ({ target: EndpointTarget.loadBalancer(loadBalancerIn(shop)), port: 443 });
const dualAlias: Choose = (shop) => ({ target: EndpointTarget.dualStackLoadBalancer(loadBalancerIn(shop)) });
const attributes: Choose = () => ({ target: EndpointTarget.attributes({ QUEUE_URL: 'https://sqs/queue', PATH: '/v1' }) });

const ADDRESSES = [{ AWS_INSTANCE_IPV4: '10.0.1.20', AWS_INSTANCE_PORT: '5432' }, { AWS_INSTANCE_IPV4: '10.0.1.21', AWS_INSTANCE_PORT: '5432' }];
const ADDRESSES6 = [{ AWS_INSTANCE_IPV6: '2001:db8::1' }];
const CNAME = [{ AWS_INSTANCE_CNAME: RDS_HOST }];
const ALIAS = [{ AWS_ALIAS_DNS_NAME: { 'Fn::GetAtt': [expect.stringMatching(/^Lb/), 'DNSName'] } }];
const ATTRIBUTES = [{ QUEUE_URL: 'https://sqs/queue', PATH: '/v1' }];

test.each<[string, string, Choose, object, object[]]>([
  ['IPv4 addresses', 'private', addresses, { ...dns(['A'], 'MULTIVALUE'), ...CUSTOM }, ADDRESSES],
  ['IPv4 addresses', 'public', addresses, { ...dns(['A'], 'MULTIVALUE'), ...CUSTOM }, ADDRESSES],
  ['IPv4 addresses', 'HTTP', addresses, CUSTOM, ADDRESSES],
  ['IPv6 addresses', 'private', addresses6, { ...dns(['AAAA'], 'MULTIVALUE'), ...CUSTOM }, ADDRESSES6],
  ['IPv6 addresses', 'public', addresses6, { ...dns(['AAAA'], 'MULTIVALUE'), ...CUSTOM }, ADDRESSES6],
  ['IPv6 addresses', 'HTTP', addresses6, CUSTOM, ADDRESSES6],
  ['another host', 'private', cname, { ...dns(['CNAME'], 'WEIGHTED'), ...CUSTOM }, CNAME],
  ['another host', 'public', cname, { ...dns(['CNAME'], 'WEIGHTED'), ...CUSTOM }, CNAME],
  ['a load balancer', 'private', alias, dns(['A'], 'WEIGHTED'), ALIAS],
  ['a load balancer', 'public', alias, dns(['A'], 'WEIGHTED'), ALIAS],
  ['a dual-stack load balancer', 'private', dualAlias, dns(['A', 'AAAA'], 'WEIGHTED'), ALIAS],
  ['attributes', 'private', attributes, { Type: 'HTTP', ...CUSTOM }, ATTRIBUTES],
  ['attributes', 'public', attributes, { Type: 'HTTP', ...CUSTOM }, ATTRIBUTES],
  ['attributes', 'HTTP', attributes, CUSTOM, ATTRIBUTES],
])('%s in a namespace of type %s: the Cloud Map service and the instances that AWS takes', (_target, type, choose, service, own) => {
  const shop = new Shop();
  endpointIn(shop, { cloudMapNamespace: NAMESPACES[type], ...choose(shop) });
  const { services, instances } = renderedIn(shop);
  const [[id]] = Object.entries(shop.template().findResources('AWS::ServiceDiscovery::Service'));

  expect(services).toEqual([{ Name: 'database', NamespaceId: expect.anything(), ...service }]);
  expect(instances.map(({ InstanceAttributes }) => InstanceAttributes)).toEqual(own);
  instances.forEach(({ ServiceId }) => expect(ServiceId).toEqual({ 'Fn::GetAtt': [id, 'Id'] }));
});

/** The one service and the instances of an endpoint with these props. */
function rendered(props: Partial<RegisteredEndpointProps>, shop = new Shop()): { service: Record<string, unknown>; instances: Instance[] } {
  endpointIn(shop, props);
  const { services: [service], instances } = renderedIn(shop);
  return { service, instances };
}

const PUBLIC_ADDRESS = EndpointTarget.addresses(['52.94.236.10']);

test.each<[string, EndpointHealthCheck, object]>([
  ['http()', EndpointHealthCheck.http(), { Type: 'HTTP', ResourcePath: '/', FailureThreshold: 1 }],
  ['https()', EndpointHealthCheck.https({ path: '/health', failureThreshold: 3 }), { Type: 'HTTPS', ResourcePath: '/health', FailureThreshold: 3 }],
  ['tcp(), which has no path', EndpointHealthCheck.tcp({ failureThreshold: 10 }), { Type: 'TCP', FailureThreshold: 10 }],
])('a health check of Route 53 takes the place of the custom one, in public and HTTP namespaces: %s', (_call, healthCheck, expected) => {
  ['public', 'HTTP'].forEach((type) => {
    const { service } = rendered({ target: PUBLIC_ADDRESS, port: 443, healthCheck, cloudMapNamespace: NAMESPACES[type] });

    expect([service.HealthCheckConfig, service.HealthCheckCustomConfig]).toEqual([expected, undefined]);
  });
});

test('discovery name and TTL are those that were given', () => {
  const { service } = rendered({ discoveryName: 'orders.db', ttl: Duration.minutes(5) });

  expect(service).toMatchObject({ Name: 'orders.db', ...dns(['A'], 'MULTIVALUE', 300) });
});

test('attributes stand beside the address, for clients of the API', () => {
  expect(rendered({ attributes: { engine: 'postgres' }, port: 5432 }).instances.map(({ InstanceAttributes }) => InstanceAttributes))
    .toEqual([{ engine: 'postgres', AWS_INSTANCE_IPV4: '10.0.1.20', AWS_INSTANCE_PORT: '5432' }]);
});

test('what is known at deployment is rendered as it will be: address, host, port, attribute', () => {
  const shop = new Shop();
  const { valueAsString: text } = new CfnParameter(shop.stack, 'Text');
  const port = new CfnParameter(shop.stack, 'Port', { type: 'Number' }).valueAsNumber;
  endpointIn(shop, { target: EndpointTarget.addresses([text]), port, attributes: { version: text } }, 'A');
  endpointIn(shop, { target: EndpointTarget.cname(text) }, 'B');

  expect(renderedIn(shop).instances.map(({ InstanceAttributes }) => InstanceAttributes)).toEqual([
    { version: { Ref: 'Text' }, AWS_INSTANCE_IPV4: { Ref: 'Text' }, AWS_INSTANCE_PORT: { Ref: 'Port' } }, { AWS_INSTANCE_CNAME: { Ref: 'Text' } },
  ]);
});

test('what is handed out is what was defined', () => {
  const shop = new Shop();
  const { cloudMapService, endpoint, connections } = endpointIn(shop, { ...cname(shop), cloudMapNamespace: NAMESPACES.private });

  expect([endpoint.host, endpoint.port, endpoint.url]).toEqual(['database.shop.internal', 5432, 'http://database.shop.internal:5432']);
  expect([cloudMapService.serviceName, connections.securityGroups]).toEqual(['database', []]);
  expect(endpoint.serviceArn).toBe(cloudMapService.serviceArn);
});

test('the name "." is the namespace itself', () => {
  const shop = new Shop();
  const { endpoint } = endpointIn(shop, { discoveryName: '.', cloudMapNamespace: NAMESPACES.private });

  expect(endpoint.host).toBe('shop.internal');
});

test('a name that a service has in the same namespace is found at synth', () => {
  const shop = new Shop();
  shop.service('Backend');
  endpointIn(shop, { discoveryName: 'backend' });

  expect(shop.synthesisError()).toContain('[discovery-name-twice]');
});

test('a lazy TTL is rendered', () => {
  expect(rendered({ ttl: Duration.seconds(Lazy.number({ produce: () => 7 })) }).service).toMatchObject(dns(['A'], 'MULTIVALUE', 7));
});
