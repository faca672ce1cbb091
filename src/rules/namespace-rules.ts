import type { DiscoveryFacts } from '../plan/discovery-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { isToken } from '../shared/tokens';

const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';
const CREATE_SERVICE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html';

/** Where the name is registered. */
export const namespaceRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'namespace-options',
    severity: 'error',
    why: 'A namespace is defined once for a VPC and name, and has one set of options. These would change nothing: another service gave other values, '
      + 'or the namespace is the cluster\'s default one.',
    fix: 'Give the options once, in one DiscoveryNamespace that the services share; set those of a default namespace where it is defined.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html',
    broken: ({ cloudMapNamespace: { name, contradictingOptions: options } }) => options.length > 0
      ? [`The namespace "${name}" is there already, without this ${options.join(' and ')}.`] : [],
  },
  {
    id: 'namespace-other-vpc',
    severity: 'error',
    why: 'A private DNS namespace answers inside the one VPC that it was made for. Tasks in another VPC register in it, but nobody beside them resolves their names.',
    fix: 'Use DiscoveryNamespace.privateDns(), which makes a namespace for the cluster\'s own VPC, or give the namespace that was made for that VPC.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: ({ cloudMapNamespace, vpc }) => cloudMapNamespace.madeForOtherVpc
      ? [`The namespace "${cloudMapNamespace.name}" was made for another VPC than the cluster's, ${vpc?.path}.`] : [],
  },
  {
    id: 'namespace-other-account',
    severity: 'error',
    why: 'ECS service discovery cannot register tasks in a namespace of another account, also when it is shared through AWS RAM.',
    fix: 'Use a namespace of the service\'s own account, or ECS Service Connect, which takes a shared namespace by its ARN.',
    link: ECS_DISCOVERY,
    broken: ({ cloudMapNamespace, account }) => known(cloudMapNamespace.account) && known(account) && cloudMapNamespace.account !== account
      ? [`The namespace is in account ${cloudMapNamespace.account}, the service in ${account}.`] : [],
  },
  {
    id: 'namespace-other-region',
    severity: 'error',
    why: 'A Cloud Map namespace exists in one Region, and ECS registers tasks only in namespaces of its own Region.',
    fix: 'Use a namespace of the service\'s Region.',
    link: ECS_DISCOVERY,
    broken: ({ cloudMapNamespace, region }) => known(cloudMapNamespace.region) && known(region) && cloudMapNamespace.region !== region
      ? [`The namespace is in ${cloudMapNamespace.region}, the service in ${region}.`] : [],
  },
  {
    id: 'namespace-lookup',
    severity: 'error',
    why: 'The CDK CLI looks a namespace up by its name, in one account and Region, before anything is deployed. One of these is known at deployment only.',
    fix: 'Give the stack env: { account, region } and the namespace a literal name, or use DiscoveryNamespace.existingByAttributes() or existingFromParameter().',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/context.html',
    broken: ({ cloudMapNamespace: { lookedUp, name }, account, region }) => !lookedUp ? [] : [
      ...known(account) && known(region) ? [] : [`The namespace "${name}" is to be looked up.`],
      ...isToken(name) ? ['The name of the namespace is not known yet.'] : [],
    ],
  },
  {
    id: 'public-namespace-region',
    severity: 'error',
    why: 'AWS GovCloud (US) has no public DNS namespaces: CreatePublicDnsNamespace is not there.',
    fix: 'Use DiscoveryNamespace.privateDns() or http() in this Region.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html',
    broken: ({ cloudMapNamespace: { type, name }, region }) => type === 'DNS_PUBLIC' && known(region) && region.startsWith('us-gov-')
      ? [`The namespace "${name}" is public, and the Region is ${region}.`] : [],
  },
  {
    id: 'records-in-http-namespace',
    severity: 'error',
    why: 'An HTTP namespace has no hosted zone, so a service in it cannot have DNS records.',
    fix: 'Leave dnsRecords out, or use a DNS namespace: DiscoveryNamespace.privateDns(), or an existing one of type DNS_PRIVATE.',
    link: CREATE_SERVICE,
    broken: ({ cloudMapNamespace, recordTypes }) => cloudMapNamespace.type === 'HTTP' && recordTypes.length > 0
      ? [`The namespace is of type HTTP, and the records are ${recordTypes.join(' and ')}.`] : [],
  },
  {
    id: 'vpc-without-dns',
    severity: 'error',
    why: 'Names of a private namespace resolve only in a VPC that has both enableDnsSupport and enableDnsHostnames.',
    fix: 'Give the VPC enableDnsSupport: true and enableDnsHostnames: true.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: ({ vpc, cloudMapNamespace }) => cloudMapNamespace.type !== 'DNS_PRIVATE' ? [] : [
      ...vpc?.dnsSupport === false ? [`The VPC ${vpc.path} has enableDnsSupport: false.`] : [],
      ...vpc?.dnsHostnames === false ? [`The VPC ${vpc.path} has enableDnsHostnames: false.`] : [],
    ],
  },
];
