import type { CapacityChoice } from '../capacity/capacity-choice';

/** All that decides whether a task can start. */
export interface TaskFacts {
  /** What it runs on. */
  readonly capacity: CapacityChoice['kind'];
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
  /** How long the container goes on serving after its task was taken out of its name, where that was asked for: TTL and margin. */
  readonly drainSeconds?: number;
  /** Why short names cannot work, where they were asked for. */
  readonly shortNamesProblem?: string;
  /** Whether a number of tasks is given to a daemon. */
  readonly countedDaemon: boolean;
  /** Whether security groups are given to tasks that have no network interface. */
  readonly securityGroupsWithoutNetwork: boolean;
  /** The ports that a task takes of its instance, in host mode. */
  readonly instancePorts: readonly number[];
  /** Whether a port of the instance is given that leads nowhere. */
  readonly hostPortWithoutPort: boolean;
}
