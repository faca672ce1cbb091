import type { EcsServiceFacts } from '../../model/ecs-service-facts';
import type { ContainerFacts } from '../../model/task-definition-facts';

/**
 * The containers of a task, with the one in front that clients call: the registered one, else the first essential one that has a port. What runs beside it (a proxy, an
 * agent) is not what somebody wants to run on their own machine.
 */
export function mainFirst({ taskDefinition, registries }: EcsServiceFacts): readonly ContainerFacts[] {
  const containers = taskDefinition?.containers ?? [];
  const [named] = registries.flatMap(({ property }) => property.at('ContainerName').text ?? []);
  const isCalled = ({ isEssential, portMappings }: ContainerFacts) => isEssential !== false && portMappings.length > 0;
  const main = containers.find(({ name }) => name !== undefined && name === named) ?? containers.find(isCalled) ?? containers[0];
  return main ? [main, ...containers.filter((container) => container !== main)] : [];
}
