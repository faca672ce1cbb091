import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Connections } from 'aws-cdk-lib/aws-ec2';
import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { checkApp, checkHttpName } from './app-checks';
import { introduce } from './connect/participant';
import type { IDiscoverable } from './discoverable';
import { defineInstances } from './endpoint/define-instances';
import { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import { DiscoveryGrants } from './endpoint/discovery-grants';
import type { EndpointTargetChoice } from './endpoint/endpoint-target';
import { defineNamespace } from './namespace/define-namespace';
import { endpointFacts } from './plan/endpoint-facts';
import { vpcOf } from './plan/vpc-facts';
import { publishAddresses } from './publish';
import type { PublishedName } from './published-name/published-name';
import { CloudMapService } from './records/define-cloud-map-service';
import { planRegisteredEndpoint } from './registered-endpoint-plan';
import type { RegisteredEndpointProps } from './registered-endpoint-props';
import { orUndo } from './shared/or-undo';

/**
 * A name for what is no ECS service: a database, a load balancer, a server elsewhere, or only attributes for clients of the API.
 *
 * It stands in the same namespace as the services, so they find it in the same way, and `connectTo()` takes it: callers get its address, and its security
 * group lets them in where it has one. Two resources, and one for each address.
 *
 * @example
 * declare const cluster: ecs.Cluster;
 * declare const database: rds.DatabaseInstance;
 * declare const backend: DiscoverableService;
 *
 * backend.connectTo(new RegisteredEndpoint(this, 'Database', {
 *   cluster,
 *   target: EndpointTarget.cname(database.dbInstanceEndpointAddress),
 *   port: 5432,
 *   connectable: database,
 * }), { scheme: 'postgres' });
 */
export class RegisteredEndpoint extends Construct implements IDiscoverable, IConnectable {
  /**
   * The service in AWS Cloud Map that the target is registered in.
   */
  public readonly cloudMapService: IService;

  /**
   * Where it is found: host, port, URL.
   */
  public readonly endpoint: DiscoveryEndpoint;

  /**
   * Permission to find it through the API of Cloud Map.
   */
  public readonly grants: DiscoveryGrants;

  /**
   * The security groups of the target; none where it has none in this VPC.
   */
  public readonly connections: Connections;

  private readonly target: EndpointTargetChoice;

  /**
   * @throws all broken rules at once, before anything is defined
   */
  constructor(scope: Construct, id: string, props: RegisteredEndpointProps) {
    const plan = planRegisteredEndpoint(scope, id, props);
    super(scope, id);
    this.target = plan.target;
    const { cluster, connectable } = props;
    const { cloudMapService, instances } = orUndo(this, () => {
      const service = new CloudMapService(this, { ...plan, cloudMapNamespace: defineNamespace(this, plan.cloudMapNamespace, cluster) });
      return { cloudMapService: service, instances: defineInstances(this, { ...plan, serviceId: service.serviceId }) };
    });
    const facts = endpointFacts(this.node.path, {
      ...plan, ports: plan.port === undefined ? [] : [plan.port], dynamicPorts: false,
    }, cloudMapService);
    this.cloudMapService = cloudMapService.construct;
    this.endpoint = DiscoveryEndpoint._of(facts);
    this.grants = DiscoveryGrants._of(facts);
    this.connections = connectable?.connections ?? new Connections();
    introduce({
      construct: this,
      groups: () => this.connections.securityGroups,
      isOpen: connectable === undefined,
      endpoint: facts,
      registered: true,
      resources: instances,
      vpc: connectable !== undefined || cloudMapService.namespace.type === NamespaceType.DNS_PRIVATE ? vpcOf(cluster) : undefined,
    });
    checkApp(this);
    checkHttpName(cloudMapService.resource, this.cloudMapService.namespace, facts, this.grants);
  }

  /**
   * Gives fixed addresses a second name, in a hosted zone of your own: A or AAAA records. One resource; with `RecordRouting.multivalue()` one for each address.
   *
   * @returns the name, without scheme and port
   * @throws all reasons why the name cannot be published, at once
   */
  public publishTo(name: PublishedName): string {
    return publishAddresses(this, name, this.target);
  }
}
