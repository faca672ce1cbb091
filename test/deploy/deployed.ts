import type { Emulator } from './emulator';

export interface ZoneRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly values: readonly string[];
  readonly alias?: { readonly DNSName: string } | null;
  readonly policy: 'SIMPLE' | 'MULTIVALUE' | 'WEIGHTED' | 'LATENCY' | 'FAILOVER';
  /** Of two for failover, the one that is answered while it is healthy. */
  readonly isPrimary?: boolean;
  readonly isHealthy: boolean;
}

export interface Zone {
  readonly name: string;
  readonly isPrivate: boolean;
  readonly vpcs: readonly string[];
  readonly records: readonly ZoneRecord[];
}

export interface Task {
  readonly id: string;
  readonly arn: string;
  readonly addresses: readonly string[];
  readonly groups: readonly string[];
  readonly vpc: string;
  /** Host ports by container port. */
  readonly ports: Readonly<Record<string, number>>;
}

export interface Container {
  readonly image: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

export interface ServiceConnect {
  readonly enabled?: boolean;
  readonly namespace?: string;
  readonly services?: readonly { readonly clientAliases?: readonly { readonly dnsName?: string; readonly port: number }[] }[];
}

export interface EcsService {
  readonly arn: string;
  readonly name: string;
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

export interface TargetGroup {
  readonly arn: string;
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

export interface DeployedRegion {
  readonly vpcs: readonly { readonly id: string; readonly answersNames: boolean }[];
  readonly names: readonly CloudMapName[];
  readonly services: readonly EcsService[];
  readonly securityGroups: readonly { readonly id: string; readonly rules: readonly GroupRule[] }[];
  readonly loadBalancers: readonly { readonly arn: string; readonly dnsName: string; readonly groups: readonly string[] }[];
  readonly targetGroups: readonly TargetGroup[];
  readonly order: readonly ResourceEvent[];
  /** What is there, by kind. */
  readonly left: Readonly<Record<string, readonly string[]>>;
}

/** All that is deployed. */
export interface Deployed {
  readonly zones: readonly Zone[];
  readonly regions: Readonly<Record<string, DeployedRegion>>;
}

export async function deployed(emulator: Emulator): Promise<Deployed> {
  const response = await fetch(`${emulator.endpoint}/moto-api/deployed`);
  if (!response.ok) {
    throw new Error(`the emulator does not tell what is deployed:\n${emulator.log}`);
  }
  return await response.json() as Deployed;
}

/** The ECS service whose logical id begins with a construct's id, such as `Backend`. */
export function serviceOf(region: DeployedRegion, id: string): EcsService {
  const made = region.order.filter(({ type }) => type === 'AWS::ECS::Service').filter((event) => event.id.startsWith(id));
  const found = region.services.find(({ arn }) => made.some(({ physicalId }) => physicalId === arn));
  if (!found) {
    throw new Error(`no ECS service of ${id} is deployed`);
  }
  return found;
}
