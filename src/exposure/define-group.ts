import type { IPeer, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { LoadBalancerExposureOptions } from './exposure-options';
import { hasIpv6 } from './protocols';

/** How a load balancer is guarded. */
export interface GuardSettings extends PeerSettings, Pick<LoadBalancerExposureOptions, 'testPeers'> {
  readonly ports: readonly Port[];
  readonly testPorts: readonly Port[];
}

/** Whom a load balancer is for. */
export interface PeerSettings extends Pick<LoadBalancerExposureOptions, 'allowedPeers' | 'ipAddressType'> {
  readonly vpc: IVpc;
  readonly internetFacing: boolean;
}

/** The group of a load balancer: lets in whom it is for, and out to nobody until tasks are opened for it. */
export function defineGroup(scope: Construct, settings: GuardSettings): SecurityGroup {
  const group = new SecurityGroup(scope, 'SecurityGroup', { vpc: settings.vpc, allowAllOutbound: false, description: 'Load balancer' });
  peersOf(settings).forEach((peer) => settings.ports.forEach((port) => group.addIngressRule(peer, port)));
  const testers = settings.testPorts.length === 0 ? [] : peersOf({ ...settings, allowedPeers: settings.testPeers, internetFacing: false });
  testers.forEach((peer) => settings.testPorts.forEach((port) => group.addIngressRule(peer, port)));
  return group;
}

/** For whom nothing was said: everybody at a public load balancer, and else the VPC. */
export function peersOf({ allowedPeers, internetFacing, ipAddressType, vpc }: PeerSettings): readonly IPeer[] {
  if (allowedPeers) {
    return allowedPeers;
  }
  return internetFacing ? [Peer.anyIpv4(), ...hasIpv6(ipAddressType) ? [Peer.anyIpv6()] : []] : [Peer.ipv4(vpc.vpcCidrBlock)];
}

/** A port as a rule opens it. */
export function portsFor(protocol: string, port: number): Port[] {
  return [...protocol === 'UDP' ? [] : [Port.tcp(port)], ...protocol.endsWith('UDP') ? [Port.udp(port)] : []];
}
