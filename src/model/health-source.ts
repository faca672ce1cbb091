import type { Resource } from './assembly';
import type { EcsService } from './ecs-services';

/** Who decides whether Cloud Map gives out an instance. */
export type HealthSource =
  /** ECS, which asks a check in an essential container. */
  | 'container check'
  /** ECS, which only knows whether the task runs. */
  | 'task state only'
  /** ECS, with a task definition that is not in the assembly. */
  | 'unknown'
  /** Whoever calls `UpdateInstanceCustomHealthStatus`. */
  | 'set through the API'
  | 'Route 53 check'
  /** Nobody: each registered instance is given out. */
  | 'none';

/** @param service the ECS service that registers its tasks, if any */
export function healthSource({ properties }: Resource, service: EcsService | undefined): HealthSource {
  if (properties.HealthCheckConfig !== undefined) {
    return 'Route 53 check';
  }
  if (properties.HealthCheckCustomConfig === undefined) {
    return 'none';
  }
  if (!service) {
    return 'set through the API';
  }
  if (!service.containers) {
    return 'unknown';
  }
  const isChecked = service.containers.some(({ essential, healthCheck }) => essential && healthCheck !== undefined);
  return isChecked ? 'container check' : 'task state only';
}
