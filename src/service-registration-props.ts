import type { BaseService, ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { DiscoveryNamespace } from './namespace/discovery-namespace';
import type { DnsRecords } from './records/dns-records';

/**
 * How an ECS service that is there already is found.
 */
export interface ServiceRegistrationProps {
  /**
   * The ECS service: a `FargateService` or `Ec2Service` of this app, also one of a pattern (`loadBalancedService.service`).
   */
  readonly service: BaseService;

  /**
   * The port of the container that callers use; in bridge mode they use the port of the instance that leads to it.
   *
   * @default - the port that the container maps, where it maps one; where it maps several, none, and `connectTo` asks for it
   */
  readonly port?: number;

  /**
   * The container that listens, and whose environment `connectTo` writes addresses into.
   *
   * @default - the default container of the task definition: its first essential one
   */
  readonly container?: ContainerDefinition;

  /**
   * The namespace that the service is registered in.
   *
   * @default - `ecs-internal`, as for `DiscoverableService`; where the service is adopted, the namespace it is in
   */
  readonly cloudMapNamespace?: DiscoveryNamespace;

  /**
   * The name of the service within its namespace.
   *
   * @default - the construct id in kebab-case; where the service is adopted, the name it has
   */
  readonly discoveryName?: string;

  /**
   * The DNS records behind the name, or none. The types cannot be changed later.
   *
   * @default - `DnsRecords.a()` in awsvpc mode, `DnsRecords.srv()` in bridge and host mode, `DnsRecords.none()` in an HTTP namespace; where the service is
   * adopted, the records it has
   */
  readonly dnsRecords?: DnsRecords;

  /**
   * What API clients can read about the service as a whole, name to value: at most 30.
   *
   * @default - none; where the service is adopted, those it has
   */
  readonly serviceAttributes?: { [name: string]: string };

  /**
   * Whether tasks are registered under the name.
   *
   * Taking discovery away takes two deployments, because Cloud Map refuses to delete a service that has instances: first `registered: false`, which
   * has ECS take the tasks out and keeps the name; then the whole `ServiceRegistration` may go.
   *
   * @default true
   */
  readonly registered?: boolean;
}
