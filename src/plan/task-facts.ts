/** All that decides whether a task can start. */
export interface TaskFacts {
  readonly cpu: number;
  /** Nothing where it was not given and cannot be worked out. */
  readonly memoryLimitMiB?: number;
  /** The main port first. */
  readonly ports: readonly number[];
  /** Whether further ports are given and the main one is not. */
  readonly additionalPortsOnly: boolean;
  readonly variables: readonly string[];
  readonly secrets: readonly string[];
  readonly stopTimeoutSeconds?: number;
  /** Whether the health probe asks a port and nobody says which. */
  readonly probeNeedsPort: boolean;
  /** The props that say how a service is found, where they are given to one that has no port. */
  readonly discoveryPropsWithoutPort: readonly string[];
}
