import type { Duration } from 'aws-cdk-lib';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { hostedZoneNameRules } from './published-name-rules';
import type { RoutingChoice } from './record-routing';
import { RecordRouting } from './record-routing';
import { HOSTED_ZONE, NAMESPACE, OPTIONS, TEXT, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * What a name in a hosted zone is.
 */
export interface HostedZoneNameOptions {
  /**
   * The name below that of the zone, such as `api`.
   *
   * @default - none: the name of the zone itself
   */
  readonly recordName?: string;

  /**
   * Which of several records of the name is answered.
   *
   * @default RecordRouting.simple()
   */
  readonly routing?: RecordRouting;

  /**
   * How long a client may keep an answer, in whole seconds. For a CNAME and for addresses; an alias has the TTL of its load balancer.
   *
   * @default Duration.seconds(60)
   */
  readonly ttl?: Duration;
}

/**
 * What a name in a public Cloud Map namespace is.
 */
export interface NamespaceNameOptions {
  /**
   * The name within the namespace, such as `api`: of a Cloud Map service of its own. `.` is the name of the namespace itself.
   */
  readonly name: string;
}

/** A name in a hosted zone, as data for rules and builder. */
export interface HostedZoneName {
  readonly kind: 'hostedZone';
  readonly hostedZone: IHostedZone;
  readonly zoneName: string;
  readonly recordName?: string;
  readonly routing: RoutingChoice;
  readonly ttlSeconds?: number;
}

/** A name in a Cloud Map namespace, as data for rules and builder. */
export interface NamespaceName {
  readonly kind: 'namespace';
  readonly cloudMapNamespace: INamespace;
  readonly discoveryName: string;
}

/** A choice of name. */
export type PublishedNameChoice = HostedZoneName | NamespaceName;

/**
 * A name of your own for a service.
 *
 * @example
 * declare const exposed: ExposedService;
 * declare const zone: route53.IHostedZone;
 *
 * exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api' }));
 */
export class PublishedName {
  /**
   * A name in a hosted zone of your own: an alias for a load balancer, which follows its addresses and is judged by the health of its targets; a CNAME for the
   * discovery name of a service; A or AAAA records for addresses.
   *
   * Not the zone of a Cloud Map namespace: only Cloud Map writes into that. Alias records and their queries cost nothing; queries for other records 0.40 USD for a million.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
   * @throws rules `publish-zone-name`, `publish-record-name`, `publish-ttl-range`
   */
  public static inHostedZone(hostedZone: IHostedZone, options: HostedZoneNameOptions = {}): PublishedName {
    requireArguments('PublishedName.inHostedZone(hostedZone, { recordName: \'api\' })',
      { hostedZone: [hostedZone, HOSTED_ZONE], options: [options, OPTIONS] });
    const { recordName, ttl, routing = RecordRouting.simple() } = options;
    const zone = nameOf(hostedZone);
    const ttlSeconds = ttl && seconds(ttl);
    refuse('PublishedName.inHostedZone()', findingsOf(hostedZoneNameRules, { ...zone, recordName, ttlSeconds }));
    return new PublishedName({ kind: 'hostedZone', hostedZone, zoneName: zone.zoneName!, recordName, routing: routing._choice, ttlSeconds });
  }

  /**
   * A name in a public Cloud Map namespace, for what has a load balancer: an alias in a Cloud Map service of its own.
   *
   * The tasks of a service are registered there with private addresses; a load balancer is what the internet reaches. No records of your own, and no routing: for
   * that use a hosted zone. One Cloud Map service and one instance.
   *
   * @param cloudMapNamespace a public DNS namespace: of the CDK, imported, or that of a service (`service.cloudMapService.namespace`)
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html
   */
  public static inNamespace(cloudMapNamespace: INamespace, options: NamespaceNameOptions): PublishedName {
    requireArguments('PublishedName.inNamespace(cloudMapNamespace, { name: \'api\' })',
      { cloudMapNamespace: [cloudMapNamespace, NAMESPACE], options: [options, OPTIONS], name: [options?.name, TEXT] });
    return new PublishedName({ kind: 'namespace', cloudMapNamespace, discoveryName: options.name });
  }

  private constructor(/** @internal */ public readonly _choice: PublishedNameChoice) {}
}

/** A zone that was imported by its ID alone has a getter that throws. */
function nameOf(hostedZone: IHostedZone): { readonly zoneName?: string; readonly zoneProblem?: string } {
  try {
    return { zoneName: hostedZone.zoneName };
  } catch (error) {
    return { zoneProblem: (error as Error).message };
  }
}
