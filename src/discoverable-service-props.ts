import type { Duration } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { ContainerImage, ICluster, Secret } from 'aws-cdk-lib/aws-ecs';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Capacity } from './capacity/capacity';
import type { Deployment } from './deployment/deployment';
import type { Draining } from './draining/draining';
import type { HealthProbe } from './health/health-probe';
import type { DiscoveryNamespace } from './namespace/discovery-namespace';
import type { DnsRecords } from './records/dns-records';
import type { TaskCount } from './scaling/task-count';
import type { ServiceConnectRole } from './service-connect/service-connect-role';

/**
 * What a discoverable service is.
 */
export interface DiscoverableServiceProps {
  /**
   * The cluster that the service runs in. Its VPC is where the name resolves.
   */
  readonly cluster: ICluster;

  /**
   * The image of the service's container.
   *
   * A private image (Amazon ECR, or an asset) gives the service an execution role of its own, so that no other service can pull it.
   */
  readonly image: ContainerImage;

  /**
   * The port that the container listens on, 1 to 65535. Callers use it too, but in bridge mode, where they use a port of the instance.
   *
   * @default - none: the service is a worker, which calls others, is not called and has no name
   */
  readonly port?: number;

  /**
   * Further ports that the container listens on, such as one for metrics. `connectTo(service, { port })` opens one of them; not in bridge mode, where only
   * the main port can have a fixed port of the instance.
   *
   * @default - none
   */
  readonly additionalPorts?: number[];

  /**
   * The namespace that the service is registered in: the part of its name after the first dot.
   *
   * @default - `ecs-internal`: the cluster's default namespace where it has that name, else a private DNS namespace that is defined
   * once for the VPC (its hosted zone costs 0.50 USD a month)
   */
  readonly cloudMapNamespace?: DiscoveryNamespace;

  /**
   * The name of the service within its namespace. To change it later replaces the registration: callers that hold the old name lose it.
   *
   * A construct that gets another id or scope and keeps its discovery name cannot be deployed in one step: CloudFormation creates the new name before
   * it deletes the old one, and Cloud Map refuses a name that is there (see docs/records.md).
   *
   * @default - the construct id in kebab-case: `OrderService` is found as `order-service`
   */
  readonly discoveryName?: string;

  /**
   * The DNS records behind the name, or none. The types cannot be changed later.
   *
   * @default - `DnsRecords.a()`; in bridge and host mode `DnsRecords.srv()`; in an HTTP namespace `DnsRecords.none()`
   */
  readonly dnsRecords?: DnsRecords;

  /**
   * What API clients can read about the service as a whole (`GetServiceAttributes`), name to value: at most 30, such as a version of its protocol. In a
   * public namespace they hold nothing secret.
   *
   * @default - none
   */
  readonly serviceAttributes?: { [name: string]: string };

  /**
   * Whether tasks are registered under the name. Set it to `false` for one deployment before you take the name away: Cloud Map refuses to delete
   * a service that still has instances.
   *
   * @default true
   */
  readonly registered?: boolean;

  /**
   * The part of the service in ECS Service Connect, beside its name in Cloud Map.
   *
   * @default - none: callers use DNS, or the API of Cloud Map
   */
  readonly serviceConnect?: ServiceConnectRole;

  /**
   * What the tasks run on.
   *
   * @default Capacity.fargate()
   */
  readonly capacity?: Capacity;

  /**
   * How many tasks run. Not for a daemon, which runs one on each instance.
   *
   * @default TaskCount.exactly(2) - with one task the name would be without a task whenever that one stops
   */
  readonly taskCount?: TaskCount;

  /**
   * How new tasks take the place of old ones.
   *
   * @default Deployment.rolling() - a task stops after its successor is healthy, and a deployment that does not come up is rolled back
   */
  readonly deployment?: Deployment;

  /**
   * CPU units of a task; 1024 units are one vCPU.
   *
   * @default 256 - in Service Connect 512: AWS recommends 256 units more for its proxy
   */
  readonly cpu?: number;

  /**
   * Memory of a task in MiB. Fargate has certain amounts for each number of CPU units; on instances, ECS places a task where that much is left.
   *
   * @default - two MiB for each CPU unit: the least that Fargate has for `cpu`
   */
  readonly memoryLimitMiB?: number;

  /**
   * Environment variables of the container, name to value. `connectTo` adds the addresses of what the service calls.
   *
   * @default - none but those of `connectTo`
   */
  readonly environment?: { [name: string]: string };

  /**
   * Secret environment variables of the container, name to where the value is. They give the service an execution role of its own.
   *
   * @default - none
   */
  readonly secrets?: { [name: string]: Secret };

  /**
   * The command that the container runs.
   *
   * @default - the command of the image
   */
  readonly command?: string[];

  /**
   * How ECS finds out whether the container works. Only tasks whose probe passes are answered under the name.
   *
   * @default - none: a task is answered as soon as its container runs, whether it works or not. Synth warns about it
   */
  readonly healthProbe?: HealthProbe;

  /**
   * How long the container has between the stop signal and being killed, in whole seconds: 2 to 120, on EC2 instances also more.
   *
   * ECS takes the task out of its name when it stops it, and clients hold the address for the TTL of the record. A container that
   * goes on answering for that long drops no call.
   *
   * @default - 30 seconds, the default of ECS
   */
  readonly stopTimeout?: Duration;

  /**
   * Whether a task goes on serving until clients have forgotten its address.
   *
   * @default - it does not: the container gets its stop signal at once, and clients may call it for the TTL of the records
   */
  readonly draining?: Draining;

  /**
   * Whether the container finds the services of its namespace by the first part of their names: `http://backend` for `http://backend.ecs-internal`.
   *
   * It sets the variable `LOCALDOMAIN`, which the resolver of glibc reads. That of musl (Alpine images), of Go without cgo, and of some runtimes does not: there
   * short names do not resolve. `connectTo()` gives whole names, which resolve everywhere.
   *
   * @default false
   */
  readonly shortNames?: boolean;

  /**
   * The security groups of the tasks. `connectTo` opens every one of them. Not in bridge and host mode, where tasks share the network of their instance.
   *
   * @default - one of the service's own: closed to all that was not let in, open outwards (to IPv6 where the subnets are known to have it)
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * How long the service's log group keeps what the containers wrote.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Whether `aws ecs execute-command` can open a shell in the containers. It gives the task role the rights that this needs.
   *
   * @default false
   */
  readonly enableExecuteCommand?: boolean;
}
