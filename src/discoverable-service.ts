import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ContainerDefinition, ScalableTaskCount, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { HealthCheck } from 'aws-cdk-lib/aws-route53';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { annotateService } from './annotate';
import { checkService } from './app-checks';
import type { AllowFromOptions, ConnectOptions } from './connect/connect-options';
import type { DiscoverableServiceParts } from './define-discoverable-service';
import { defineDiscoverableService } from './define-discoverable-service';
import type { IDiscoverable } from './discoverable';
import type { DiscoverableServiceAttributes } from './discoverable-service-attributes';
import type { DiscoverableServicePlan } from './discoverable-service-plan';
import { planDiscoverableService } from './discoverable-service-plan';
import type { DiscoverableServiceProps } from './discoverable-service-props';
import type { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import type { DiscoveryGrants } from './endpoint/discovery-grants';
import type { ExposedService } from './exposed-service';
import type { Exposure } from './exposure/exposure';
import { importDiscoverable } from './imported-service';
import { connectionsOf, introduceService } from './introduce-service';
import type { DiscoveryMonitoring } from './monitoring/discovery-monitoring';
import type { MonitoringOptions } from './monitoring/monitoring-options';
import type { PublishedName } from './published-name/published-name';
import { refuseWrong } from './refuse-argument';
import type { RegisteredName } from './registered-name';
import { registeredName } from './registered-name';
import type { Route53Check } from './route53-check/route53-check';
import type { AddRoute53HealthCheckOptions } from './route53-check/route53-check-options';
import { withOneTrace } from './shared/one-trace';
import { orUndo } from './shared/or-undo';
import { addHealthCheck, allowFrom, connect, expose, monitor, publishService, rollBackOn } from './verbs';
import { refuseFixedCount, refuseWorker } from './without-meaning';

/**
 * An ECS service that others find by name: task definition, service, log group, security group and registration in AWS Cloud Map.
 *
 * Five resources, and what is shared: one namespace for the VPC, one execution role for the stack. Tasks are registered as they start
 * and taken out as they stop, so `backend.ecs-internal` always answers with the tasks that run and are healthy. Say who calls whom with `connectTo()`; everything else in the VPC is kept out.
 *
 * @example
 * declare const cluster: ecs.Cluster;
 *
 * const backend = new DiscoverableService(this, 'Backend', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
 *   port: 80,
 *   healthProbe: HealthProbe.http(),
 * });
 * const worker = new DiscoverableService(this, 'Worker', {
 *   cluster,
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.36'),
 *   command: ['sh', '-c', 'while true; do wget -qO- "$BACKEND_URL"; sleep 10; done'],
 * });
 * worker.connectTo(backend);
 */
export class DiscoverableService extends Construct implements IDiscoverable, IConnectable, IGrantable {
  /**
   * A discoverable service that another app or stage defines, as a target of `connectTo()`.
   *
   * Nothing is looked up and nothing is deployed for it. Callers get its address, and its security group lets them in.
   *
   * @throws rules on names and ports, all at once
   */
  public static fromAttributes(scope: Construct, id: string, attributes: DiscoverableServiceAttributes): IDiscoverable {
    return importDiscoverable(scope, id, attributes);
  }

  /**
   * The task definition. For sidecars, volumes and the roles of the tasks.
   */
  public readonly taskDefinition: TaskDefinition;

  /**
   * The service's own container, named `app`.
   */
  public readonly container: ContainerDefinition;

  /**
   * The task role, which the containers act as. It is made by the first grant: `table.grantReadData(backend)`.
   */
  public readonly grantPrincipal: IPrincipal;

  private readonly name?: RegisteredName;
  private readonly plan: DiscoverableServicePlan;
  private readonly parts: DiscoverableServiceParts;
  private openings?: Connections;

  /**
   * @throws all broken rules at once, before anything is defined
   */
  constructor(scope: Construct, id: string, props: DiscoverableServiceProps) {
    const plan = planDiscoverableService(scope, id, props);
    super(scope, id);
    const parts = orUndo(this, () => withOneTrace(this, () => defineDiscoverableService(this, plan, props)));
    this.taskDefinition = parts.taskDefinition;
    this.container = parts.container;
    this.grantPrincipal = parts.taskRole;
    this.plan = plan;
    this.parts = parts;
    this.name = registeredName(this, plan, parts.cloudMapService);
    introduceService(this, plan, parts, this.name?.facts);
    checkService(this, plan, this.name);
    annotateService(this, parts.ecsService, plan, props);
  }

  /**
   * The security groups of the tasks, with `port` as the default port: `db.connections.allowDefaultPortFrom(backend)`. Made when it is asked for.
   */
  public get connections(): Connections {
    return this.openings ??= connectionsOf(this.plan, this.parts);
  }

  /**
   * The ECS service. For load balancers, metrics and whatever else the CDK does with a service; the number of tasks is the matter of `taskCount`.
   * Made by the first who asks for it, or for an aspect: until then a service on Fargate is its resource alone, and the template is the same.
   */
  public get service(): BaseService {
    return this.parts.ecsService.construct;
  }

  /**
   * The log group that the container writes to, with its resource as the default child. Its construct is made when it is asked for.
   */
  public get logGroup(): ILogGroup {
    return this.parts.logs.logGroup;
  }

  /**
   * The service in AWS Cloud Map that the tasks are registered in.
   *
   * @throws rule `worker-without-name` for a service without a port
   */
  public get cloudMapService(): IService {
    return this.name?.cloudMapService.construct ?? refuseWorker(this);
  }

  /**
   * Where the service is found: host, port, URL.
   *
   * @throws rule `worker-without-name` for a service without a port
   */
  public get endpoint(): DiscoveryEndpoint {
    return this.name?.endpoint ?? refuseWorker(this);
  }

  /**
   * Permission to find the service through the API of Cloud Map: `backend.grants.discover(poller)`.
   *
   * @throws rule `worker-without-name` for a service without a port
   */
  public get grants(): DiscoveryGrants {
    return this.name?.grants ?? refuseWorker(this);
  }

  /**
   * The scaling of the number of tasks, for what `TaskCount.autoScaled()` has no option for: `scaleOnRequestCount()`, `scaleToTrackCustomMetric()`.
   *
   * @throws rule `scaling-without-meaning` for a service whose number of tasks is fixed, and for a daemon
   */
  public get scaling(): ScalableTaskCount {
    return this.parts.scaling ?? refuseFixedCount(this);
  }

  /**
   * Lets this service call another one.
   *
   * It opens the target's port for this service (and the way out, where this service's own group is closed), writes the target's address into the environment, and
   * deploys this service after the target. The variables are `BACKEND_HOST`, `BACKEND_PORT` and `BACKEND_URL`; also `BACKEND_SRV` for a name with SRV records only, and
   * `BACKEND_NAMESPACE` and `BACKEND_SERVICE`, with the permission to ask, for one that is found through the API: these two have a host and a URL only through the proxies
   * of Service Connect. One resource: the rule. Services may connect to each other, also across stacks.
   *
   * @throws all reasons why the connection cannot be, or would do nothing, at once
   */
  public connectTo(target: IDiscoverable, options: ConnectOptions = {}): void {
    connect(this, target, options);
  }

  /**
   * Lets something else call this service: a Lambda function, a bastion host, whatever has security groups.
   *
   * It opens the port and no more: give the client the address (`endpoint.url`), or permission to ask (`grants.discover`). One resource, which is put where
   * it closes no circle between stacks; for services use `connectTo()`.
   *
   * @throws all reasons why it cannot be, or would do nothing, at once
   */
  public allowFrom(connectable: IConnectable, options: AllowFromOptions = {}): void {
    allowFrom(this, connectable, options);
  }

  /**
   * Makes a way into this service for those who do not find it in Cloud Map: a load balancer, a rule of one that is there, or an HTTP API.
   *
   * The tasks let in what was made and nobody else, and the service is deployed after its listener. The name in Cloud Map stays, and leads to the tasks.
   *
   * @throws all reasons why it cannot be, at once
   */
  public exposeVia(exposure: Exposure): ExposedService {
    refuseWrong(this, 'exposeVia', 'exposure', [exposure]);
    return expose(this, this.plan, this.parts, exposure);
  }

  /**
   * Has a deployment of this service fail, and go back to the last completed one (`rollback`), when an alarm goes off while it goes on, or in its `bakeTime`.
   *
   * Alarms on metrics of the service itself may be given too: the service knows alarms by literal names, so no circle comes of it. An alarm without a name of its own
   * gets one, made of the names of its stack and its path.
   *
   * @throws rule `rollback-alarm`
   */
  public rollBackOn(...alarms: IAlarm[]): void {
    refuseWrong(this, 'rollBackOn', 'alarm', alarms);
    rollBackOn(this.service, this.plan.deployment.choice, alarms);
  }

  /**
   * Watches the name: metrics, alarms and widgets of its healthy, registered and running tasks, and of failed deployments.
   *
   * Four alarms; the first service of a stack also makes one Lambda function, which asks for all of them every minute. See `DiscoveryMonitoring` for
   * what it costs. A second call returns the same.
   *
   * @throws all broken rules at once; rule `worker-without-name` for a service without a port
   */
  public monitor(options: MonitoringOptions = {}): DiscoveryMonitoring {
    return monitor(this, this.cloudMapService, options);
  }

  /**
   * Has Route 53 watch the service, for records of your own hosted zone. Below the ECS service; see `Route53Check` for the ways and their costs.
   *
   * @throws all reasons why it cannot be, at once
   */
  public addRoute53HealthCheck(check: Route53Check, options: AddRoute53HealthCheckOptions = {}): HealthCheck {
    return addHealthCheck(this, check, options);
  }

  /**
   * Gives the service a second name, in a hosted zone of your own: a CNAME for its discovery name, for clients that resolve that. For the internet,
   * publish what `exposeVia()` returns. One resource.
   *
   * @returns the URL under which clients find it then
   * @throws all reasons why the name cannot be published, at once; rule `worker-without-name` for a service without a port
   */
  public publishTo(name: PublishedName): string {
    return publishService(this, name, this.cloudMapService);
  }
}
