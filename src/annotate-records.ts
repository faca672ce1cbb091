import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { PublishedKind } from './plan/publish-facts';
import { healthChecksOf } from './plan/publish-facts';
import { isHalf, isPublicZone } from './plan/record-groups';
import type { HostedZoneName } from './published-name/published-name';
import type { RoutingChoice } from './published-name/record-routing';
import { Synthesis } from './shared/synthesis';
import { warn } from './shared/warn';
import { ALWAYS_HEALTHY, EMPTY_TARGET_GROUP, HALF_OF_FAILOVER, PUBLISHED_FOR_VPC_ONLY } from './shared/warnings';

/** What is known of records that were made. */
export interface PublishedRecords {
  readonly name: HostedZoneName;
  readonly kind: PublishedKind;
  /** Whether they lead to what is in the VPC. */
  readonly isForVpcOnly: boolean;
}

/** Tells what works, but maybe not as meant. */
export function annotateRecords(records: Construct, published: Construct, { name, kind, isForVpcOnly }: PublishedRecords): void {
  const { routing, hostedZone: { hostedZoneId } } = name;
  if (kind !== 'load balancer' && isAlwaysHealthy(routing)) {
    warn(records, ALWAYS_HEALTHY);
  }
  if (kind === 'load balancer' && routing.kind !== 'simple' && targetGroupsOf(published) > 1) {
    warn(records, EMPTY_TARGET_GROUP);
  }
  // Other records, and the VPCs of a zone, may come later. Told of what is below, because at synth acknowledgements are asked for above only.
  Synthesis.of(records).atBegin(() => recordsIn(records).forEach((record) => {
    if (isForVpcOnly && isPublicZone(hostedZoneId)) {
      warn(record, PUBLISHED_FOR_VPC_ONLY);
    }
    if (routing.kind === 'failover' && isHalf(record)) {
      warn(record, HALF_OF_FAILOVER);
    }
  }));
}

/** A secondary without a check is answered whenever the primary is not healthy, which is what it is for. */
function isAlwaysHealthy(routing: RoutingChoice): boolean {
  return routing.kind !== 'simple' && !(routing.kind === 'failover' && routing.role === 'SECONDARY') && healthChecksOf(routing).length === 0;
}

const targetGroupsOf = ({ node }: Construct) => node.findAll().filter((construct) => construct instanceof CfnTargetGroup).length;

const recordsIn = ({ node }: Construct) => node.findAll().filter((construct) => construct instanceof CfnRecordSet);
