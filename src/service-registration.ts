import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import { NetworkMode } from 'aws-cdk-lib/aws-ecs';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { HealthCheck } from 'aws-cdk-lib/aws-route53';
import type { CfnService, IService } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { addHealthCheck } from './add-health-check';
import { annotateRegistration } from './annotate';
import { checkApp, checkHttpName } from './app-checks';
import { instanceGroups } from './capacity/instance-groups';
import { allowFrom } from './connect/allow-from';
import { connect } from './connect/connect';
import type { AllowFromOptions, ConnectOptions } from './connect/connect-options';
import { followGroups } from './connect/follow-groups';
import type { Participant } from './connect/participant';
import { introduce } from './connect/participant';
import type { IDiscoverable } from './discoverable';
import { EcsService } from './ecs-service/ecs-service';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import { DiscoveryGrants } from './endpoint/discovery-grants';
import { monitor } from './monitor';
import type { DiscoveryMonitoring } from './monitoring/discovery-monitoring';
import type { MonitoringOptions } from './monitoring/monitoring-options';
import { defineNamespace } from './namespace/define-namespace';
import { endpointFacts } from './plan/endpoint-facts';
import { vpcOf } from './plan/vpc-facts';
import { publishService } from './publish';
import type { PublishedName } from './published-name/published-name';
import { CloudMapService, registersPort, undefineCloudMapService } from './records/define-cloud-map-service';
import { desiredCountOf, providersOf, registerNoTasks, registerTasks } from './registration/register-tasks';
import type { Route53Check } from './route53-check/route53-check';
import type { AddRoute53HealthCheckOptions } from './route53-check/route53-check-options';
import type { ServiceRegistrationPlan } from './service-registration-plan';
import { planServiceRegistration } from './service-registration-plan';
import type { ServiceRegistrationProps } from './service-registration-props';
import { known } from './shared/known';
import { orUndo } from './shared/or-undo';

/**
 * Discovery for an ECS service that you have already: it gets a name, and `connectTo()`, as a `DiscoverableService` has them.
 *
 * A service that was registered by `cloudMapOptions` is adopted: it keeps its registration as it is deployed, and nothing is added to it. Any other
 * service of the app, with a load balancer or Service Connect on it or not, is registered under a new name. The Cloud Map service is defined beside
 * the ECS service, in its stack.
 *
 * @example
 * declare const oldService: ecs.FargateService;
 * declare const frontend: DiscoverableService;
 *
 * frontend.connectTo(new ServiceRegistration(this, 'Legacy', { service: oldService, port: 80 }));
 */
export class ServiceRegistration extends Construct implements IDiscoverable, IConnectable, IGrantable {
  /**
   * The ECS service that is registered.
   */
  public readonly service: BaseService;

  /**
   * The container that listens.
   */
  public readonly container: ContainerDefinition;

  /**
   * The service in AWS Cloud Map that the tasks are registered in.
   */
  public readonly cloudMapService: IService;

  /**
   * Where the service is found: host, port, URL.
   */
  public readonly endpoint: DiscoveryEndpoint;

  /**
   * Permission to find the service through the API of Cloud Map.
   */
  public readonly grants: DiscoveryGrants;

  /**
   * The security groups of the tasks (in bridge and host mode, of the instances), with the port as the default port.
   */
  public readonly connections: Connections;

  /**
   * The task role, which the containers act as: `table.grantReadData(registration)`.
   */
  public readonly grantPrincipal: IPrincipal;

  /**
   * @throws all broken rules at once, before anything is defined
   */
  constructor(scope: Construct, id: string, props: ServiceRegistrationProps) {
    const plan = planServiceRegistration(scope, id, props);
    super(scope, id);
    this.service = props.service;
    this.container = plan.container;
    this.grantPrincipal = props.service.taskDefinition.taskRole;
    this.cloudMapService = orUndo(this, () => define(this, plan, props), () => undefineCloudMapService(props.service));

    const facts = plan.adopted ? adoptedEndpoint(this, plan) : endpointFacts(this.node.path, { ...plan, ...plan.clientPorts }, this.cloudMapService);
    const network = groupsOf(props.service);
    this.endpoint = DiscoveryEndpoint._of(facts);
    this.grants = DiscoveryGrants._of(facts);
    this.connections = new Connections({
      securityGroups: [...network.groups()],
      defaultPort: facts.ports.length === 0 ? undefined : Port.tcp(facts.ports[0]),
    });
    followGroups(this, network);
    introduce({
      construct: this,
      ...network,
      endpoint: facts,
      registered: plan.registered,
      service: EcsService.of(props.service),
      container: plan.container,
      grantee: this,
      vpc: vpcOf(props.service.cluster),
    });
    checkApp(this);
    annotateRegistration(this, plan, desiredCountOf(EcsService.of(props.service)));
    checkHttpName(this.cloudMapService, this.cloudMapService.namespace, facts, this.grants);
  }

  /**
   * Lets this service call another one; the same as `DiscoverableService.connectTo()`.
   *
   * @throws all reasons why the connection cannot be, or would do nothing, at once
   */
  public connectTo(target: IDiscoverable, options: ConnectOptions = {}): void {
    connect(this, target, options);
  }

  /**
   * Lets something else call this service; the same as `DiscoverableService.allowFrom()`.
   *
   * @throws all reasons why it cannot be, or would do nothing, at once
   */
  public allowFrom(connectable: IConnectable, options: AllowFromOptions = {}): void {
    allowFrom(this, connectable, options);
  }

  /**
   * Watches the name; the same as `DiscoverableService.monitor()`.
   *
   * What it makes is in the stack of the ECS service. Where that has no circuit breaker, ECS tells of no failed deployment, and synth warns.
   *
   * @throws all broken rules at once
   */
  public monitor(options: MonitoringOptions = {}): DiscoveryMonitoring {
    return monitor(this, this.cloudMapService, options);
  }

  /**
   * Has Route 53 watch the service; the same as `DiscoverableService.addRoute53HealthCheck()`.
   *
   * @throws all reasons why it cannot be, at once
   */
  public addRoute53HealthCheck(check: Route53Check, options: AddRoute53HealthCheckOptions = {}): HealthCheck {
    return addHealthCheck(this, check, options);
  }

  /**
   * Gives the service a second name; the same as `DiscoverableService.publishTo()`.
   *
   * @returns the URL under which clients find it then
   * @throws all reasons why the name cannot be published, at once
   */
  public publishTo(name: PublishedName): string {
    return publishService(this, name, this.cloudMapService);
  }
}

/** In bridge and host mode the CDK copies the groups that the cluster has by then; there may be more of them later. */
function groupsOf(service: BaseService): Pick<Participant, 'groups' | 'onInstances'> {
  const { taskDefinition: { networkMode }, connections, cluster } = service;
  const onInstances = networkMode !== NetworkMode.AWS_VPC;
  return { groups: () => onInstances ? instanceGroups(cluster, providersOf(service)) : connections.securityGroups, onInstances };
}

function define(registration: Construct, plan: ServiceRegistrationPlan, { service, serviceAttributes }: ServiceRegistrationProps): IService {
  const { discoveryName, records, cloudMapNamespace } = plan;
  const ecsService = EcsService.of(service);
  if (!plan.registered) {
    registerNoTasks(ecsService);
  }
  if (service.cloudMapService !== undefined) {
    return service.cloudMapService;
  }
  const cloudMapService = new CloudMapService(service, {
    discoveryName, records, serviceAttributes, cloudMapNamespace: defineNamespace(registration, cloudMapNamespace, service.cluster),
  });
  if (plan.registered) {
    registerTasks(ecsService, { cloudMapService, container: plan.container, port: registersPort(records) ? plan.ports[0] : undefined });
  }
  return cloudMapService.construct;
}

/** The name that the CDK's own registration has: a literal where the user gave one, so that stacks which use it stay independent. */
function adoptedEndpoint({ node, cloudMapService }: ServiceRegistration, { clientPorts }: ServiceRegistrationPlan): EndpointFacts {
  const { name } = cloudMapService.node.defaultChild as CfnService;
  return {
    ...clientPorts,
    subject: node.path,
    discoveryName: known(name) ? name : cloudMapService.serviceName,
    namespaceName: cloudMapService.namespace.namespaceName,
    recordTypes: cloudMapService.dnsRecordType.split(', '),
    serviceArn: cloudMapService.serviceArn,
    namespaceArn: cloudMapService.namespace.namespaceArn,
  };
}
