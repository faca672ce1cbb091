import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { textsOf } from './texts-of';
import type { EndpointTargetFacts } from '../../src/plan/endpoint-target-facts';
import { endpointTargetRules } from '../../src/rules/endpoint-target-rules';

/** A public address that Route 53 checks: nothing is wrong with it. */
const WHOLE: EndpointTargetFacts = {
  kind: 'addresses',
  discoveryName: 'partner',
  namespaceType: 'DNS_PUBLIC',
  region: 'eu-west-1',
  port: 443,
  addresses: ['52.94.236.10'],
  hasHealthCheck: true,
  hasOtherAttributes: true,
  hasTtl: true,
  recordTypes: ['A'],
};
const PLAIN = { hasHealthCheck: false, hasOtherAttributes: false, hasTtl: false } as const;
const CNAME = { ...PLAIN, kind: 'cname', addresses: [], recordTypes: ['CNAME'] } as const;
const ALIAS = { ...PLAIN, kind: 'loadBalancer', addresses: [] } as const;
const ATTRIBUTES = { ...PLAIN, kind: 'attributes', addresses: [], recordTypes: [] } as const;
const IN_HTTP = { namespaceType: 'HTTP', recordTypes: [] } as const;

const REGISTER_INSTANCE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html';
const HEALTH_CHECK = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html';
const texts = (facts: Partial<EndpointTargetFacts>) => textsOf(endpointTargetRules, { ...WHOLE, ...facts });
const parameter = new CfnParameter(new Stack(), 'Address').valueAsString;

const inHttp = (target: string) => `[endpoint-in-http-namespace] The namespace is of type HTTP, and the target is ${target}.
  why: A CNAME or an alias is a DNS record, and an HTTP namespace has no DNS.
  fix: Use a DNS namespace, or register the host as an attribute: EndpointTarget.attributes({ HOST: … }).
  see: ${REGISTER_INSTANCE}`;
const ALIAS_REGION = `[endpoint-alias-region] The target is a load balancer, and the Region is us-gov-west-1.
  why: AWS GovCloud (US) has no aliases in Cloud Map: AWS_ALIAS_DNS_NAME is not there.
  fix: Use EndpointTarget.cname(loadBalancer.loadBalancerDnsName).
  see: ${REGISTER_INSTANCE}`;
const APEX = `[endpoint-cname-at-apex] The discovery name is ".", and the target is another host.
  why: The name "." is that of the namespace itself, which has records of its own, and DNS has no CNAME beside other records.
  fix: Give another discoveryName, or use EndpointTarget.addresses() or loadBalancer().
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html`;
const otherAttributes = (target: string) => `[endpoint-other-attributes] attributes is given, and the target is ${target}.
  why: Beside an alias, Cloud Map takes no other attribute; and a target that is attributes has them all.
  fix: Leave attributes out; for a load balancer, describe it by EndpointTarget.attributes() under another name.
  see: ${REGISTER_INSTANCE}`;
const ttl = (target: string) => `[endpoint-ttl] ttl is given, and the target is ${target}.
  why: A TTL belongs to records: an alias has that of the load balancer, and a name without records has none.
  fix: Leave ttl out.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html`;
const CHECK_IN_PRIVATE = `[endpoint-check-in-private-namespace] The namespace is a private one, and healthCheck is given.
  why: Cloud Map makes health checks in public DNS and HTTP namespaces only: the checkers of Route 53 are outside of the VPC, and CreateService refuses \
HealthCheckConfig in a private namespace.
  fix: Leave healthCheck out (a client of the API can say what is healthy: UpdateInstanceCustomHealthStatus), or use another namespace.
  see: ${HEALTH_CHECK}`;
const checkOf = (target: string) => `[endpoint-check-of-target] healthCheck is given, and the target is ${target}.
  why: Cloud Map checks addresses: it refuses a check with a CNAME, makes none for an alias (the load balancer knows its health), and attributes have no address.
  fix: Leave healthCheck out.
  see: ${HEALTH_CHECK}`;
const checkOfAddress = (address: string) => `[endpoint-check-of-private-address] healthCheck is given, and an address is ${address}.
  why: The checkers of Route 53 are on the internet: they refuse addresses that are private, reserved or not routed.
  fix: Leave healthCheck out, or give the public address.
  see: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html`;
const CHECK_WITHOUT_PORT = `[endpoint-check-without-port] healthCheck is given, and port is not.
  why: A health check asks a port of the address (AWS_INSTANCE_PORT): without one, RegisterInstance refuses the instance.
  fix: Give the endpoint a port.
  see: ${REGISTER_INSTANCE}`;

test.each<[string, Partial<EndpointTargetFacts>, string[]]>([
  ['a CNAME in an HTTP namespace', { ...CNAME, ...IN_HTTP }, [inHttp('another host')]],
  ['an alias in an HTTP namespace', { ...ALIAS, ...IN_HTTP }, [inHttp('a load balancer')]],
  ['an alias in GovCloud', { ...ALIAS, region: 'us-gov-west-1' }, [ALIAS_REGION]],
  ['a CNAME at the apex', { ...CNAME, discoveryName: '.' }, [APEX]],
  ['attributes beside an alias', { ...ALIAS, hasOtherAttributes: true }, [otherAttributes('a load balancer')]],
  ['attributes beside attributes', { ...ATTRIBUTES, hasOtherAttributes: true }, [otherAttributes('attributes')]],
  ['a TTL of an alias', { ...ALIAS, hasTtl: true }, [ttl('a load balancer')]],
  ['a TTL of attributes', { ...ATTRIBUTES, hasTtl: true }, [ttl('attributes')]],
  ['a TTL of addresses in an HTTP namespace', IN_HTTP, [ttl('addresses in an HTTP namespace')]],
  ['a check in a private namespace', { namespaceType: 'DNS_PRIVATE' }, [CHECK_IN_PRIVATE]],
  ['a check of a CNAME', { ...CNAME, hasHealthCheck: true }, [checkOf('another host')]],
  ['a check of an alias', { ...ALIAS, hasHealthCheck: true }, [checkOf('a load balancer')]],
  ['a check of attributes', { ...ATTRIBUTES, hasHealthCheck: true }, [checkOf('attributes')]],
  ['a check of private addresses', { addresses: ['10.0.1.20', '52.94.236.10', 'fd00::1'] }, [checkOfAddress('10.0.1.20'), checkOfAddress('fd00::1')]],
  ['a check without a port', { port: undefined }, [CHECK_WITHOUT_PORT]],
])('%s is refused', (_what, facts, expected) => {
  expect(texts(facts)).toEqual(expected);
});

test.each<[string, Partial<EndpointTargetFacts>]>([
  ['an address with a check, attributes and a TTL', {}],
  ['an address with a check and attributes in an HTTP namespace', { ...IN_HTTP, hasTtl: false }],
  ['a private address without a check', { ...PLAIN, namespaceType: 'DNS_PRIVATE', addresses: ['10.0.1.20'], port: undefined }],
  ['a CNAME with attributes and a TTL', { ...CNAME, hasOtherAttributes: true, hasTtl: true }],
  ['an alias', ALIAS],
  ['attributes', ATTRIBUTES],
  ['attributes in an HTTP namespace', { ...ATTRIBUTES, ...IN_HTTP }],
  ['addresses at the apex', { discoveryName: '.' }],
  ['an alias at the apex', { ...ALIAS, discoveryName: '.' }],
  ['an alias in a Region that is known at deployment', { ...ALIAS, region: Aws.REGION }],
  ['a CNAME in GovCloud', { ...CNAME, region: 'us-gov-west-1' }],
  ['a check of an address that is known at deployment', { addresses: [parameter] }],
])('%s is whole', (_what, facts) => {
  expect(texts(facts)).toEqual([]);
});
