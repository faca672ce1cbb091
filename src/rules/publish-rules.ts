import type { NamespacePublishFacts, PublishFacts } from '../plan/publish-facts';
import type { Rule } from '../shared/rule';

const RECORD_SET = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html';

/** What holds in a hosted zone and in a namespace. */
const placeRules: ReadonlyArray<Rule<Pick<PublishFacts, 'domainName' | 'withoutLoadBalancer' | 'tooLate'>>> = [
  {
    id: 'publish-without-load-balancer',
    severity: 'error',
    why: 'An alias record leads to a load balancer. An HTTP API answers under names that it has a certificate for only, and a listener that was imported does not know its load balancer.',
    fix: 'For an HTTP API use exposed.httpApi with a DomainName of aws-apigatewayv2; to Exposure.existingListener() give loadBalancer.',
    link: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html',
    broken: ({ withoutLoadBalancer, domainName }) => withoutLoadBalancer ? [`There is no load balancer that ${domainName} could lead to.`] : [],
  },
  {
    id: 'publish-too-late',
    severity: 'error',
    why: 'What all records of a name must keep is decided when synthesis begins, when templates start to be written.',
    fix: 'Call publishTo() while the app is being built.',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/apps.html#lifecycle',
    broken: ({ tooLate }) => tooLate ? ['Synthesis has begun.'] : [],
  },
];

/** What a name can lead to. */
const targetRules: ReadonlyArray<Rule<PublishFacts>> = [
  {
    id: 'publish-without-host',
    severity: 'error',
    why: 'A CNAME leads to a name that has addresses: SRV records and the API give others, and without tasks behind it the name is not there.',
    fix: 'Give the service DnsRecords.a() in a DNS namespace; or publish what exposeVia() returns, which leads to a load balancer.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: ({ hostProblem: problem }) => problem === undefined ? [] : [problem],
  },
  {
    id: 'publish-endpoint-target',
    severity: 'error',
    why: 'What an endpoint is published by is its addresses. A host or a load balancer has a name in DNS that it can be published by without the endpoint, and attributes have no address.',
    fix: 'Use EndpointTarget.addresses(), or make the record by a CnameRecord or ARecord of aws-route53.',
    link: RECORD_SET,
    broken: ({ targetProblem: problem }) => problem === undefined ? [] : [problem],
  },
  {
    id: 'publish-cname-at-apex',
    severity: 'error',
    why: 'The name of a zone has records of its own (NS and SOA), and DNS has no CNAME beside other records.',
    fix: 'Give a recordName such as "api"; or publish what exposeVia() returns, whose alias can have the name of the zone.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: ({ kind, isApex, domainName }) => kind === 'host name' && isApex ? [`${domainName} is the name of the zone.`] : [],
  },
  {
    id: 'publish-ttl',
    severity: 'error',
    why: 'An alias has the TTL of what it leads to: 60 seconds for a load balancer.',
    fix: 'Leave ttl out.',
    link: RECORD_SET,
    broken: ({ kind, hasTtl }) => kind === 'load balancer' && hasTtl ? ['ttl is given, and the record is an alias.'] : [],
  },
];

/** Which routing it can have. */
const routingRules: ReadonlyArray<Rule<PublishFacts>> = [
  {
    id: 'publish-multivalue',
    severity: 'error',
    why: 'Route 53 has multivalue answers for values only: no aliases, and no CNAME.',
    fix: 'Use RecordRouting.weighted() with equal weights.',
    link: RECORD_SET,
    broken: ({ kind, routing, domainName }) => routing.kind === 'multivalue' && kind !== 'addresses'
      ? [`${domainName} leads to a ${kind}, and the routing is multivalue.`] : [],
  },
  {
    id: 'publish-multivalue-checks',
    severity: 'error',
    why: 'Each address has a record, and each record a health check of its own: one without counts as healthy always.',
    fix: 'Give healthChecks as many as there are addresses, in their order, or none.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html',
    broken: ({ kind, routing, addresses }) => kind === 'addresses' && routing.kind === 'multivalue' && ![0, addresses].includes(routing.healthChecks.length)
      ? [`There are ${addresses} addresses, and healthChecks has ${routing.healthChecks.length}.`] : [],
  },
  {
    id: 'publish-latency-values',
    severity: 'error',
    why: 'A latency record holds one value.',
    fix: 'Give the endpoint one address, or let the latency record be an alias of weighted records that have another name.',
    link: RECORD_SET,
    broken: ({ kind, routing, addresses }) => kind === 'addresses' && routing.kind === 'latency' && addresses > 1 ? [`There are ${addresses} addresses.`] : [],
  },
  {
    id: 'publish-primary-check',
    severity: 'error',
    why: 'Route 53 must be told when the primary is not healthy: "A non-alias primary ResourceRecordSet must have an associated health check". An alias is judged by its load balancer.',
    fix: 'Give RecordRouting.failoverPrimary() a healthCheck, such as service.addRoute53HealthCheck(Route53Check.reportingTasks()), which asks CloudWatch: the checkers of '
      + 'Route 53 reach no private target.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html',
    broken: ({ kind, routing, domainName }) => kind !== 'load balancer' && routing.kind === 'failover' && routing.role === 'PRIMARY' && !routing.healthCheck
      ? [`${domainName} leads to ${kind === 'addresses' ? 'addresses' : 'a host name'} as primary, and there is no healthCheck.`] : [],
  },
  {
    id: 'publish-check-of-itself',
    severity: 'error',
    why: 'A health check that asks for the name which it decides about has unpredictable results: it may see the other record of the name.',
    fix: 'Let it ask the target: Route53Check.https(PublicEndpoint.loadBalancer(exposed.loadBalancer)), or CloudWatch: Route53Check.healthyTargets().',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    broken: ({ selfChecks, domainName }) => selfChecks.map((path) => `The health check ${path} asks for ${domainName}.`),
  },
];

export const publishRules: ReadonlyArray<Rule<PublishFacts>> = [...placeRules, ...targetRules, ...routingRules];

export const namespacePublishRules: ReadonlyArray<Rule<NamespacePublishFacts>> = [
  ...placeRules,
  {
    id: 'publish-namespace-type',
    severity: 'error',
    why: 'The internet asks public namespaces only. A name in a private one, or in one without DNS, is another thing with other options.',
    fix: 'Give a public DNS namespace; in a private one use new RegisteredEndpoint() with EndpointTarget.loadBalancer().',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html',
    broken: ({ namespaceType }) => namespaceType === 'DNS_PUBLIC' ? [] : [`The namespace is of type ${namespaceType}.`],
  },
  {
    id: 'publish-namespace-elsewhere',
    severity: 'error',
    why: 'A Cloud Map service is in the account and Region of its namespace: there is no such namespace where this stack is deployed.',
    fix: 'Use a namespace of the account and Region of the stack, or publish the name in a hosted zone, which has no Region: PublishedName.inHostedZone().',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: ({ elsewhere }) => elsewhere.map((place) => `The namespace is ${place}.`),
  },
  {
    id: 'publish-namespace-target',
    severity: 'error',
    why: 'What is published in a namespace in this way is an alias of a load balancer. Tasks and addresses are registered by themselves.',
    fix: 'Publish what exposeVia() returns; for private addresses of tasks give the service cloudMapNamespace, for other addresses use new RegisteredEndpoint().',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: ({ kind, domainName }) => kind === 'load balancer' ? [] : [`${domainName} would lead to ${kind === 'addresses' ? 'addresses' : 'a host name'}.`],
  },
];
