import type { ApplicationProtocolVersion, IpAddressType, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/*
 * Values of the CDK's enums. The command line explains rules where the CDK is not loaded, so what rules compare with is not read from it.
 */

export const TCP = 'TCP' as Protocol.TCP;
export const TLS = 'TLS' as Protocol.TLS;
export const NLB_PROTOCOLS: readonly string[] = [TCP, 'UDP', 'TCP_UDP', TLS];

const HTTPS_VERSIONS: readonly string[] = ['GRPC', 'HTTP2'];
const DUAL_STACK_TYPES: readonly string[] = ['dualstack', 'dualstack-without-public-ipv4'];

/** Whether an Application Load Balancer takes it over HTTPS only. */
export function needsHttps(version: ApplicationProtocolVersion | undefined): boolean {
  return version !== undefined && HTTPS_VERSIONS.includes(version);
}

/** Whether clients may use IPv6. */
export function hasIpv6(type: IpAddressType | undefined): boolean {
  return type !== undefined && DUAL_STACK_TYPES.includes(type);
}
