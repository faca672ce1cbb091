import { BlockList, isIPv6 } from 'node:net';
import type { DeployedRegion, Endpoint, GroupRule } from './deployed';

export type Protocol = 'tcp' | 'udp';

/** Whether packets to a port of an address pass the security groups of both sides. */
export function reaches(region: DeployedRegion, from: Endpoint, to: Endpoint, address: string, port: number, protocol: Protocol = 'tcp'): boolean {
  const sources = from.addresses.filter((source) => isIPv6(source) === isIPv6(address));
  const isOpen = (groups: readonly string[], direction: string, peer: Endpoint, addresses: readonly string[]) =>
    region.securityGroups.filter(({ id }) => groups.includes(id))
      .flatMap(({ rules }) => rules)
      .some((rule) => rule.direction === direction && covers(rule, port, protocol) && isFor(rule, peer.groups, addresses));
  return isOpen(from.groups, 'egress', to, [address]) && isOpen(to.groups, 'ingress', from, sources);
}

function isFor({ group, cidr }: GroupRule, groups: readonly string[], addresses: readonly string[]): boolean {
  return group === null ? addresses.some((address) => isIn(address, cidr)) : groups.includes(group);
}

/** Whether an address is in a block of its own family. A rule for a prefix list has no block. */
export function isIn(address: string, cidr: string | null): boolean {
  const [network, prefix] = cidr?.split('/') ?? [];
  if (network === undefined || isIPv6(network) !== isIPv6(address)) {
    return false;
  }
  const block = new BlockList();
  block.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  return block.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function covers(rule: GroupRule, port: number, protocol: Protocol): boolean {
  return rule.protocol === '-1' || (rule.protocol === protocol && rule.from <= port && port <= rule.to);
}
