import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LaunchedTask, Launcher, TaskEvents } from './launcher';
import { firstOpenPort, openPort } from './open-ports';
import { watchPort } from './port-watch';
import type { Task } from './task';

/** What processes are told of the simulator beside what the template gives their containers. */
export interface ProcessOptions {
  readonly command: string;
  /** Environment variables that each process gets. */
  readonly environment: () => Readonly<Record<string, string>>;
  readonly print: (line: string) => void;
}

/** ECS waits 30 seconds between SIGTERM and SIGKILL; on one's own machine nobody does. */
const PATIENCE_MS = 3000;
const POLL_MS = 20;

/**
 * Starts a command of this machine for each task. It gets the address and the port to listen on as `HOST` and `PORT`, and the environment that the template gives the
 * containers. A service with a container check is healthy while something listens there; without one, while the process runs.
 */
export function processLauncher(options: ProcessOptions): Launcher {
  const firstOpen = firstOpenPort();
  const moved = new Set<number>();
  return {
    portFor: (port) => {
      const open = openPort(port, firstOpen);
      if (open !== port && !moved.has(port)) {
        moved.add(port);
        options.print(`port ${port} is only for privileged users: in its place the tasks of "${options.command}" listen at ${open}`);
      }
      return open;
    },
    launch: (task, events) => launch(options, task, events),
  };
}

function launch({ command, environment, print }: ProcessOptions, task: Task, events: TaskEvents): LaunchedTask {
  const [port] = task.ports.values();
  // In a group of its own: a shell passes no signal on to what it has started.
  const place = port === undefined ? { HOST: task.address } : { HOST: task.address, PORT: String(port) };
  const child = spawn(command, {
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment(), ...place, ...Object.fromEntries(task.service.environment) },
  });
  const label = `${task.service.label}/${task.id.slice(0, 8)} | `;
  [child.stdout, child.stderr].forEach((stream) => lines(stream, (line) => print(`${label}${line}`)));
  const isChecked = task.service.hasContainerCheck && port !== undefined;
  const watch = isChecked ? watchPort(task.address, port, events.health) : undefined;
  child.on('spawn', () => events.running(isChecked ? 'UNHEALTHY' : 'HEALTHY'));
  child.on('error', (error) => events.exited(error.message));
  child.on('exit', (code, signal) => {
    watch?.stop();
    events.exited(signal ?? `exit code ${code}`);
  });
  return {
    stop: () => {
      watch?.stop();
      return end(child);
    },
  };
}

function lines(stream: Readable, print: (line: string) => void): void {
  createInterface({ input: stream }).on('line', print);
}

/** Ends all that the command has started, and not the shell alone: what it leaves behind is in its group. */
async function end({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) {
    return;
  }
  const patience = Date.now() + PATIENCE_MS;
  signalGroup(pid, 'SIGTERM');
  while (signalGroup(pid, 0)) {
    await sleep(POLL_MS);
    if (Date.now() > patience) {
      signalGroup(pid, 'SIGKILL');
    }
  }
}

/** Whether there is still somebody to get the signal. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
