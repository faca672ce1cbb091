import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LaunchedTask, Launcher, TaskEvents } from './launcher';
import { firstOpenPort, openPort } from './open-ports';
import { watchPort } from './port-watch';
import { began, ended } from './process-groups';
import type { Task } from './task';

/** What processes are told of the simulator beside what the template gives their containers. */
export interface ProcessOptions {
  readonly command: string;
  /** Environment variables that each process gets. */
  readonly environment: () => Readonly<Record<string, string>>;
  readonly print: (line: string) => void;
}

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
    // What the template says of a container's own paths and addresses is not so here.
    env: { ...process.env, ...Object.fromEntries(task.service.environment), PATH: process.env.PATH, ...environment(), ...place },
  });
  if (child.pid !== undefined) {
    began(child.pid);
  }
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
      return child.pid === undefined ? Promise.resolve() : ended(child.pid);
    },
  };
}

function lines(stream: Readable, print: (line: string) => void): void {
  createInterface({ input: stream }).on('line', print);
}
