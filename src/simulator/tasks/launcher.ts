import type { Health } from './instance';
import type { Task } from './task';

/** What a task tells of itself. */
export interface TaskEvents {
  /** It runs, and is registered now. */
  readonly running: (health: Health) => void;
  readonly health: (health: Health) => void;
  /** It has ended by itself. */
  readonly exited: (how: string) => void;
}

export interface LaunchedTask {
  /** Ends it; no event follows. */
  readonly stop: () => Promise<void>;
}

/** Starts what a task is: nothing at all, or a process of this machine. */
export interface Launcher {
  /** Where a task listens in place of a port of its network, which may not be free for it on this machine. */
  readonly portFor: (port: number) => number;
  readonly launch: (task: Task, events: TaskEvents) => LaunchedTask;
}

/** Nothing is started, and the task is healthy at once. */
export const PRETENDED: Launcher = {
  portFor: (port) => port,
  launch: (_, { running }) => {
    running('HEALTHY');
    return { stop: () => Promise.resolve() };
  },
};
