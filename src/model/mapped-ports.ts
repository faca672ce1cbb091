import type { ContainerFacts, PortMappingFacts, TaskDefinitionFacts } from './task-definition-facts';

/** The ports that a container maps; undefined where they are not all known: a range of ports says none of them. */
export function mappedPorts({ portMappings, hasAllPortMappings }: ContainerFacts): readonly number[] | undefined {
  const ports = portMappings.flatMap(({ containerPort }) => containerPort ?? []);
  return hasAllPortMappings && ports.length === portMappings.length ? ports : undefined;
}

/** The ports that all containers of a task map; undefined where they are not all known. */
export function portsOf({ containers, hasAllContainers }: TaskDefinitionFacts): readonly number[] | undefined {
  const ports = containers.map(mappedPorts);
  return hasAllContainers && !ports.includes(undefined) ? ports.flatMap((some) => some ?? []) : undefined;
}

/** All port mappings of a task that are known. */
export function mappingsOf(task: TaskDefinitionFacts | undefined): readonly PortMappingFacts[] {
  const containers = task?.containers ?? [];
  // Most tasks have one container, and many rules ask.
  return containers.length === 1 ? containers[0].portMappings : containers.flatMap(({ portMappings }) => portMappings);
}

/** The names of all port mappings of a task; undefined where they are not all known. */
export function portNamesOf(task: TaskDefinitionFacts): readonly string[] | undefined {
  const isKnown = ({ hasAllPortMappings, portMappings }: ContainerFacts) =>
    hasAllPortMappings && portMappings.every(({ name, property }) => name !== undefined || property.at('Name').isAbsent);
  return task.hasAllContainers && task.containers.every(isKnown) ? mappingsOf(task).flatMap(({ name }) => name ?? []) : undefined;
}
