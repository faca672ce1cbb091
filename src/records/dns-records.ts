import { Duration } from 'aws-cdk-lib';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import { recordTtlRules } from './record-rules';
import { OPTIONS, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';
import { seconds } from '../shared/seconds';

/**
 * Settings of the records behind a name.
 */
export interface DnsRecordOptions {
  /**
   * How long a resolver or a client may keep an answer, in whole seconds from 0 to 2147483647.
   *
   * ECS stops a task without waiting for this time, so it is also how long a client may go on calling a task that is gone.
   * A shorter time means more queries: Route 53 bills private zones by the query (0.40 USD a million), and the resolver
   * of a VPC caches for all clients in it.
   *
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html
   * @default Duration.seconds(10)
   */
  readonly ttl?: Duration;

  /**
   * How many tasks an answer holds. `MULTIVALUE`: up to eight healthy ones, so that a client has others to try. `WEIGHTED`: one of them, at random; all
   * have the same weight. It cannot be changed later.
   *
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsConfig.html
   * @default RoutingPolicy.MULTIVALUE
   */
  readonly routingPolicy?: RoutingPolicy;
}

/** The record types that ECS can register. */
export type RecordType = 'A' | 'AAAA' | 'SRV';

/** A choice of records, as data for facts, plan and builder. */
export interface RecordChoice {
  /** None for a name that is found through the API only. */
  readonly types: readonly RecordType[];
  readonly ttlSeconds: number;
  readonly routingPolicy: RoutingPolicy;
}

/**
 * Which DNS records Cloud Map keeps for the tasks of a service.
 *
 * The record types and the routing policy of a name cannot be changed after it was created: Cloud Map refuses that update. Choose them on the first
 * day, or use another discovery name. Which records a task can have depends on its network: see docs/records.md.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * new DiscoverableService(this, 'Backend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   dnsRecords: DnsRecords.a({ ttl: Duration.seconds(5) }),
 * });
 */
export class DnsRecords {
  /**
   * One IPv4 address for each healthy task: what every client understands. The default in awsvpc mode.
   *
   * An answer holds at most eight addresses, chosen anew for each query. Not for tasks in IPv6-only subnets, and not in bridge or host mode.
   *
   * @throws rule `record-ttl`
   */
  public static a(options: DnsRecordOptions = {}): DnsRecords {
    return DnsRecords.of('DnsRecords.a()', ['A'], options);
  }

  /**
   * One IPv6 address for each healthy task, for IPv6-only clients.
   *
   * The tasks must run in awsvpc mode, in subnets that have an IPv6 CIDR block: dual-stack or IPv6-only.
   *
   * @throws rule `record-ttl`
   */
  public static aaaa(options: DnsRecordOptions = {}): DnsRecords {
    return DnsRecords.of('DnsRecords.aaaa()', ['AAAA'], options);
  }

  /**
   * An IPv4 and an IPv6 address for each healthy task (A and AAAA records): each client takes the one that it can reach.
   *
   * The tasks must run in awsvpc mode, in dual-stack subnets.
   *
   * @throws rule `record-ttl`
   */
  public static dualStack(options: DnsRecordOptions = {}): DnsRecords {
    return DnsRecords.of('DnsRecords.dualStack()', ['A', 'AAAA'], options);
  }

  /**
   * Address and port of each healthy task, for clients that look up SRV records (Envoy, HAProxy, gRPC, API Gateway). The default in bridge and host
   * mode, where it is the only record that ECS registers.
   *
   * The name itself then has no address: `curl http://backend.ecs-internal` does not resolve. So `endpoint.host` and
   * `endpoint.url` throw, and `connectTo` gives callers `BACKEND_SRV` and `BACKEND_PORT` only.
   *
   * @throws rule `record-ttl`
   */
  public static srv(options: DnsRecordOptions = {}): DnsRecords {
    return DnsRecords.of('DnsRecords.srv()', ['SRV'], options);
  }

  /**
   * IPv4 addresses for clients that look up a host, and SRV records for those that ask for the port: one name for both, such as for an API Gateway
   * private integration beside clients in the VPC. In awsvpc mode only.
   *
   * The API reference of Cloud Map does not list this pair; the ECS guide does ("any combination of A or SRV records").
   *
   * @throws rule `record-ttl`
   */
  public static aAndSrv(options: DnsRecordOptions = {}): DnsRecords {
    return DnsRecords.of('DnsRecords.aAndSrv()', ['A', 'SRV'], options);
  }

  /**
   * No records: the service is found through the API of Cloud Map only (`DiscoverInstances`), which answers with address, port and health of every
   * task and not of eight. The default in an HTTP namespace; in a DNS namespace it keeps a name out of the zone.
   *
   * Callers need permission, which `connectTo()` and `grants.discover()` give, and a client that calls the API.
   */
  public static none(): DnsRecords {
    return DnsRecords.of('DnsRecords.none()', [], {});
  }

  private static of(call: string, types: readonly RecordType[], options: DnsRecordOptions): DnsRecords {
    requireArguments(call.replace('()', '({ ttl: Duration.seconds(60) })'), { options: [options, OPTIONS] });
    const { ttl = Duration.seconds(10), routingPolicy = RoutingPolicy.MULTIVALUE } = options;
    const ttlSeconds = seconds(ttl);
    refuse(call, findingsOf(recordTtlRules, { ttlSeconds }));
    return new DnsRecords({ types: Object.freeze(types), ttlSeconds, routingPolicy });
  }

  /** @internal */
  public readonly _choice: RecordChoice;

  private constructor(choice: RecordChoice) {
    this._choice = Object.freeze(choice);
  }
}
