import type { IPeer, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { hasIpv6 } from './exposure-choice';
import type { LoadBalancerExposureOptions } from './exposure-options';

/** How a load balancer is guarded. */
export interface GuardSettings extends Pick<LoadBalancerExposureOptions, 'allowedPeers' | 'ipAddressType'> {
  readonly vpc: IVpc;
  readonly internetFacing: boolean;
  readonly ports: readonly Port[];
}

/** The group of a load balancer: lets in whom it is for, and out to nobody until tasks are opened for it. */
export function defineGroup(scope: Construct, settings: GuardSettings): SecurityGroup {
  const group = new SecurityGroup(scope, 'SecurityGroup', { vpc: settings.vpc, allowAllOutbound: false, description: 'Load balancer' });
  for (const peer of peersOf(settings)) {
    settings.ports.forEach((port) => group.addIngressRule(peer, port));
  }
  return group;
}

function peersOf({ allowedPeers, internetFacing, ipAddressType, vpc }: GuardSettings): readonly IPeer[] {
  if (allowedPeers) {
    return allowedPeers;
  }
  return internetFacing ? [Peer.anyIpv4(), ...hasIpv6(ipAddressType) ? [Peer.anyIpv6()] : []] : [Peer.ipv4(vpc.vpcCidrBlock)];
}

/** A port as a rule opens it. */
export function portsFor(protocol: string, port: number): Port[] {
  return [...protocol === 'UDP' ? [] : [Port.tcp(port)], ...protocol.endsWith('UDP') ? [Port.udp(port)] : []];
}
