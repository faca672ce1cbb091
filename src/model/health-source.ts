import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import type { EcsServiceFacts } from './ecs-service-facts';

/** Who decides whether Cloud Map gives out an instance. */
export type HealthSource =
  /** ECS, which asks a check in an essential container. */
  | 'container check'
  /** ECS, which only knows whether the task runs. */
  | 'task state only'
  /** ECS, with a task definition that is not in the assembly, or that is not known as a whole. */
  | 'unknown'
  /** Whoever calls `UpdateInstanceCustomHealthStatus`. */
  | 'set through the API'
  | 'Route 53 check'
  /** Nobody: each registered instance is given out. */
  | 'none';

/** @param service the ECS service that registers its tasks, if any */
export function healthSource({ properties }: CloudMapServiceFacts, service: EcsServiceFacts | undefined): HealthSource {
  const [own, custom] = [properties.at('HealthCheckConfig'), properties.at('HealthCheckCustomConfig')];
  if (!own.isAbsent) {
    return own.isThere ? 'Route 53 check' : 'unknown';
  }
  if (!custom.isThere) {
    return custom.isAbsent ? 'none' : 'unknown';
  }
  return service ? ecsHealth(service) : 'set through the API';
}

function ecsHealth({ taskDefinition }: EcsServiceFacts): HealthSource {
  const checks = taskDefinition?.containers.map(({ isEssential, property }) => isEssential !== false && property.at('HealthCheck').isThere);
  return checks?.includes(true) ? 'container check' : taskDefinition?.hasAllContainers ? 'task state only' : 'unknown';
}
