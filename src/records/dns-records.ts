import { Duration } from 'aws-cdk-lib';
import { recordTtlRules } from './record-rules';
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
}

/** The record types that ECS can register. */
export type RecordType = 'A' | 'SRV';

/** A choice of records, as data for facts, plan and builder. */
export interface RecordChoice {
  readonly types: readonly RecordType[];
  readonly ttlSeconds: number;
}

/**
 * Which DNS records Cloud Map keeps for the tasks of a service.
 *
 * The record types of a name cannot be changed after it was created: Cloud Map refuses that update. Choose them on the first day, or
 * use another discovery name.
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
   * One IPv4 address for each healthy task: what every client understands. The default.
   *
   * An answer holds at most eight addresses, chosen anew for each query.
   *
   * @throws rule `record-ttl`
   */
  public static a(options: DnsRecordOptions = {}): DnsRecords {
    return DnsRecords.of('DnsRecords.a()', ['A'], options);
  }

  /**
   * Address and port of each healthy task, for clients that look up SRV records (Envoy, HAProxy, gRPC, API Gateway).
   *
   * The name itself then has no address: `curl http://backend.ecs-internal` does not resolve. So `endpoint.host` and
   * `endpoint.url` throw, and `connectTo` gives callers `BACKEND_SRV` and `BACKEND_PORT` only.
   *
   * @throws rule `record-ttl`
   */
  public static srv(options: DnsRecordOptions = {}): DnsRecords {
    return DnsRecords.of('DnsRecords.srv()', ['SRV'], options);
  }

  private static of(call: string, types: readonly RecordType[], options: DnsRecordOptions): DnsRecords {
    const ttlSeconds = seconds(options.ttl ?? Duration.seconds(10));
    refuse(call, findingsOf(recordTtlRules, { ttlSeconds }));
    return new DnsRecords({ types: Object.freeze(types), ttlSeconds });
  }

  /** @internal */
  public readonly _choice: RecordChoice;

  private constructor(choice: RecordChoice) {
    this._choice = Object.freeze(choice);
  }
}
