import type { Duration } from 'aws-cdk-lib';
import type { IPeer } from 'aws-cdk-lib/aws-ec2';
import type {
  ApplicationProtocolVersion, HealthCheck, IApplicationLoadBalancer, IListenerCertificate, IpAddressType, Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * What all ways into a service have in common.
 */
export interface ExposureOptions {
  /**
   * The construct id below the service. Needed for the second exposure of a kind; it is part of the logical ids, so to change it replaces the load balancer.
   *
   * @default - the kind: `PublicAlb`, `InternalAlb`, `PublicNlb`, `InternalNlb`, `ExistingListener`, `ExistingNlb` or `HttpApi`
   */
  readonly id?: string;
}

/**
 * How a load balancer reaches the tasks.
 */
export interface TargetExposureOptions extends ExposureOptions {
  /**
   * The port of the container that is called: the service's `port`, or one of its `additionalPorts`.
   *
   * @default - the service's `port`
   */
  readonly servicePort?: number;

  /**
   * How the load balancer finds out whether a task works: an interval of 5 to 300 seconds, a timeout of 2 to 120, thresholds of 2 to 10. What is left open comes
   * from the service's `healthProbe`.
   *
   * @default - the path, times and retries of `HealthProbe.http()`. Without one, an ALB takes any answer below 500 on `/`, and an NLB any connection
   */
  readonly healthCheck?: HealthCheck;

  /**
   * How long a task that stops goes on getting what it has begun to answer.
   *
   * @default Duration.seconds(30) - AWS's own 300 seconds make each deployment five minutes longer
   */
  readonly deregistrationDelay?: Duration;
}

/**
 * How a load balancer is made.
 */
export interface LoadBalancerExposureOptions extends TargetExposureOptions {
  /**
   * Who may call the load balancer. Where clients may use IPv6 (`ipAddressType`), somebody with IPv6 must be among them.
   *
   * @default - of a public one, everybody; of an internal one, the first IPv4 address range of the VPC
   */
  readonly allowedPeers?: IPeer[];

  /**
   * Where the load balancer writes a line about each request. An NLB writes about TLS connections only, so it needs a certificate. The Region of the stack must
   * be known.
   *
   * @default - none
   */
  readonly accessLogBucket?: IBucket;

  /**
   * Whether clients may use IPv6. The subnets must have it, and an internal load balancer needs `allowedPeers`.
   *
   * @default - IPv4 only
   */
  readonly ipAddressType?: IpAddressType;

  /**
   * A second port, on which a deployment that shifts traffic shows the new tasks before anybody else gets them. Only with such a `deployment`.
   *
   * @default - none
   */
  readonly testPort?: number;

  /**
   * Who may call `testPort`. What is not released yet is not for everybody, also behind a public load balancer.
   *
   * @default - the first address range of the VPC
   */
  readonly testPeers?: IPeer[];
}

/**
 * How an Application Load Balancer is made.
 */
export interface AlbExposureOptions extends LoadBalancerExposureOptions {
  /**
   * The port that clients call.
   *
   * @default - 443 with a certificate, else 80
   */
  readonly port?: number;

  /**
   * Makes it HTTPS. Calls on port 80 are then redirected, unless `redirectHttp` says otherwise.
   *
   * @default - none: HTTP, in plain text
   */
  readonly certificate?: IListenerCertificate;

  /**
   * Whether calls on port 80 are redirected to HTTPS. Only with a certificate.
   *
   * @default - true with a certificate
   */
  readonly redirectHttp?: boolean;

  /**
   * What is spoken with the tasks. gRPC needs a certificate.
   *
   * @default ApplicationProtocolVersion.HTTP1
   */
  readonly protocolVersion?: ApplicationProtocolVersion;
}

/**
 * How a listener of a Network Load Balancer is made.
 */
export interface NlbExposureOptions extends LoadBalancerExposureOptions {
  /**
   * The port that clients call.
   *
   * @default - 443 with a certificate, else the port of the container
   */
  readonly port?: number;

  /**
   * What clients speak: TCP, UDP, TCP_UDP, or TLS, which a certificate makes.
   *
   * @default - TLS with a certificate, else TCP
   */
  readonly protocol?: Protocol;

  /**
   * Has the load balancer end TLS. Tasks get plain TCP.
   *
   * @default - none
   */
  readonly certificate?: IListenerCertificate;
}

/**
 * What a listener of an Application Load Balancer that is there already sends to a service.
 */
export interface ExistingListenerExposureOptions extends TargetExposureOptions {
  /**
   * Which rule of the listener is asked first: 1 to 50000, the lowest first, each once.
   */
  readonly priority: number;

  /**
   * Paths such as `/api/*`. A request must match one of them.
   *
   * @default - any
   */
  readonly pathPatterns?: string[];

  /**
   * Host names such as `api.example.com` or `*.example.com`. A request must match one of them.
   *
   * @default - any
   */
  readonly hostHeaders?: string[];

  /**
   * A header that a request must have, with one of `headerValues`.
   *
   * @default - none
   */
  readonly headerName?: string;

  /**
   * The values of the header.
   *
   * @default - none
   */
  readonly headerValues?: string[];

  /**
   * What is spoken with the tasks.
   *
   * @default ApplicationProtocolVersion.HTTP1
   */
  readonly protocolVersion?: ApplicationProtocolVersion;

  /**
   * The load balancer, where the listener was imported: it is needed for `url`, `loadBalancer` and `publishTo()` only.
   *
   * @default - the one that a listener of this app belongs to
   */
  readonly loadBalancer?: IApplicationLoadBalancer;
}

/**
 * A further listener of a Network Load Balancer that is there already.
 */
export interface ExistingNlbExposureOptions extends TargetExposureOptions {
  /**
   * Who may call the load balancer on this port.
   *
   * @default - of a public one of this app, everybody; of an internal one of this app, the first IPv4 address range of the VPC; of an imported one, whom its
   * security groups let in already
   */
  readonly allowedPeers?: IPeer[];

  /**
   * The port that clients call; each port once on a load balancer.
   *
   * @default - 443 with a certificate, else the port of the container
   */
  readonly port?: number;

  /**
   * What clients speak: TCP, UDP, TCP_UDP, or TLS, which a certificate makes.
   *
   * @default - TLS with a certificate, else TCP
   */
  readonly protocol?: Protocol;

  /**
   * Has the load balancer end TLS.
   *
   * @default - none
   */
  readonly certificate?: IListenerCertificate;
}

/**
 * An HTTP API of Amazon API Gateway before a service.
 */
export interface HttpApiExposureOptions extends ExposureOptions {
  /**
   * How long API Gateway waits for an answer: 50 milliseconds to 30 seconds.
   *
   * @default - 30 seconds
   */
  readonly timeout?: Duration;
}
