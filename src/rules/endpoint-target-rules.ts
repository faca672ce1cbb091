import type { EndpointTargetFacts } from '../plan/endpoint-target-facts';
import { isPublicAddress } from '../shared/addresses';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const REGISTER_INSTANCE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html';
const HEALTH_CHECK = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html';
const TARGETS = { addresses: 'addresses', cname: 'another host', loadBalancer: 'a load balancer', attributes: 'attributes' };

/** What a name can lead to, and where. */
const targetRules: ReadonlyArray<Rule<EndpointTargetFacts>> = [
  {
    id: 'endpoint-in-http-namespace',
    severity: 'error',
    why: 'A CNAME or an alias is a DNS record, and an HTTP namespace has no DNS.',
    fix: 'Use a DNS namespace, or register the host as an attribute: EndpointTarget.attributes({ HOST: … }).',
    link: REGISTER_INSTANCE,
    broken: ({ kind, namespaceType }) => namespaceType === 'HTTP' && (kind === 'cname' || kind === 'loadBalancer')
      ? [`The namespace is of type HTTP, and the target is ${TARGETS[kind]}.`] : [],
  },
  {
    id: 'endpoint-alias-region',
    severity: 'error',
    why: 'AWS GovCloud (US) has no aliases in Cloud Map: AWS_ALIAS_DNS_NAME is not there.',
    fix: 'Use EndpointTarget.cname(loadBalancer.loadBalancerDnsName).',
    link: REGISTER_INSTANCE,
    broken: ({ kind, region }) => kind === 'loadBalancer' && known(region) && region.startsWith('us-gov-')
      ? [`The target is a load balancer, and the Region is ${region}.`] : [],
  },
  {
    id: 'endpoint-cname-at-apex',
    severity: 'error',
    why: 'The name "." is that of the namespace itself, which has records of its own, and DNS has no CNAME beside other records.',
    fix: 'Give another discoveryName, or use EndpointTarget.addresses() or loadBalancer().',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: ({ kind, discoveryName }) => kind === 'cname' && discoveryName === '.' ? ['The discovery name is ".", and the target is another host.'] : [],
  },
  {
    id: 'endpoint-other-attributes',
    severity: 'error',
    why: 'Beside an alias, Cloud Map takes no other attribute; and a target that is attributes has them all.',
    fix: 'Leave attributes out; for a load balancer, describe it by EndpointTarget.attributes() under another name.',
    link: REGISTER_INSTANCE,
    broken: ({ kind, hasOtherAttributes }) => hasOtherAttributes && (kind === 'loadBalancer' || kind === 'attributes')
      ? [`attributes is given, and the target is ${TARGETS[kind]}.`] : [],
  },
  {
    id: 'endpoint-connectable',
    severity: 'error',
    why: 'connectTo() opens the security groups of connectable, and it has none.',
    fix: 'Put it into the VPC (a Lambda function: give it vpc), or leave connectable out.',
    link: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    broken: ({ connectableProblem: problem }) => problem === undefined ? [] : [problem],
  },
  {
    id: 'endpoint-ttl',
    severity: 'error',
    why: 'A TTL belongs to records: an alias has that of the load balancer, and a name without records has none.',
    fix: 'Leave ttl out.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html',
    broken: ({ kind, hasTtl, recordTypes }) => hasTtl && (kind === 'loadBalancer' || recordTypes.length === 0)
      ? [`ttl is given, and the target is ${TARGETS[kind]}${kind === 'addresses' ? ' in an HTTP namespace' : ''}.`] : [],
  },
];

/** What Route 53 can check. */
const checkRules: ReadonlyArray<Rule<EndpointTargetFacts>> = [
  {
    id: 'endpoint-check-in-private-namespace',
    severity: 'error',
    why: 'Cloud Map makes health checks in public DNS and HTTP namespaces only: the checkers of Route 53 are outside of the VPC, and CreateService refuses '
      + 'HealthCheckConfig in a private namespace.',
    fix: 'Leave healthCheck out (a client of the API can say what is healthy: UpdateInstanceCustomHealthStatus), or use another namespace.',
    link: HEALTH_CHECK,
    broken: ({ hasHealthCheck, namespaceType }) => hasHealthCheck && namespaceType === 'DNS_PRIVATE' ? ['The namespace is a private one, and healthCheck is given.'] : [],
  },
  {
    id: 'endpoint-check-of-target',
    severity: 'error',
    why: 'Cloud Map checks addresses: it refuses a check with a CNAME, makes none for an alias (the load balancer knows its health), and attributes have no address.',
    fix: 'Leave healthCheck out.',
    link: HEALTH_CHECK,
    broken: ({ hasHealthCheck, kind }) => hasHealthCheck && kind !== 'addresses' ? [`healthCheck is given, and the target is ${TARGETS[kind]}.`] : [],
  },
  {
    id: 'endpoint-check-of-private-address',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet: they refuse addresses that are private, reserved or not routed.',
    fix: 'Leave healthCheck out, or give the public address.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    broken: ({ hasHealthCheck, addresses }) => !hasHealthCheck ? []
      : addresses.filter((address) => known(address) && !isPublicAddress(address)).map((address) => `healthCheck is given, and an address is ${address}.`),
  },
  {
    id: 'endpoint-check-without-port',
    severity: 'error',
    why: 'A health check asks a port of the address (AWS_INSTANCE_PORT): without one, RegisterInstance refuses the instance.',
    fix: 'Give the endpoint a port.',
    link: REGISTER_INSTANCE,
    broken: ({ hasHealthCheck, kind, port }) => hasHealthCheck && kind === 'addresses' && port === undefined ? ['healthCheck is given, and port is not.'] : [],
  },
];

export const endpointTargetRules: ReadonlyArray<Rule<EndpointTargetFacts>> = [...targetRules, ...checkRules];
