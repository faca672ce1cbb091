import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import type { BaseService, ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnService, IService } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { checkApp } from './app-checks';
import { connect } from './connect/connect';
import type { ConnectOptions } from './connect/connect-options';
import { introduce } from './connect/participant';
import type { IDiscoverable } from './discoverable';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import { defineNamespace } from './namespace/define-namespace';
import { namespaceNameOf } from './plan/namespace-facts';
import { vpcOf } from './plan/vpc-facts';
import { defineCloudMapService, undefineCloudMapService } from './records/define-cloud-map-service';
import { registerNoTasks, registeredPort, registerTasks } from './registration/register-tasks';
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
   * The security groups of the tasks, with the port as the default port.
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
    this.cloudMapService = orUndo(this, () => define(this, plan, props.service), () => undefineCloudMapService(props.service));

    const facts = plan.adopted ? adoptedEndpoint(this, plan) : definedEndpoint(this, plan);
    this.endpoint = DiscoveryEndpoint._of(facts);
    this.connections = new Connections({
      securityGroups: props.service.connections.securityGroups,
      defaultPort: facts.ports.length === 0 ? undefined : Port.tcp(facts.ports[0]),
    });
    introduce({
      construct: this,
      connections: this.connections,
      endpoint: facts,
      registered: plan.registered,
      service: props.service,
      container: plan.container,
      vpc: vpcOf(props.service.cluster),
      networkMode: props.service.taskDefinition.networkMode,
    });
    checkApp(this);
  }

  /**
   * Lets this service call another one; the same as `DiscoverableService.connectTo()`.
   *
   * @throws all reasons why the connection cannot be, or would do nothing, at once
   */
  public connectTo(target: IDiscoverable, options: ConnectOptions = {}): void {
    connect(this, target, options);
  }
}

function define(registration: Construct, plan: ServiceRegistrationPlan, service: BaseService): IService {
  const { discoveryName, records, cloudMapNamespace } = plan;
  const cloudMapService = service.cloudMapService
    ?? defineCloudMapService(service, discoveryName, records, defineNamespace(registration, cloudMapNamespace, service.cluster));
  register(service, plan, cloudMapService);
  return cloudMapService;
}

function register(service: BaseService, plan: ServiceRegistrationPlan, cloudMapService: IService): void {
  const { adopted, registered, records, container, ports: [port] } = plan;
  if (!registered) {
    registerNoTasks(service);
  } else if (!adopted) {
    registerTasks(service, { cloudMapService, container, port: records.types.includes('SRV') ? port : undefined });
  }
}

function definedEndpoint({ node, cloudMapService }: ServiceRegistration, plan: ServiceRegistrationPlan): EndpointFacts {
  return {
    subject: node.path,
    discoveryName: plan.discoveryName,
    namespaceName: namespaceNameOf(plan.cloudMapNamespace),
    ports: plan.ports,
    recordTypes: plan.records.types,
    serviceArn: cloudMapService.serviceArn,
    namespaceArn: cloudMapService.namespace.namespaceArn,
  };
}

/** The name that the CDK's own registration has: a literal where the user gave one, so that stacks which use it stay independent. */
function adoptedEndpoint({ node, service, cloudMapService }: ServiceRegistration, { ports }: ServiceRegistrationPlan): EndpointFacts {
  const { name } = cloudMapService.node.defaultChild as CfnService;
  const port = registeredPort(service);
  return {
    subject: node.path,
    discoveryName: known(name) ? name : cloudMapService.serviceName,
    namespaceName: cloudMapService.namespace.namespaceName,
    ports: port === undefined ? ports : [port, ...ports.filter((other) => other !== port)],
    recordTypes: cloudMapService.dnsRecordType.split(', '),
    serviceArn: cloudMapService.serviceArn,
    namespaceArn: cloudMapService.namespace.namespaceArn,
  };
}
