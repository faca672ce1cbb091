import type { Duration } from 'aws-cdk-lib';
import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { EndpointTarget } from './endpoint/endpoint-target';
import type { EndpointHealthCheck } from './health/endpoint-health-check';
import type { DiscoveryNamespace } from './namespace/discovery-namespace';

/**
 * What gets a name, and how it is found.
 */
export interface RegisteredEndpointProps {
  /**
   * The cluster whose services find the name: it decides in which VPC a private namespace is, as for `DiscoverableService`.
   */
  readonly cluster: ICluster;

  /**
   * What the name leads to.
   */
  readonly target: EndpointTarget;

  /**
   * The port that it listens on. Callers get it in their environment, and API clients from `DiscoverInstances` where the target is addresses.
   *
   * @default - not known: `connectTo` then gives callers the host only, and cannot open a security group
   */
  readonly port?: number;

  /**
   * The namespace that the name is in.
   *
   * @default - `ecs-internal`, as for `DiscoverableService`
   */
  readonly cloudMapNamespace?: DiscoveryNamespace;

  /**
   * The name within the namespace.
   *
   * @default - the construct id in kebab-case: `OrderDatabase` is found as `order-database`
   */
  readonly discoveryName?: string;

  /**
   * How long a client may keep an answer, in whole seconds. An alias of a load balancer has the TTL of that.
   *
   * @default Duration.seconds(10)
   */
  readonly ttl?: Duration;

  /**
   * What else API clients read with the endpoint, name to value: at most 30. Not beside a load balancer.
   *
   * @default - none
   */
  readonly attributes?: { [name: string]: string };

  /**
   * What has the security groups of the target: the database, the load balancer. `connectTo()` opens them for callers.
   *
   * @default - none: the target is not in this VPC, or is open to callers already
   */
  readonly connectable?: IConnectable;

  /**
   * How Route 53 checks the addresses. In public and HTTP namespaces, and for public addresses.
   *
   * @default - none: it is answered until a client of the API says that it is unhealthy (`UpdateInstanceCustomHealthStatus`)
   */
  readonly healthCheck?: EndpointHealthCheck;
}
