import type { ContainerFacts } from '../model/task-definition-facts';

/** How a container is told of: by its name, or by its place where that is not known. */
export function describeContainer({ name }: ContainerFacts, index: number): string {
  return name === undefined ? `Container ${index}` : `Container "${name}"`;
}
