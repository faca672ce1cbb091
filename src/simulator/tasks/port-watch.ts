import { connect } from 'node:net';
import type { Health } from './instance';

const INTERVAL_MS = 200;
const TIMEOUT_MS = 1000;

/** How many times in a row a port does not answer until it counts: one connection may be lost. */
const RETRIES = 3;

/** Tells when something begins to listen at a port, and when it has stopped. */
export function watchPort(address: string, port: number, tell: (health: Health) => void): { readonly stop: () => void } {
  let known: Health = 'UNHEALTHY';
  let failures = 0;
  let timer: NodeJS.Timeout;
  let isStopped = false;
  const again = (answers: boolean): void => {
    if (isStopped) {
      return;
    }
    failures = answers ? 0 : failures + 1;
    const health = answers ? 'HEALTHY' : failures >= RETRIES ? 'UNHEALTHY' : known;
    if (health !== known) {
      known = health;
      tell(health);
    }
    timer = setTimeout(() => ask(address, port, again), INTERVAL_MS);
  };
  ask(address, port, again);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function ask(address: string, port: number, done: (answers: boolean) => void): void {
  const socket = connect(port, address);
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('nothing answers')));
  socket.on('error', () => done(false));
  socket.on('connect', () => {
    socket.destroy();
    done(true);
  });
}
