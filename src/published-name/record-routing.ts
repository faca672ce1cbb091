import type { IHealthCheck } from 'aws-cdk-lib/aws-route53';
import { routingRules } from './record-routing-rules';
import { LIST, NUMBER, OPTIONS, optional, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/**
 * What each record of a group may have.
 */
export interface RoutedRecordOptions {
  /**
   * The health check that decides whether the record is answered. It checks what you point it at, and not the target of the record.
   *
   * An alias of a load balancer needs none: it is answered while the targets of the load balancer are healthy. With a check, Route 53 asks for that too.
   *
   * @default - none: an alias is judged by its load balancer, and any other record always counts as healthy
   */
  readonly healthCheck?: IHealthCheck;

  /**
   * What tells the record from the others of its name: 1 to 128 characters.
   *
   * @default - made of the names of the stack and the construct, and of the role or the Region; another weight does not change it
   */
  readonly setIdentifier?: string;
}

/**
 * What a latency record may have.
 */
export interface LatencyRecordOptions extends RoutedRecordOptions {
  /**
   * The Region that the target is in, such as `eu-west-1`: once in a group.
   *
   * @default - the Region of the stack
   */
  readonly region?: string;
}

/**
 * What the records of several addresses may have.
 */
export interface MultivalueRecordOptions {
  /**
   * One health check for each address, in the order of the addresses.
   *
   * @default - none: all addresses are answered, whether they work or not
   */
  readonly healthChecks?: IHealthCheck[];
}

/** A choice of routing, as data for rules and builder. */
export type RoutingChoice =
  | { readonly kind: 'simple' }
  | RoutedRecordOptions & { readonly kind: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' }
  | RoutedRecordOptions & { readonly kind: 'weighted'; readonly weight: number }
  | LatencyRecordOptions & { readonly kind: 'latency' }
  | { readonly kind: 'multivalue'; readonly healthChecks: readonly IHealthCheck[] };

/**
 * Which of several records of one name Route 53 answers with.
 *
 * The records may be of several services, stacks and Regions, and of several apps. All of a name have one kind of routing.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 * @example
 * declare const zone: route53.IHostedZone;
 * declare const active: ExposedService;
 * declare const standby: ExposedService;
 *
 * const recordName = 'api';
 * active.publishTo(PublishedName.inHostedZone(zone, { recordName, routing: RecordRouting.failoverPrimary() }));
 * standby.publishTo(PublishedName.inHostedZone(zone, { recordName, routing: RecordRouting.failoverSecondary() }));
 */
export class RecordRouting {
  /**
   * One record for the name. The default.
   */
  public static simple(): RecordRouting {
    return new RecordRouting({ kind: 'simple' });
  }

  /**
   * Answered while it is healthy, or while the secondary is not.
   *
   * What is no alias of a load balancer needs a health check: Route 53 refuses it without.
   *
   * @throws rule `routing-set-identifier`
   */
  public static failoverPrimary(options: RoutedRecordOptions = {}): RecordRouting {
    requireArguments('RecordRouting.failoverPrimary({ healthCheck })', { options: [options, OPTIONS] });
    return RecordRouting.of('failoverPrimary', { ...options, kind: 'failover', role: 'PRIMARY' });
  }

  /**
   * Answered while the primary is not healthy. Without a health check it then is answered in any case.
   *
   * @throws rule `routing-set-identifier`
   */
  public static failoverSecondary(options: RoutedRecordOptions = {}): RecordRouting {
    requireArguments('RecordRouting.failoverSecondary({ healthCheck })', { options: [options, OPTIONS] });
    return RecordRouting.of('failoverSecondary', { ...options, kind: 'failover', role: 'SECONDARY' });
  }

  /**
   * Answered as often as its share of all weights says, while it is healthy.
   *
   * @param weight a whole number from 0 to 255; with 0 it is not answered, unless all of the group have 0
   * @throws rules `routing-weight`, `routing-set-identifier`
   */
  public static weighted(weight: number, options: RoutedRecordOptions = {}): RecordRouting {
    requireArguments('RecordRouting.weighted(10, { healthCheck })', { weight: [weight, NUMBER], options: [options, OPTIONS] });
    return RecordRouting.of('weighted', { ...options, kind: 'weighted', weight });
  }

  /**
   * Answered to clients for which its Region is the fastest of those in the group that are healthy.
   *
   * @throws rules `routing-set-identifier`, `routing-region`
   */
  public static latency(options: LatencyRecordOptions = {}): RecordRouting {
    requireArguments('RecordRouting.latency({ healthCheck })', { options: [options, OPTIONS] });
    return RecordRouting.of('latency', { ...options, kind: 'latency' });
  }

  /**
   * One record for each address; an answer holds up to eight of those that are healthy. For the addresses of a `RegisteredEndpoint`: Route 53 has no such aliases.
   */
  public static multivalue(options: MultivalueRecordOptions = {}): RecordRouting {
    requireArguments('RecordRouting.multivalue({ healthChecks: [healthCheck] })',
      { options: [options, OPTIONS], healthChecks: [options?.healthChecks, optional(LIST)] });
    return new RecordRouting({ kind: 'multivalue', healthChecks: Object.freeze([...options.healthChecks ?? []]) });
  }

  private static of(factory: string, choice: Exclude<RoutingChoice, { kind: 'simple' | 'multivalue' }>): RecordRouting {
    refuse(`RecordRouting.${factory}()`, findingsOf(routingRules, choice));
    return new RecordRouting(choice);
  }

  /** @internal */
  public readonly _choice: RoutingChoice;

  private constructor(choice: RoutingChoice) {
    this._choice = Object.freeze(choice);
  }
}
