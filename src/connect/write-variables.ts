import type { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import type { Connection } from './connection';

/** A variable that a connection writes and that is there already with another value. */
export interface VariableConflict {
  readonly name: string;
  readonly wanted: string;
  /** What is there, for a message. */
  readonly present: string;
}

/** What is in the containers of all callers, before anything is written. */
export type Environments = ReadonlyMap<ContainerDefinition, ReadonlyMap<string, string>>;

export function environmentsOf(connections: readonly Connection[]): Environments {
  const containers = new Set(connections.flatMap(({ caller: { container } }) => container ?? []));
  return new Map([...containers].map((container) => [container, environmentOf(container)]));
}

/** The variables of a container as they will be rendered: name to value, secrets by where they come from. */
export function environmentOf(container: ContainerDefinition): ReadonlyMap<string, string> {
  const { environment, secrets } = container.renderContainerDefinition();
  const variables = (environment as { name: string; value: string }[] | undefined ?? []).map(({ name, value }) => [name, `"${value}"`] as const);
  const fromSecrets = (secrets as { name: string }[] | undefined ?? []).map(({ name }) => [name, 'a secret'] as const);
  return new Map([...variables, ...fromSecrets]);
}

/** The variables of an environment that a connection would overwrite. The same name with the same value is no conflict. */
export function conflictsIn(present: ReadonlyMap<string, string>, variables: ReadonlyMap<string, string>): VariableConflict[] {
  return [...variables]
    .filter(([name, value]) => present.has(name) && present.get(name) !== `"${value}"`)
    .map(([name, wanted]) => ({ name, wanted, present: present.get(name)! }));
}

/**
 * Writes the variables of all connections, by name and not in the order of the lines: a line that moves leaves the task definition as it is.
 * What is there already stays there, and is reported as a conflict.
 */
export function writeVariables(connections: readonly Connection[], environments: Environments): void {
  const byContainer = new Map<ContainerDefinition, Map<string, string>>();
  for (const { caller: { container }, variables } of connections) {
    if (container !== undefined) {
      const wanted = byContainer.get(container) ?? new Map<string, string>();
      variables.forEach((value, name) => wanted.set(name, value));
      byContainer.set(container, wanted);
    }
  }
  for (const [container, wanted] of byContainer) {
    const present = environments.get(container)!;
    [...wanted].filter(([name]) => !present.has(name)).sort(([a], [b]) => a < b ? -1 : 1)
      .forEach(([name, value]) => container.addEnvironment(name, value));
  }
}
