import { BlockList, isIPv6 } from 'node:net';

/** What the checkers of Route 53 cannot reach: RFC 5735, RFC 6598 and RFC 5156. https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
const NOT_PUBLIC = new BlockList();
const IPV4_BLOCKS: ReadonlyArray<readonly [string, number]> = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
const IPV6_BLOCKS: ReadonlyArray<readonly [string, number]> = [
  ['::', 127], ['2001::', 32], ['2001:10::', 28], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8],
];
IPV4_BLOCKS.forEach(([network, prefix]) => NOT_PUBLIC.addSubnet(network, prefix, 'ipv4'));
IPV6_BLOCKS.forEach(([network, prefix]) => NOT_PUBLIC.addSubnet(network, prefix, 'ipv6'));

/** Whether the internet can reach an address. */
export function isPublicAddress(address: string): boolean {
  return !NOT_PUBLIC.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
