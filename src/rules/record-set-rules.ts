import type { DiscoveryFacts } from '../plan/discovery-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const ECS_DISCOVERY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';

/** The families of which a record has no address, each with its subnets. */
function subnetFaults({ vpc, recordTypes }: DiscoveryFacts): string[] {
  const missing = (['IPv4', 'IPv6'] as const).filter((family) => recordTypes.includes(family === 'IPv4' ? 'AAAA' : 'A'));
  return missing.flatMap((only) => {
    const paths = (vpc?.subnetFamilies ?? []).filter(({ family }) => family === only).map(({ path }) => path);
    return paths.length === 0 ? [] : [`The records are ${recordTypes.join(' and ')}, and these subnets are ${only} only: ${paths.join(', ')}.`];
  });
}

/** Which records a task can have, and what they need. */
export const recordRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'records-for-network-mode',
    severity: 'error',
    why: 'In bridge and host mode tasks share the address of their instance, so ECS registers SRV records only; in mode none it registers nothing. '
      + 'The address of a task stands for itself in awsvpc mode alone.',
    fix: 'Run the tasks in awsvpc mode (Capacity.ec2(), or networkMode AWS_VPC of a task definition), or, in bridge and host mode, use DnsRecords.srv() or none().',
    link: ECS_DISCOVERY,
    broken: ({ networkMode, recordTypes }) => networkMode === 'awsvpc' || (networkMode !== 'none' && recordTypes.every((type) => type === 'SRV'))
      ? [] : [`The network mode is ${networkMode}, and the records are ${recordTypes.join(' and ') || 'none'}.`],
  },
  {
    id: 'records-for-subnets',
    severity: 'error',
    why: 'ECS registers the addresses that a task has: an IPv4 one for A records, an IPv6 one for AAAA. Subnets without the address family of a record leave '
      + 'the task without that address, and it is not registered.',
    fix: 'Choose records that the subnets can fill, or subnets with that address family (Vpc: ipProtocol DUAL_STACK; give it to the VPC before the service).',
    link: ECS_DISCOVERY,
    broken: subnetFaults,
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
    id: 'api-without-port',
    severity: 'error',
    why: 'A name without records is found through the API, which tells the port that was registered: none here, and in bridge and host mode ECS refuses '
      + 'a registration without a container and its port.',
    fix: 'Set port to a port that the container maps.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    broken: ({ recordTypes, ports }) => recordTypes.length === 0 && ports.length === 0 ? ['There are no records, and there is no port.'] : [],
  },
  {
    id: 'container-port',
    severity: 'error',
    why: 'ECS looks the port that it registers (for SRV records, and for the API) up in the port mappings of the container, and refuses a service whose '
      + 'container does not map it.',
    fix: 'Add the port mapping to the container, or set port to one that it maps.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    broken: ({ recordTypes, ports: [port], container }) =>
      (recordTypes.includes('SRV') || recordTypes.length === 0) && known(port) && container?.mappedPorts.every((mapped) => known(mapped) && mapped !== port)
        ? [`The port is ${port}, and the container "${container.name}" maps ${container.mappedPorts.join(', ') || 'none'}.`] : [],
  },
];
