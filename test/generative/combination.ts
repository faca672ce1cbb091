/**
 * One use of the public API as plain data, so that a failure can be printed, shrunk and run again.
 *
 * In every text, `#` stands for the four digits of the index: combinations that share a namespace must not share a name.
 */
export interface Combination {
  readonly index: number;
  /** What is known of the account and Region at synth. */
  readonly world: 'agnostic' | 'known' | 'govCloud';
  readonly network: 'ipv4' | 'dualStack' | 'ipv6Only' | 'publicOnly' | 'noDns';
  readonly namespace: NamespacePart;
  readonly discoveryName?: string;
  readonly records: RecordsPart;
  readonly serviceAttributes?: AttributesPart;
  readonly capacity: CapacityPart;
  readonly taskCount?: TaskCountPart;
  readonly cpu?: number;
  readonly memoryLimitMiB?: number;
  readonly port?: number;
  readonly additionalPorts?: readonly number[];
  readonly probe?: ProbePart;
  readonly stopTimeout?: Span;
  readonly draining?: { readonly margin?: Span };
  readonly shortNames?: boolean;
  readonly registered?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** The names of secret variables. */
  readonly secrets?: readonly string[];
  /** A security group that the user made, with or without the way out. */
  readonly ownGroup?: 'open' | 'closed';
  readonly relation: RelationPart;
  /** What the app defines beside the library, in the same namespace or VPC. */
  readonly neighbour?: 'sameName' | 'otherCase' | 'secondZone';
}

export type Span = { readonly seconds: number } | { readonly millis: number };
export type DnsType = 'private' | 'public' | 'http';

export type NamespacePart =
  | { readonly kind: 'default' }
  | { readonly kind: 'defined'; readonly type: DnsType; readonly name: string; readonly negativeCacheTtl?: Span; readonly httpName?: string }
  | { readonly kind: 'clusterDefault'; readonly name: string; readonly asked: boolean }
  | { readonly kind: 'existing'; readonly type: DnsType; readonly name: string; readonly vpc: 'same' | 'other' }
  | { readonly kind: 'attributes'; readonly type: DnsType; readonly name?: string; readonly id?: string; readonly arn?: string }
  | { readonly kind: 'parameter'; readonly type: DnsType; readonly parameterName: string }
  | { readonly kind: 'lookup'; readonly name: string };

export interface RecordsPart {
  readonly kind: 'default' | 'a' | 'aaaa' | 'dualStack' | 'srv' | 'aAndSrv' | 'none';
  readonly ttl?: Span;
  readonly routingPolicy?: 'MULTIVALUE' | 'WEIGHTED';
}

/** So many attributes, the first of which has a name and a value of these lengths. */
export interface AttributesPart {
  readonly count: number;
  readonly nameLength: number;
  readonly valueLength: number;
  readonly firstName?: string;
}

export interface SharePart { readonly base?: number; readonly weight?: number }

export interface InstancesPart {
  readonly kind: 'ec2' | 'ec2Bridge' | 'ec2Host';
  readonly providers?: readonly SharePart[];
  readonly foreignProvider?: boolean;
  readonly strategies?: boolean;
  readonly distinct?: boolean;
  readonly daemon?: boolean;
  readonly hostPort?: number;
  readonly subnets?: 'public' | 'isolated';
}

export type CapacityPart =
  | { readonly kind: 'default' }
  | {
    readonly kind: 'fargate';
    readonly arm?: boolean;
    readonly spot?: { readonly onDemandBase?: number; readonly onDemandWeight?: number; readonly spotWeight?: number };
    readonly assignPublicIp?: boolean;
    readonly subnets?: 'public' | 'isolated';
  }
  | InstancesPart
  | { readonly kind: 'managedInstances'; readonly arm?: boolean; readonly foreignProvider?: boolean };

export interface SchedulePart { readonly min?: number; readonly max?: number }

export type TaskCountPart =
  | { readonly kind: 'exactly'; readonly tasks: number }
  | {
    readonly kind: 'autoScaled';
    readonly max: number;
    readonly min?: number;
    readonly cpu?: number;
    readonly memory?: number;
    readonly schedules?: readonly SchedulePart[];
  };

export interface ProbeTimesPart {
  readonly interval?: Span;
  readonly timeout?: Span;
  readonly retries?: number;
  readonly startPeriod?: Span;
}

export type ProbePart = ProbeTimesPart & (
  | { readonly kind: 'http'; readonly path?: string; readonly port?: number }
  | { readonly kind: 'tcp'; readonly port?: number }
  | { readonly kind: 'command'; readonly command: readonly string[] });

export interface ConnectPart {
  readonly port?: number;
  readonly prefix?: string;
  readonly scheme?: string;
  readonly startOrder?: boolean;
  readonly ruleIn?: 'CALLER' | 'TARGET';
}

export interface CallerPart extends ConnectPart {
  readonly kind: 'caller';
  readonly mode: 'awsvpc' | 'bridge';
  readonly group?: 'open' | 'closed';
  readonly place: 'sameStack' | 'otherStack';
  /** A variable that the caller has already. */
  readonly variable?: { readonly name: string; readonly value: string };
  readonly again?: 'same' | 'other';
  readonly itself?: boolean;
}

export interface LambdaPart { readonly kind: 'lambda'; readonly inVpc: boolean; readonly port?: number; readonly grant: boolean }

export type TargetPart =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'cname'; readonly host: string }
  | { readonly kind: 'loadBalancer'; readonly dualStack: boolean }
  | { readonly kind: 'attributes'; readonly attributes: AttributesPart };

export interface CheckPart { readonly type: 'http' | 'https' | 'tcp'; readonly path?: string; readonly failureThreshold?: number }

/** A `RegisteredEndpoint` in the namespace of the service, which the service may connect to. */
export interface EndpointPart {
  readonly kind: 'endpoint';
  readonly target: TargetPart;
  readonly discoveryName: string;
  readonly port?: number;
  readonly ttl?: Span;
  readonly attributes?: AttributesPart;
  readonly healthCheck?: CheckPart;
  readonly connectable: boolean;
  readonly connect?: ConnectPart;
}

export type RelationPart = { readonly kind: 'none' } | CallerPart | LambdaPart | EndpointPart;

/** The text of a combination, with its index put in. */
export function named(text: string, index: number): string {
  return text.replaceAll('#', String(index).padStart(4, '0'));
}
