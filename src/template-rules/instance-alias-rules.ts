import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { isOfOtherType } from '../model/foreign-reference';
import type { InstanceFacts } from '../model/instance-facts';
import { instancesIn } from '../model/instance-facts';
import type { Property } from '../model/property';
import { govCloudRegionOf } from '../model/stack-regions';
import type { TemplateFacts } from '../model/template-facts';

const LOAD_BALANCERS = ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'];
const ALIAS = 'AWS_ALIAS_DNS_NAME';

/** `name-1.eu-west-1.elb.amazonaws.com`, and `name-1.elb.eu-west-1.amazonaws.com` of a Network Load Balancer. */
const LOAD_BALANCER_HOST = /\.elb\./i;

type FaultOf = (alias: InstanceFacts) => string | undefined;

/** @param faultOf what is wrong with an alias, as the end of a sentence about it */
function wrongAliases(facts: TemplateFacts, faultOf: FaultOf, beside: (alias: InstanceFacts) => Resource[]): Broken[] {
  return facts.once(instancesIn).filter(({ isAlias }) => isAlias).flatMap((alias) => {
    const fault = faultOf(alias);
    return fault === undefined ? [] : [{
      got: `${alias.resource.logicalId} ${fault}.`, at: alias.resource, property: alias.attributes.at(ALIAS), beside: beside(alias),
    }];
  });
}

function serviceOf({ cloudMapService }: InstanceFacts): Resource[] {
  return cloudMapService ? [cloudMapService.resource] : [];
}

function namespaceAndService(alias: InstanceFacts): Resource[] {
  const namespace = alias.cloudMapService?.namespace;
  return [...serviceOf(alias), ...namespace ? [namespace.resource] : []];
}

function targetOf({ attributes }: InstanceFacts): Resource[] {
  const { resource } = attributes.at(ALIAS);
  return resource ? [resource] : [];
}

function targetFault(target: Property): string | undefined {
  const { text, resource, reference } = target;
  if (text !== undefined) {
    return LOAD_BALANCER_HOST.test(text) ? undefined : `is an alias to "${text}"`;
  }
  if (isOfOtherType(target, ...LOAD_BALANCERS)) {
    return `is an alias to ${resource?.logicalId}, which is an ${resource?.type}`;
  }
  return resource && LOAD_BALANCERS.includes(resource.type) && !['DNSName', 'CanonicalHostedZoneName'].includes(reference?.attribute ?? '')
    ? `is an alias to the ${reference?.attribute} of ${resource.logicalId}` : undefined;
}

function routingFault({ cloudMapService }: InstanceFacts): string | undefined {
  const policy = cloudMapService?.properties.at('DnsConfig', 'RoutingPolicy');
  return cloudMapService?.isApiOnly !== false || policy === undefined || policy.isUnknown || policy.text === 'WEIGHTED' ? undefined
    : `is an alias, and its service has ${policy.isAbsent ? 'no RoutingPolicy' : `the RoutingPolicy ${policy.text}`}`;
}

function recordsFault({ cloudMapService }: InstanceFacts): string | undefined {
  const other = cloudMapService?.recordTypes.find((type) => type !== 'A' && type !== 'AAAA');
  return cloudMapService?.isApiOnly === true ? 'is an alias, and its service has no records'
    : other === undefined ? undefined : `is an alias, and its service has a record of type ${other}`;
}

function attributesFault({ attributes }: InstanceFacts): string | undefined {
  const other = attributes.keys.find((key) => /^AWS_(INSTANCE_|EC2_)/.test(key) && attributes.at(key).isThere);
  return other === undefined ? undefined : `is an alias, and has ${other}`;
}

/** A name with records of type AAAA only, and a load balancer that has no IPv6 address: it has addresses of that kind where it is told so only. */
function familyFault(facts: TemplateFacts, { attributes, cloudMapService }: InstanceFacts): string | undefined {
  const { resource } = attributes.at(ALIAS);
  const type = resource && LOAD_BALANCERS.includes(resource.type) ? facts.as(resource).properties.at('IpAddressType') : undefined;
  const isOfIpv6 = cloudMapService?.hasAllRecordTypes === true && cloudMapService.recordTypes.length === 1 && cloudMapService.recordTypes[0] === 'AAAA';
  return isOfIpv6 && (type?.isAbsent || type?.text === 'ipv4') ? `is an alias to ${resource?.logicalId}, which has no IPv6 address` : undefined;
}

function insideFault(facts: TemplateFacts, { attributes, cloudMapService }: InstanceFacts): string | undefined {
  const { resource } = attributes.at(ALIAS);
  const isInternal = resource !== undefined && LOAD_BALANCERS.includes(resource.type) && facts.as(resource).properties.at('Scheme').text === 'internal';
  return isInternal && cloudMapService?.namespace?.kind === 'public DNS'
    ? `is an alias to ${resource.logicalId}, which is internal, in a public namespace` : undefined;
}

/** Instances that the template registers where ECS registers tasks. */
function besideTasks(facts: TemplateFacts, isAlias: boolean): Broken[] {
  return facts.once(instancesIn).flatMap((instance) => {
    const { cloudMapService: service, resource, serviceId } = instance;
    const registrants = service ? facts.registrantsOf(service).map((registrant) => registrant.resource) : [];
    return !service || registrants.length === 0 || instance.isAlias !== isAlias ? [] : [{
      got: `${resource.logicalId} is registered in ${service.resource.logicalId}, in which ${registrants[0].logicalId} registers tasks.`,
      at: resource,
      property: serviceId,
      beside: [service.resource, ...registrants],
    }];
  });
}

export const instanceAliasRules: readonly TemplateRule[] = [
  {
    id: 'endpoint-load-balancer',
    severity: 'error',
    why: 'An alias of Cloud Map leads to a load balancer of Elastic Load Balancing, by its DNS name. RegisterInstance refuses any other target.',
    fix: 'Set AWS_ALIAS_DNS_NAME to the DNSName of the load balancer (Fn::GetAtt), or register another host in a service with a CNAME record (AWS_INSTANCE_CNAME).',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongAliases(facts, ({ attributes }) => targetFault(attributes.at(ALIAS)), targetOf),
  },
  {
    id: 'alias-routing',
    severity: 'error',
    why: 'An alias is registered in a service that routes by WEIGHTED only ("ALIAS instance can be registered only in services with WEIGHTED routing policy").',
    fix: 'Set DnsConfig.RoutingPolicy of the service to WEIGHTED.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongAliases(facts, routingFault, serviceOf),
  },
  {
    id: 'endpoint-in-http-namespace',
    severity: 'error',
    why: 'An alias is a record of type A or AAAA: RegisterInstance refuses one in a service with other records, and in one without, such as any in an HTTP namespace.',
    fix: 'Set DnsRecords of the service to A, AAAA or both, in a DNS namespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongAliases(facts, recordsFault, namespaceAndService),
  },
  {
    id: 'endpoint-other-attributes',
    severity: 'error',
    why: 'An alias leads to a load balancer, and has no address, port or host beside that: RegisterInstance refuses the two together.',
    fix: 'Leave the attributes that start with AWS_INSTANCE_ or AWS_EC2_ out, or AWS_ALIAS_DNS_NAME.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongAliases(facts, attributesFault, serviceOf),
  },
  {
    id: 'endpoint-alias-region',
    severity: 'error',
    why: 'AWS GovCloud (US) has no aliases in Cloud Map: AWS_ALIAS_DNS_NAME is not there.',
    fix: 'Register the DNSName of the load balancer as AWS_INSTANCE_CNAME, in a service with a CNAME record.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongAliases(facts, ({ resource }) => {
      const region = govCloudRegionOf(facts, resource.stack);
      return region === undefined ? undefined : `is an alias in ${region}`;
    }, targetOf),
  },
  {
    id: 'alias-address-family',
    severity: 'error',
    why: 'A record of type AAAA answers with IPv6 addresses, and a load balancer has some only where its IpAddressType says so: the name has no address.',
    fix: 'Set IpAddressType of the load balancer to dualstack, or DnsRecords of the service to A.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    broken: (facts) => wrongAliases(facts, (alias) => familyFault(facts, alias), (alias) => [...targetOf(alias), ...serviceOf(alias)]),
  },
  {
    id: 'alias-for-vpc-only',
    severity: 'warning',
    why: 'The name is in a zone that the internet asks, and leads to a load balancer that is internal: whoever has no way into the VPC does not reach it.',
    fix: 'Set Scheme of the load balancer to internet-facing, or use an AWS::ServiceDiscovery::PrivateDnsNamespace.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    broken: (facts) => wrongAliases(facts, (alias) => insideFault(facts, alias), (alias) => [...targetOf(alias), ...namespaceAndService(alias)]),
  },
  {
    id: 'alias-beside-tasks',
    severity: 'error',
    why: 'One name leads to one thing: the weighted records of a load balancer and of tasks share the calls, past the listener, and ECS does not own the instance, '
      + 'so that the service cannot be deleted.',
    fix: 'Register the load balancer in an AWS::ServiceDiscovery::Service of its own, under another Name.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: (facts) => besideTasks(facts, true),
  },
  {
    id: 'instance-beside-tasks',
    severity: 'warning',
    why: 'ECS takes the service of its tasks for its own: what is registered there by hand is answered as if it was a task, and stays when ECS is gone.',
    fix: 'Register the instance in an AWS::ServiceDiscovery::Service of its own, under another Name.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: (facts) => besideTasks(facts, false),
  },
];
