import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LaunchedTask, Launcher, TaskEvents } from './launcher';
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

/**
 * Starts a command of this machine for each task. It gets the address and the port to listen on as `HOST` and `PORT`, and the environment that the template gives the
 * containers. A service with a container check is healthy while something listens there; without one, while the process runs.
 */
export function processLauncher(options: ProcessOptions): Launcher {
  return { launch: (task, events) => launch(options, task, events) };
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

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  signalGroup(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child.pid!, 'SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(timer);
}

/** A group that has ended in between needs no signal. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone.
  }
}
