import type { Rule } from '../shared/rule';

/** Who is let in to a load balancer, and what it is let in to, when all instances have joined and all clients were named. */
export interface OpeningFacts {
  readonly service: string;
  /** How many security groups of its tasks are known. */
  readonly groups: number;
  /** Whether clients may use IPv6, and none of them is let in. */
  readonly isClosedToIpv6: boolean;
}

export const openingRules: ReadonlyArray<Rule<OpeningFacts>> = [
  {
    id: 'exposure-dual-stack-peers',
    severity: 'error',
    why: 'The name of a load balancer that clients may reach by IPv6 leads them to an IPv6 address, at which its security group lets nobody in: they wait.',
    fix: 'Give allowedPeers somebody with IPv6, such as ec2.Peer.ipv6(\'2001:db8::/56\') or a security group; let them in later by exposed.connections; or leave ipAddressType out.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    broken: ({ isClosedToIpv6, service }) => isClosedToIpv6 ? [`Clients of the load balancer of ${service} may use IPv6, and nobody with an IPv6 address is let in.`] : [],
  },
  {
    id: 'exposure-tasks-without-group',
    severity: 'error',
    why: 'Nothing can be opened: a load balancer calls tasks whose security group lets it in, and here none is known.',
    fix: 'A task in awsvpc mode has a security group. In bridge and host mode it is that of the instances: add capacity to the cluster in this app, or give a cluster that was imported '
      + 'its securityGroups.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html#target-security-groups',
    broken: ({ service, groups }) => groups > 0 ? [] : [`${service} has no known security group.`],
  },
];
