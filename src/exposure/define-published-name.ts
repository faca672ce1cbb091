import type { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { PublishedNameChoice } from './published-name';

/** The alias records of a name, one for each address family that the load balancer has. */
export function definePublishedName(
  scope: Construct, id: string, { hostedZone: zone, recordName }: PublishedNameChoice, loadBalancer: ILoadBalancerV2, hasIpv6: boolean,
): void {
  const records = new Construct(scope, id);
  const target = RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer, { evaluateTargetHealth: true }));
  new ARecord(records, 'A', { zone, recordName, target });
  if (hasIpv6) {
    new AaaaRecord(records, 'AAAA', { zone, recordName, target });
  }
}
