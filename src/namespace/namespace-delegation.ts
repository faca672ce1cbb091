import { Stack } from 'aws-cdk-lib';
import type { CfnHostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { delegationRules } from './delegation-rules';
import { HOSTED_ZONE, LIST, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/** A choice of delegation, as data for facts, plan and builder. */
export interface DelegationChoice {
  readonly parentZone: IHostedZone;
  readonly parentZoneName: string;
  /** Nothing where they are read at deployment. */
  readonly nameServers?: readonly string[];
}

/**
 * How the zone of the domain above a public namespace points at it.
 *
 * Cloud Map always makes a new public hosted zone for a namespace. The internet finds it only when the zone above holds an NS record with its
 * four name servers, which CloudFormation does not tell.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html
 * @example
 * declare const cluster: ecs.Cluster;
 * declare const zone: route53.IHostedZone; // of public-service.com
 *
 * new DiscoverableService(this, 'Api', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   cloudMapNamespace: DiscoveryNamespace.publicDns('svc.public-service.com', { delegation: NamespaceDelegation.inZone(zone) }),
 * });
 */
export class NamespaceDelegation {
  /**
   * An NS record in the zone above, with name servers that are read at deployment.
   *
   * Reading them takes a custom resource: one Lambda function for the stack, with permission to read this hosted zone.
   *
   * @param parentZone a public hosted zone of this account, whose name the namespace's name ends with
   * @throws rule `delegation`
   */
  public static inZone(parentZone: IHostedZone): NamespaceDelegation {
    requireArguments('NamespaceDelegation.inZone(hostedZone)', { parentZone: [parentZone, HOSTED_ZONE] });
    return NamespaceDelegation.of('NamespaceDelegation.inZone()', parentZone);
  }

  /**
   * An NS record in the zone above, with name servers that you have read: nothing runs at deployment.
   *
   * The name servers are known once the namespace has been deployed (`aws route53 get-hosted-zone`), so this is for the second deployment.
   *
   * @param parentZone a public hosted zone, whose name the namespace's name ends with
   * @param nameServers such as `ns-1.awsdns-01.org`
   * @throws rule `delegation`
   */
  public static inZoneWithNameServers(parentZone: IHostedZone, nameServers: string[]): NamespaceDelegation {
    requireArguments('NamespaceDelegation.inZoneWithNameServers(hostedZone, [\'ns-1.awsdns-01.org\'])',
      { parentZone: [parentZone, HOSTED_ZONE], nameServers: [nameServers, LIST] });
    return NamespaceDelegation.of('NamespaceDelegation.inZoneWithNameServers()', parentZone, nameServers);
  }

  private static of(call: string, parentZone: IHostedZone, nameServers?: string[]): NamespaceDelegation {
    const parentZoneName = zoneNameOf(parentZone);
    refuse(call, findingsOf(delegationRules, { isPrivate: isPrivate(parentZone), hasName: parentZoneName !== undefined, nameServers }));
    return new NamespaceDelegation({ parentZone, parentZoneName: parentZoneName!, nameServers: nameServers && Object.freeze([...nameServers]) });
  }

  /** @internal */
  public readonly _choice: DelegationChoice;

  private constructor(choice: DelegationChoice) {
    this._choice = Object.freeze(choice);
  }
}

/** Nothing of a zone that was imported by its ID: its getter throws. */
function zoneNameOf(zone: IHostedZone): string | undefined {
  try {
    return zone.zoneName;
  } catch {
    return undefined;
  }
}

function isPrivate(zone: IHostedZone): boolean {
  const vpcs = Stack.of(zone).resolve((zone.node.defaultChild as CfnHostedZone | undefined)?.vpcs) as unknown[] | undefined;
  return zone instanceof PrivateHostedZone || (Array.isArray(vpcs) && vpcs.length > 0);
}
