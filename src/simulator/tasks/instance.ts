import type { Task } from './task';
import type { SimulatedInstance, SimulatedName, SimulatedRegistry } from '../app/simulated-app';

export type Health = 'HEALTHY' | 'UNHEALTHY';

/** What is registered under a name of Cloud Map. */
export interface Instance {
  readonly id: string;
  readonly name: SimulatedName;
  readonly attributes: ReadonlyMap<string, string>;
  readonly health: Health;
  /** Undefined where a template registers it, or a user of the API. */
  readonly task?: Task;
}

/**
 * With the attributes that ECS gives.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export function instanceOfTask(task: Task, { name, port }: SimulatedRegistry, health: Health): Instance {
  const { service, address, ipv6Address, zone } = task;
  const given: Array<[string, string | undefined]> = [
    ['AVAILABILITY_ZONE', zone],
    ['AWS_INSTANCE_IPV4', service.addresses.isIpv4 ? address : undefined],
    ['AWS_INSTANCE_IPV6', ipv6Address],
    ['AWS_INSTANCE_PORT', port && String(task.ports.get(port.containerPort) ?? port.containerPort)],
    ['EC2_INSTANCE_ID', service.launchType === 'FARGATE' ? undefined : `i-${task.id.slice(0, 17)}`],
    ['ECS_CLUSTER_NAME', service.cluster.name],
    ['ECS_SERVICE_NAME', service.serviceName],
    ['ECS_TASK_DEFINITION_FAMILY', service.taskDefinition.family],
    ['REGION', service.region],
  ];
  const attributes = given.flatMap(([key, value]): [string, string][] => value === undefined ? [] : [[key, value]]);
  return { id: task.id, name, task, health, attributes: new Map(attributes) };
}

/** With the health that the template gives it at first. */
export function instanceOfTemplate({ id, name, attributes }: SimulatedInstance): Instance {
  return { id, name, attributes, health: attributes.get('AWS_INIT_HEALTH_STATUS') === 'UNHEALTHY' ? 'UNHEALTHY' : 'HEALTHY' };
}
