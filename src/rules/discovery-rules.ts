import type { DiscoveryFacts } from '../plan/discovery-facts';
import type { NamespaceFacts } from '../plan/namespace-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const LABEL = '([a-zA-Z0-9_][a-zA-Z0-9-_]{0,61}[a-zA-Z0-9_]|[a-zA-Z0-9])';
/** https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html */
const SERVICE_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$|^\\.$`);

const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';
const CREATE_SERVICE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html';

/** How long an instance ID that ECS gives can be, with the dot behind it: the host of an SRV answer starts with it. */
const INSTANCE_LABEL = 37;

/** What is known of a name without knowing what is behind it. */
export type NameFacts = Pick<DiscoveryFacts, 'discoveryName' | 'recordTypes'> & { readonly cloudMapNamespace: Pick<NamespaceFacts, 'name'> };

/** The names that a service is found by. */
export const nameRules: ReadonlyArray<Rule<NameFacts>> = [
  {
    id: 'discovery-name',
    severity: 'error',
    why: 'A Cloud Map service name has 1 to 127 characters: labels of letters, digits, "_" and "-" between dots, each 1 to 63 characters long '
      + 'and neither starting nor ending with "-". CreateService refuses anything else.',
    fix: 'Set discoveryName to a name such as "backend" or "orders.backend".',
    link: CREATE_SERVICE,
    broken: ({ discoveryName }) => known(discoveryName) && (discoveryName.length > 127 || !SERVICE_NAME.test(discoveryName))
      ? [`The discovery name is "${discoveryName}".`] : [],
  },
  {
    id: 'discovery-name-length',
    severity: 'error',
    why: 'Route 53 takes names of at most 255 characters. The name of a host behind an SRV record starts with the ID of its task, 37 characters more. '
      + 'ECS could not register a task, and none would get past ACTIVATING.',
    fix: 'Shorten discoveryName or the name of the namespace.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html',
    broken: ({ discoveryName, cloudMapNamespace: { name }, recordTypes }) => {
      if (!known(discoveryName) || !known(name)) {
        return [];
      }
      const host = discoveryName === '.' ? name : `${discoveryName}.${name}`;
      const length = host.length + (recordTypes.includes('SRV') ? INSTANCE_LABEL : 0);
      return length > 255 ? [`"${host}" comes to ${length} characters.`] : [];
    },
  },
];

/** Where the name is registered. */
const namespaceRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
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
    id: 'records-in-http-namespace',
    severity: 'error',
    why: 'An HTTP namespace has no hosted zone, so a service in it cannot have DNS records.',
    fix: 'Use a DNS namespace: DiscoveryNamespace.privateDns(), or an existing one of type DNS_PRIVATE.',
    link: CREATE_SERVICE,
    broken: ({ cloudMapNamespace, recordTypes }) => cloudMapNamespace.type === 'HTTP'
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

/** Where its tasks run: asked of workers too. */
export const placementRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'cluster-without-vpc',
    severity: 'error',
    why: 'The network of the tasks and the private namespace both need the VPC of the cluster; a cluster imported by ARN does not know it.',
    fix: 'Import the cluster with Cluster.fromClusterAttributes({ clusterName, vpc }).',
    link: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecs.Cluster.html',
    broken: ({ vpc }) => vpc === undefined ? ['The cluster has no VPC.'] : [],
  },
  {
    id: 'subnets',
    severity: 'error',
    why: 'A task in awsvpc mode gets its address from a subnet, and the VPC has none of the asked kind.',
    fix: 'Choose subnets that the VPC has with Capacity.fargate({ vpcSubnets }); in a VPC of public subnets only, add assignPublicIp: true.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
    broken: ({ vpc }) => vpc?.subnetsProblem === undefined ? [] : [`The CDK says: ${vpc.subnetsProblem}`],
  },
];

/** Which records a task can have, and what they need. */
const recordRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'records-for-network-mode',
    severity: 'error',
    why: 'In bridge and host mode tasks share the address of their instance, so ECS registers SRV records only; in mode none it registers nothing. '
      + 'The address of a task stands for itself in awsvpc mode alone.',
    fix: 'Give the task definition networkMode AWS_VPC, or, in bridge and host mode, DnsRecords.srv().',
    link: ECS_DISCOVERY,
    broken: ({ networkMode, recordTypes }) => networkMode === 'awsvpc' || (networkMode !== 'none' && recordTypes.join() === 'SRV')
      ? [] : [`The network mode is ${networkMode}, and the records are ${recordTypes.join(' and ')}.`],
  },
  {
    id: 'srv-without-port',
    severity: 'error',
    why: 'An SRV record holds the port of the task, so ECS registers it only for a container and port of the task definition.',
    fix: 'Set port to a port that the container maps.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    broken: ({ recordTypes, ports }) => recordTypes.includes('SRV') && ports.length === 0
      ? ['The records are SRV, and there is no port.'] : [],
  },
  {
    id: 'container-port',
    severity: 'error',
    why: 'ECS looks the port of an SRV record up in the port mappings of the container, and refuses a service whose container does not map it.',
    fix: 'Add the port mapping to the container, or set port to one that it maps.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    broken: ({ recordTypes, ports: [port], container }) =>
      recordTypes.includes('SRV') && known(port) && container?.mappedPorts.every((mapped) => known(mapped) && mapped !== port)
        ? [`The port is ${port}, and the container "${container.name}" maps ${container.mappedPorts.join(', ') || 'none'}.`] : [],
  },
];

/** How many tasks a name can have. */
const quotaRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'too-many-tasks',
    severity: 'error',
    why: 'Cloud Map registers at most 1,000 instances in one service. This quota cannot be raised, and tasks beyond it fail to start.',
    fix: 'Spread the fleet over several services with names of their own.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-limits.html',
    broken: ({ tasks }) => known(tasks) && tasks > 1000 ? [`${tasks} tasks would be registered under one name.`] : [],
  },
];

/** All that holds for whatever is registered, in the order in which a reader wants to know. */
export const discoveryRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  ...nameRules, ...namespaceRules, ...placementRules, ...recordRules, ...quotaRules,
];
