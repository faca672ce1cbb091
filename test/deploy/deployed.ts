import type { Emulator } from './emulator';

export interface Alias {
  readonly DNSName: string;
  readonly EvaluateTargetHealth?: boolean | string;
}

export interface ZoneRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly values: readonly string[];
  readonly alias?: Alias | null;
  readonly policy: 'SIMPLE' | 'MULTIVALUE' | 'WEIGHTED' | 'LATENCY' | 'FAILOVER';
  /** Of two for failover, the one that is answered while it is healthy. */
  readonly isPrimary?: boolean;
  /** Of several by latency, the one for askers in this Region. */
  readonly region?: string | null;
  readonly healthCheck?: string | null;
  readonly isHealthy: boolean;
}

export interface Zone {
  readonly name: string;
  readonly isPrivate: boolean;
  readonly vpcs: readonly string[];
  readonly nameServers: readonly string[];
  /** Seconds for which it is remembered that a name does not exist, where a namespace says so. */
  readonly negativeTtl: number | null;
  readonly records: readonly ZoneRecord[];
}

/** What packets come from, or go to. */
export interface Endpoint {
  readonly addresses: readonly string[];
  readonly groups: readonly string[];
}

export interface Task extends Endpoint {
  readonly id: string;
  readonly arn: string;
  readonly vpc: string;
  /** Host ports by container port. */
  readonly ports: Readonly<Record<string, number>>;
}

export interface Container {
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly portMappings: readonly { readonly name?: string; readonly containerPort: number | string }[];
}

export interface ConnectedService {
  readonly portName: string;
  readonly ingressPortOverride?: number | string;
  readonly clientAliases?: readonly { readonly dnsName?: string; readonly port: number }[];
}

export interface ServiceConnect {
  readonly enabled?: boolean;
  readonly namespace?: string;
  readonly services?: readonly ConnectedService[];
}

export interface EcsService {
  readonly arn: string;
  readonly name: string;
  readonly role: string | null;
  readonly connect: ServiceConnect | null;
  readonly containers: readonly Container[];
  readonly targetGroups: readonly string[];
  readonly tasks: readonly Task[];
}

export interface GroupRule {
  readonly direction: 'ingress' | 'egress';
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly group: string | null;
  readonly cidr: string | null;
}

export interface CloudMapName {
  readonly id: string;
  readonly name: string;
  readonly instances: readonly { readonly id: string }[];
}

export interface LoadBalancer extends Endpoint {
  readonly arn: string;
  readonly dnsName: string;
}

export interface TargetGroup {
  readonly arn: string;
  readonly protocol: string;
  readonly loadBalancers: readonly string[];
  readonly targets: readonly { readonly id: string; readonly port: number }[];
}

export interface ResourceEvent {
  readonly stack: string;
  readonly id: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
}

/** A resource of a stack, with its properties as they were resolved. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly physicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, any>>;
}

export interface DeployedRegion {
  readonly vpcs: readonly { readonly id: string; readonly answersNames: boolean }[];
  readonly names: readonly CloudMapName[];
  readonly services: readonly EcsService[];
  readonly securityGroups: readonly { readonly id: string; readonly rules: readonly GroupRule[] }[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly targetGroups: readonly TargetGroup[];
  readonly order: readonly ResourceEvent[];
  readonly resources: readonly Resource[];
  /** What is there, by kind; `remaining` is all that stacks made and did not delete. */
  readonly left: Readonly<Record<string, readonly string[]>>;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** All that is deployed. */
export interface Deployed {
  readonly zones: readonly Zone[];
  readonly roles: readonly { readonly arn: string; readonly statements: readonly Statement[] }[];
  readonly regions: Readonly<Record<string, DeployedRegion>>;
}

export async function deployed(emulator: Emulator): Promise<Deployed> {
  const response = await fetch(`${emulator.endpoint}/moto-api/deployed`);
  if (!response.ok) {
    throw new Error(`the emulator does not tell what is deployed:\n${await response.text()}\n${emulator.log}`);
  }
  return await response.json() as Deployed;
}

/** The resources of a type whose logical ids begin with a construct's id, such as `Backend`. */
export function resourcesOf({ resources }: DeployedRegion, type: string, id = ''): Resource[] {
  return resources.filter((resource) => resource.type === type && resource.id.startsWith(id));
}

export function serviceOf(region: DeployedRegion, id: string): EcsService {
  const made = resourcesOf(region, 'AWS::ECS::Service', id);
  const found = region.services.find(({ arn }) => made.some(({ physicalId }) => physicalId === arn));
  if (!found) {
    throw new Error(`no ECS service of ${id} is deployed`);
  }
  return found;
}

/** The load balancer of a construct. */
export function balancerOf(region: DeployedRegion, id: string): LoadBalancer | undefined {
  const made = resourcesOf(region, 'AWS::ElasticLoadBalancingV2::LoadBalancer', id);
  return region.loadBalancers.find(({ arn }) => made.some(({ physicalId }) => physicalId === arn));
}
