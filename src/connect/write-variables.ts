import { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
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
  const { environment, secrets } = keptBy(container) ?? renderedFrom(container);
  const variables = Object.entries(environment).map(([name, value]) => [name, `"${value}"`] as const);
  return new Map([...variables, ...secrets.map(({ name }) => [name, 'a secret'] as const)]);
}

/** What a container has in its environment. */
interface Held {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: ReadonlyArray<{ readonly name: string }>;
}

/**
 * Read from where the CDK keeps it, because this is asked of each caller twice, and to render a container for two of its forty properties costs a multiple. It is
 * not declared: nothing where it is not there as in the versions that are known, or where a container is rendered in a way of its own.
 */
function keptBy(container: ContainerDefinition): Held | undefined {
  const { environment, secrets } = container as unknown as Partial<Held>;
  const isCommon = container.renderContainerDefinition === ContainerDefinition.prototype.renderContainerDefinition;
  return isCommon && environment !== undefined && Object.getPrototypeOf(environment) === Object.prototype && Array.isArray(secrets)
    ? { environment, secrets: secrets as Held['secrets'] } : undefined;
}

function renderedFrom(container: ContainerDefinition): Held {
  const { environment, secrets } = container.renderContainerDefinition();
  return {
    environment: Object.fromEntries((environment as { name: string; value: string }[] | undefined ?? []).map(({ name, value }) => [name, value])),
    secrets: secrets as { name: string }[] | undefined ?? [],
  };
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
