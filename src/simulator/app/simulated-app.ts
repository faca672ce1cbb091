/** Whether clients find a namespace in DNS, and where. As the API of Cloud Map calls it. */
export type NamespaceType = 'DNS_PRIVATE' | 'DNS_PUBLIC' | 'HTTP';

/** A Cloud Map namespace, as it would be after the deployment. */
export interface SimulatedNamespace {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** What `DiscoverInstances` takes: another than the name where a namespace before it has the same one. */
  readonly httpName: string;
  readonly type: NamespaceType;
  readonly description?: string;
  /** How long a resolver remembers that a name does not exist. */
  readonly negativeTtlSeconds: number;
}

export type RecordType = 'A' | 'AAAA' | 'SRV' | 'CNAME';

export interface SimulatedRecord {
  readonly type: RecordType;
  readonly ttlSeconds: number;
}

/** Who says whether an instance is healthy: whoever calls the API (ECS does), a checker of Route 53, or nobody. */
export type HealthAuthority = 'custom' | 'route53' | 'nobody';

/** A Cloud Map service: a name in a namespace. */
export interface SimulatedName {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly namespace: SimulatedNamespace;
  readonly description?: string;
  /** Empty where it is found through the API only. */
  readonly records: readonly SimulatedRecord[];
  readonly routingPolicy: 'MULTIVALUE' | 'WEIGHTED';
  readonly health: HealthAuthority;
  /** What checkers of Route 53 ask, where they do. */
  readonly healthCheck?: { readonly type: string; readonly path?: string; readonly failureThreshold: number };
  /** What clients ask DNS for; undefined without records. */
  readonly host?: string;
}

/** Under which name the tasks of an ECS service are registered. */
export interface SimulatedRegistry {
  readonly name: SimulatedName;
  /** Of the container; undefined where the service registers addresses only. */
  readonly port?: SimulatedPort;
}

export interface SimulatedPort {
  readonly containerPort: number;
  /** The port of the host that leads to it, where the task has no network of its own; 0 where ECS chooses one. */
  readonly hostPort?: number;
}

/** An ECS service. */
export interface SimulatedEcsService {
  readonly arn: string;
  readonly serviceName: string;
  readonly cluster: { readonly name: string; readonly arn: string };
  readonly taskDefinition: { readonly family: string; readonly arn: string };
  readonly launchType: string;
  /** How many tasks it has after the deployment. */
  readonly desiredCount: number;
  /** One task for each instance of the cluster: their number cannot be set. */
  readonly isDaemon: boolean;
  readonly registries: readonly SimulatedRegistry[];
  readonly ports: readonly SimulatedPort[];
  /** The families of the addresses that its tasks have. */
  readonly addresses: { readonly isIpv4: boolean; readonly isIpv6: boolean };
  /** What containers are given, as far as it is known. */
  readonly environment: ReadonlyMap<string, string>;
  /** Whether ECS asks a container how it is; without that, a task that runs is healthy. */
  readonly hasContainerCheck: boolean;
  readonly region: string;
  readonly label: string;
  readonly logicalId: string;
  readonly path?: string;
}

export interface SimulatedAlias {
  /** The same text for the same load balancer. */
  readonly key: string;
  /** Whether it surely has addresses of IPv6, too. */
  readonly hasIpv6: boolean;
}

/** An instance that a template registers itself. */
export interface SimulatedInstance {
  readonly id: string;
  readonly name: SimulatedName;
  readonly attributes: ReadonlyMap<string, string>;
  /** The load balancer that it is an alias of. */
  readonly alias?: SimulatedAlias;
}

/** What templates make of Cloud Map and ECS, with an id for everything that gets its own at the deployment. */
export interface SimulatedApp {
  readonly namespaces: readonly SimulatedNamespace[];
  readonly names: readonly SimulatedName[];
  readonly ecsServices: readonly SimulatedEcsService[];
  readonly instances: readonly SimulatedInstance[];
  /** What could not be simulated, and why: one line each. */
  readonly leftOut: readonly string[];
}
