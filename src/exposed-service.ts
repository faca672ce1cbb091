import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Port, Connections as NewConnections } from 'aws-cdk-lib/aws-ec2';
import type { ApplicationTargetGroup, IApplicationListener, IApplicationLoadBalancer, ILoadBalancerV2, INetworkLoadBalancer, ITargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { ExposureParts } from './exposure/exposure-settings';
import { publishExposure } from './publish';
import type { PublishedName } from './published-name/published-name';
import { EXPOSURE_WITHOUT_MEANING } from './rules/exposure-rules';
import { refuseOne } from './shared/discovery-error';
import { numberText } from './shared/number-text';
import { orUndo } from './shared/or-undo';
import { findingOf } from './shared/rule';

/** The ports that a URL need not name. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * A way into a service, as `exposeVia()` made it: a load balancer, a rule of one, or an HTTP API.
 *
 * What a kind does not have throws and says so.
 *
 * @example
 * declare const frontend: DiscoverableService;
 *
 * const exposed = frontend.exposeVia(Exposure.internalAlb());
 * new CfnOutput(this, 'Url', { value: exposed.url });
 */
export class ExposedService extends Construct implements IConnectable {
  /** @internal */
  public static _of(scope: Construct, id: string, define: (scope: Construct) => ExposureParts): ExposedService {
    return new ExposedService(scope, id, define);
  }

  /**
   * The security groups of the load balancer (of the VPC link of an HTTP API), with the port that clients call as the default port:
   * `exposed.connections.allowDefaultPortFrom(partner)`.
   */
  public readonly connections: Connections;

  private readonly parts: ExposureParts;

  private constructor(scope: Construct, id: string, define: (scope: Construct) => ExposureParts) {
    super(scope, id);
    this.parts = orUndo(this, () => define(this));
    const defaultPort = (this.parts.transport === 'udp' ? Port.udp : Port.tcp)(this.parts.port);
    this.connections = new NewConnections({ securityGroups: this.parts.connections.securityGroups, defaultPort });
  }

  /**
   * Where clients find the service: the name that AWS gave to the load balancer or to the HTTP API; behind a rule for one host, that host. With a certificate, clients
   * need a name that it is for: `publishTo()`.
   *
   * @throws rule `exposure-without-meaning` for a listener whose load balancer is not known
   */
  public get url(): string {
    const { httpApi, host } = this.parts;
    return httpApi ? httpApi.apiEndpoint : this.urlOf(host ?? this.loadBalancer.loadBalancerDnsName);
  }

  /**
   * The load balancer.
   *
   * @throws rule `exposure-without-meaning` for an HTTP API, and for a listener whose load balancer is not known
   */
  public get loadBalancer(): ILoadBalancerV2 {
    return this.parts.loadBalancer ?? this.refuse('Its load balancer is not known.');
  }

  /**
   * The target group that the tasks are registered in.
   *
   * @throws rule `exposure-without-meaning` for an HTTP API, and where deployments shift traffic: there are two then (`targetGroups`)
   */
  public get targetGroup(): ITargetGroup {
    return this.theOne(this.parts.targetGroups, 'It has no target group.');
  }

  /**
   * All target groups. Where deployments shift traffic there are two, which change places in each: the one that has no tasks now gets those of the next deployment.
   * None of an HTTP API.
   */
  public get targetGroups(): ITargetGroup[] {
    return [...this.parts.targetGroups];
  }

  /**
   * The Application Load Balancer, for its metrics: they count what goes to both target groups where deployments shift traffic, and what goes to all services that
   * share it.
   *
   * @throws rule `exposure-without-meaning` for what is no Application Load Balancer, and for a listener whose load balancer is not known
   */
  public get applicationLoadBalancer(): IApplicationLoadBalancer {
    return this.parts.applicationListener ? this.loadBalancer as IApplicationLoadBalancer : this.refuse('It is no Application Load Balancer.');
  }

  /**
   * The listener of an Application Load Balancer, for further services behind it: `Exposure.existingListener(exposed.applicationListener, ...)`.
   *
   * @throws rule `exposure-without-meaning` for what is no Application Load Balancer
   */
  public get applicationListener(): IApplicationListener {
    return this.parts.applicationListener ?? this.refuse('It is no Application Load Balancer.');
  }

  /**
   * The Network Load Balancer, for further services behind it: `Exposure.existingNlb(exposed.networkLoadBalancer, ...)`.
   *
   * @throws rule `exposure-without-meaning` for what is no Network Load Balancer
   */
  public get networkLoadBalancer(): INetworkLoadBalancer {
    return this.parts.networkLoadBalancer ?? this.refuse('It is no Network Load Balancer.');
  }

  /**
   * The target group of an Application Load Balancer, for its metrics and for scaling: `service.scaling.scaleOnRequestCount()`.
   *
   * @throws rule `exposure-without-meaning` for what is no Application Load Balancer, and where deployments shift traffic: there are two then
   * (`applicationTargetGroups`)
   */
  public get applicationTargetGroup(): ApplicationTargetGroup {
    return this.theOne(this.applicationTargetGroups, 'It has no target group.');
  }

  /**
   * All target groups of an Application Load Balancer: two where deployments shift traffic. What watches one of them sees the old tasks in every second deployment,
   * so add up the metrics of both (`MathExpression`), or take those of `applicationLoadBalancer`.
   *
   * @throws rule `exposure-without-meaning` for what is no Application Load Balancer
   */
  public get applicationTargetGroups(): ApplicationTargetGroup[] {
    return [...this.parts.applicationTargetGroups ?? this.refuse('It is no Application Load Balancer.')];
  }

  /**
   * The HTTP API, for routes, authorizers and a domain name.
   *
   * @throws rule `exposure-without-meaning` for a load balancer
   */
  public get httpApi(): HttpApi {
    return this.parts.httpApi ?? this.refuse('It is no HTTP API.');
  }

  /**
   * Gives the load balancer a name of your own.
   *
   * Several services, also of several stacks and Regions, can have one name, where all of them are published with a routing. One resource for each address family
   * of the load balancer; a name for IPv6 only where its security groups let in clients by IPv6.
   *
   * @returns the URL under which clients find it then
   * @throws all reasons why the name cannot be published, at once
   */
  public publishTo(name: PublishedName): string {
    return this.urlOf(publishExposure(this, name, this.parts));
  }

  private urlOf(host: string): string {
    const { scheme, port } = this.parts;
    return DEFAULT_PORTS[scheme] === port ? `${scheme}://${host}` : `${scheme}://${host}:${numberText(port)}`;
  }

  private theOne<Group>([group, ...others]: readonly Group[], ifNone: string): Group {
    return others.length > 0 ? this.refuse('It has two target groups, because deployments shift traffic between them.') : group ?? this.refuse(ifNone);
  }

  private refuse(got: string): never {
    return refuseOne(this.node.path, findingOf(EXPOSURE_WITHOUT_MEANING, got));
  }
}
