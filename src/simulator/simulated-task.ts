import type { CloudMap } from './tasks/cloud-map';
import type { Health } from './tasks/instance';
import type { Task } from './tasks/task';

/** A task that runs in a simulation. */
export interface SimulatedTask {
  /** 32 hexadecimal digits; what is registered in Cloud Map has the same id. */
  readonly id: string;
  readonly arn: string;
  /** What a person calls the service: the end of its construct path. */
  readonly service: string;
  /** An address of this machine (127.x) that no other task has. */
  readonly address: string;
  /** The same as IPv6 has it, where it has one. */
  readonly ipv6Address?: string;
  /** The ports at that address. */
  readonly ports: readonly number[];
  /** What Cloud Map knows of it: unhealthy where one of its names takes it for that. */
  readonly health: Health;
  readonly instances: ReadonlyArray<{ readonly serviceId: string; readonly serviceName: string; readonly namespaceName: string }>;
}

/** @param health what the scheduler knows, which is all there is of a task without a name */
export function describeTask({ id, arn, service, address, ipv6Address, ports }: Task, health: Health, cloudMap: CloudMap): SimulatedTask {
  const instances = service.registries.flatMap(({ name }) => cloudMap.instance(name, id) ?? []);
  const isUnhealthy = instances.length > 0 ? instances.some((instance) => instance.health === 'UNHEALTHY') : health === 'UNHEALTHY';
  return {
    id,
    arn,
    service: service.label,
    address,
    ipv6Address,
    ports: [...ports.values()],
    health: isUnhealthy ? 'UNHEALTHY' : 'HEALTHY',
    instances: instances.map(({ name }) => ({ serviceId: name.id, serviceName: name.name, namespaceName: name.namespace.name })),
  };
}
