import { setTimeout as sleep } from 'node:timers/promises';

/** ECS waits 30 seconds between SIGTERM and SIGKILL; on one's own machine nobody does. */
const PATIENCE_MS = 3000;
const POLL_MS = 20;

/** The groups of processes that are there. However this process ends, they end with it. */
const groups = new Set<number>();

/** @param group the id of its first process */
export function began(group: number): void {
  if (groups.size === 0) {
    process.on('exit', killAll);
  }
  groups.add(group);
}

function killAll(): void {
  groups.forEach((group) => signal(group, 'SIGKILL'));
}

/** Ends all processes of a group, and not the first alone: what a shell leaves behind is in its group. */
export async function ended(group: number): Promise<void> {
  const patience = Date.now() + PATIENCE_MS;
  signal(group, 'SIGTERM');
  while (signal(group, 0)) {
    await sleep(POLL_MS);
    if (Date.now() > patience) {
      signal(group, 'SIGKILL');
    }
  }
  groups.delete(group);
  if (groups.size === 0) {
    process.off('exit', killAll);
  }
}

/** Whether there is still somebody to get the signal. */
function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, name);
  } catch {
    return false;
  }
}
