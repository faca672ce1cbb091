import type { IApplicationListener, INetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { AlbChoice, ExposureChoice, NlbChoice } from './exposure-choice';
import { albPorts } from './exposure-choice';
import { albRules, clientPortRules, listenerRuleRules, nlbRules } from './exposure-choice-rules';
import type {
  AlbExposureOptions, ExistingListenerExposureOptions, ExistingNlbExposureOptions, HttpApiExposureOptions, NlbExposureOptions,
} from './exposure-options';
import { FLAG, LISTENER, LOAD_BALANCER, OPTIONS, optional, requireArguments } from '../shared/arguments';
import { refuse } from '../shared/discovery-error';
import { findingsOf } from '../shared/rule';

/**
 * A way into a service for those who do not find it in Cloud Map: browsers, partners, other networks.
 *
 * The name in Cloud Map stays beside it, and leads to the tasks, not to the load balancer. A load balancer costs by the hour and by what it carries; one can serve
 * several services (`existingListener()`, `existingNlb()`).
 *
 * @see https://aws.amazon.com/elasticloadbalancing/pricing/
 * @example
 * declare const cluster: ecs.Cluster;
 * declare const certificate: acm.ICertificate;
 *
 * const frontend = new DiscoverableService(this, 'Frontend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   healthProbe: HealthProbe.http(),
 * });
 * const exposed = frontend.exposeVia(Exposure.publicAlb({ certificate }));
 * new CfnOutput(this, 'Url', { value: exposed.url });
 */
export class Exposure {
  /**
   * An Application Load Balancer that everybody can reach: HTTP, HTTPS with a redirect, HTTP/2 and gRPC.
   *
   * Without a certificate it listens on HTTP, port 80, and synth warns. The VPC needs public subnets.
   *
   * @throws all broken rules at once: `exposure-port`, `exposure-certificate`
   */
  public static publicAlb(options: AlbExposureOptions = {}): Exposure {
    requireArguments('Exposure.publicAlb({ certificate })', { options: [options, OPTIONS], redirectHttp: [options?.redirectHttp, optional(FLAG)] });
    return Exposure.alb('Exposure.publicAlb()', { ...options, id: options.id ?? 'PublicAlb', kind: 'alb', internetFacing: true });
  }

  /**
   * An Application Load Balancer within the VPC: for callers that need paths, hosts or one stable name.
   *
   * @throws all broken rules at once: `exposure-port`, `exposure-certificate`
   */
  public static internalAlb(options: AlbExposureOptions = {}): Exposure {
    requireArguments('Exposure.internalAlb({ certificate })',
      { options: [options, OPTIONS], redirectHttp: [options?.redirectHttp, optional(FLAG)] });
    return Exposure.alb('Exposure.internalAlb()', { ...options, id: options.id ?? 'InternalAlb', kind: 'alb', internetFacing: false });
  }

  /**
   * A Network Load Balancer that everybody can reach: TCP, UDP and TLS. It has a security group from the first day on, because one that was made without can
   * never get one.
   *
   * @throws all broken rules at once: `exposure-port`, `exposure-protocol`
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  public static publicNlb(options: NlbExposureOptions = {}): Exposure {
    requireArguments('Exposure.publicNlb({ port: 5432 })', { options: [options, OPTIONS] });
    return Exposure.nlb('Exposure.publicNlb()', { ...options, id: options.id ?? 'PublicNlb', kind: 'nlb', internetFacing: true });
  }

  /**
   * A Network Load Balancer within the VPC.
   *
   * @throws all broken rules at once: `exposure-port`, `exposure-protocol`
   */
  public static internalNlb(options: NlbExposureOptions = {}): Exposure {
    requireArguments('Exposure.internalNlb({ port: 5432 })', { options: [options, OPTIONS] });
    return Exposure.nlb('Exposure.internalNlb()', { ...options, id: options.id ?? 'InternalNlb', kind: 'nlb', internetFacing: false });
  }

  /**
   * A rule of a listener that is there already, of an Application Load Balancer of this app or of another one: several services behind one load balancer.
   *
   * @throws all broken rules at once: `exposure-conditions`, `exposure-protocol-version`
   */
  public static existingListener(listener: IApplicationListener, options: ExistingListenerExposureOptions): Exposure {
    requireArguments('Exposure.existingListener(listener, { priority: 10, pathPatterns: [\'/api/*\'] })',
      { listener: [listener, LISTENER], options: [options, OPTIONS] });
    const choice = { ...options, id: options.id ?? 'ExistingListener', kind: 'existingListener', listener } as const;
    refuse('Exposure.existingListener()', findingsOf(listenerRuleRules, choice));
    return new Exposure(choice);
  }

  /**
   * A further listener of a Network Load Balancer that is there already.
   *
   * It must have a security group, and must let clients in on the port: `nlb.connections` or `exposed.connections`.
   *
   * @throws all broken rules at once: `exposure-port`, `exposure-protocol`
   */
  public static existingNlb(loadBalancer: INetworkLoadBalancer, options: ExistingNlbExposureOptions = {}): Exposure {
    requireArguments('Exposure.existingNlb(loadBalancer, { port: 5432 })',
      { loadBalancer: [loadBalancer, LOAD_BALANCER], options: [options, OPTIONS] });
    const choice = { ...options, id: options.id ?? 'ExistingNlb', kind: 'existingNlb', loadBalancer } as const;
    refuse('Exposure.existingNlb()', [...findingsOf(clientPortRules, { ...choice, listenerPorts: [] }), ...findingsOf(nlbRules, choice)]);
    return new Exposure(choice);
  }

  /**
   * An HTTP API of Amazon API Gateway, which finds the tasks in Cloud Map: HTTPS for the internet without a load balancer.
   *
   * The registration must hold the port: `DnsRecords.aAndSrv()`, `srv()` or `none()`. API Gateway asks Cloud Map by itself and keeps answers for a while, so give tasks time to
   * go on serving (`Draining.afterTtl()`, aws/containers-roadmap#1639). Billed by request; the VPC link itself costs nothing.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
   */
  public static httpApi(options: HttpApiExposureOptions = {}): Exposure {
    requireArguments('Exposure.httpApi({ timeout: Duration.seconds(10) })', { options: [options, OPTIONS] });
    return new Exposure({ ...options, id: options.id ?? 'HttpApi', kind: 'httpApi' });
  }

  private static alb(call: string, choice: AlbChoice): Exposure {
    refuse(call, [...findingsOf(clientPortRules, { ...choice, listenerPorts: albPorts(choice) }), ...findingsOf(albRules, choice)]);
    return new Exposure(choice);
  }

  private static nlb(call: string, choice: NlbChoice): Exposure {
    const listenerPorts = [choice.port, choice.testPort].filter((port) => port !== undefined);
    refuse(call, [...findingsOf(clientPortRules, { ...choice, listenerPorts }), ...findingsOf(nlbRules, choice)]);
    return new Exposure(choice);
  }

  /** @internal */
  public readonly _choice: ExposureChoice;

  private constructor(choice: ExposureChoice) {
    this._choice = Object.freeze(choice);
  }
}
