import { ECSClient, StopTaskCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DiscoverInstancesCommand, ServiceDiscoveryClient, UpdateInstanceCustomHealthStatusCommand } from '@aws-sdk/client-servicediscovery';
import type { EcsService } from './deployed';
import type { Emulator } from './emulator';
import { REGION } from './emulator';

/** Where a client goes. */
export interface Found {
  readonly address: string;
  readonly port: number;
  /** Where the proxy before the port listens, where that is another one. */
  readonly proxyPort?: number;
}

/** AWS's own clients, as a user's scripts have them. */
export interface Clients {
  readonly ecs: ECSClient;
  readonly cloudMap: ServiceDiscoveryClient;
}

export function clientsOf({ endpoint }: Emulator): Clients {
  const common = { endpoint, region: REGION, credentials: { accessKeyId: 'emulated', secretAccessKey: 'emulated' } };
  // DiscoverInstances has a host of its own on AWS, by a prefix that is not for emulators.
  return { ecs: new ECSClient(common), cloudMap: new ServiceDiscoveryClient({ ...common, disableHostPrefix: true }) };
}

export async function discover({ cloudMap }: Clients, NamespaceName: string, ServiceName: string): Promise<readonly Found[]> {
  const { Instances = [] } = await cloudMap.send(new DiscoverInstancesCommand({ NamespaceName, ServiceName, HealthStatus: 'HEALTHY_OR_ELSE_ALL', MaxResults: 1000 }));
  return Instances.map(({ Attributes = {} }) => ({ address: Attributes.AWS_INSTANCE_IPV4, port: Number(Attributes.AWS_INSTANCE_PORT) }));
}

export async function scale({ ecs }: Clients, { arn }: EcsService, desiredCount: number): Promise<void> {
  await ecs.send(new UpdateServiceCommand({ cluster: arn.split('/')[1], service: arn, desiredCount }));
}

export async function kill({ ecs }: Clients, task: string): Promise<void> {
  await ecs.send(new StopTaskCommand({ cluster: task.split('/')[1], task, reason: 'killed by a test' }));
}

export async function setHealth({ cloudMap }: Clients, ServiceId: string, InstanceId: string, Status: 'HEALTHY' | 'UNHEALTHY'): Promise<void> {
  await cloudMap.send(new UpdateInstanceCustomHealthStatusCommand({ ServiceId, InstanceId, Status }));
}
