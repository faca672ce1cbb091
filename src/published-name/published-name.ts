import type { IHostedZone } from 'aws-cdk-lib/aws-route53';

/**
 * What a published name is.
 */
export interface HostedZoneNameOptions {
  /**
   * The name below that of the zone, such as `api`.
   *
   * @default - none: the name of the zone itself
   */
  readonly recordName?: string;
}

/** A choice of name, as data for rules and builder. */
export interface PublishedNameChoice {
  readonly hostedZone: IHostedZone;
  readonly recordName?: string;
}

/**
 * A name of your own for an exposed service.
 *
 * @example
 * declare const exposed: ExposedService;
 * declare const zone: route53.IHostedZone;
 *
 * exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api' }));
 */
export class PublishedName {
  /**
   * An alias record in a hosted zone of your own, which follows the addresses of the load balancer and is not answered while none of its targets is healthy.
   *
   * Not the zone of a Cloud Map namespace: only Cloud Map writes into that. Alias records and their queries cost nothing.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
   */
  public static inHostedZone(hostedZone: IHostedZone, options: HostedZoneNameOptions = {}): PublishedName {
    return new PublishedName({ ...options, hostedZone });
  }

  private constructor(/** @internal */ public readonly _choice: PublishedNameChoice) {}
}
