import { join } from 'node:path';
import { Running, simulating, until } from './support/command-line';
import { needs, ran } from './support/tools';
import { addresses } from '../simulator/conformance/support/ask';
import { fileOf } from '../simulator/conformance/support/simulation';
import { backendTemplate } from '../simulator/conformance/support/templates';

needs('curl', 'aws');

const NAME = 'backend.ecs-internal';
const SERVER = join(__dirname, 'support/server.js');

interface Told {
  readonly host: string;
  readonly port: string;
  readonly pid: number;
}

async function backend(tasks: number, command: string): Promise<Running> {
  return simulating(fileOf(backendTemplate(tasks)), '--run', `backend=${command}`);
}

async function curl(address: string): Promise<Told | undefined> {
  const { stdout, code } = await ran('curl', ['--silent', '--max-time', '2', '--noproxy', '*', `http://${address}:8080/`]);
  return code === 0 ? JSON.parse(stdout) as Told : undefined;
}

/** What the processes behind a name tell, once so many of them do. */
async function told(running: Running, count: number): Promise<Told[]> {
  return until(async () => {
    const found = await Promise.all((await addresses(running.dns, NAME)).map(curl));
    return found.length === count && found.every((each) => each !== undefined) ? found as Told[] : undefined;
  }, () => running.stdout() + running.stderr());
}

async function scale(running: Running, ...args: string[]): Promise<void> {
  const { code, stderr } = await ran('aws', ['ecs', 'update-service', '--endpoint-url', running.api, '--cluster', 'shop', '--service', 'backend-service', ...args],
    { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_DEFAULT_REGION: 'eu-west-1', AWS_PAGER: '', NO_PROXY: '127.0.0.1' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function end(running: Running, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
  running.child.kill(signal);
  return running.ended;
}

test('each task is a process that listens at its own address, at the container\'s port', async () => {
  const running = await backend(2, `node ${SERVER}`);
  const found = await told(running, 2);
  expect(found.map(({ host }) => host).sort()).toEqual(await addresses(running.dns, NAME));
  expect(found.map(({ port }) => port)).toEqual(['8080', '8080']);
  expect(new Set(found.map(({ pid }) => pid)).size).toBe(2);
  await end(running);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the processes and the command, with exit code 0', async (signal) => {
  const running = await backend(2, `node ${SERVER}`);
  const found = await told(running, 2);
  expect(await end(running, signal)).toBe(0);
  expect(found.filter(({ pid }) => lives(pid))).toEqual([]);
  expect(running.stderr()).toBe('');
});

test('processes that a shell has started end too', async () => {
  const running = await backend(1, `node ${SERVER} & wait`);
  const [{ pid }] = await told(running, 1);
  expect(await end(running)).toBe(0);
  await until(() => (lives(pid) ? undefined : true));
});

test('a process that will not end is killed', async () => {
  const running = await backend(1, `IGNORE_TERM=1 node ${SERVER}`);
  const [{ pid }] = await told(running, 1);
  expect(await end(running)).toBe(0);
  await until(() => (lives(pid) ? undefined : true));
}, 90_000);

test('a process that dies is replaced, and its address leaves the name', async () => {
  const running = await backend(2, `node ${SERVER}`);
  const [dead, stays] = await told(running, 2);
  process.kill(dead.pid, 'SIGKILL');
  const found = await until(async () => {
    const now = await told(running, 2);
    return now.some(({ pid }) => pid === dead.pid) ? undefined : now;
  });
  expect(found.map(({ pid }) => pid)).toContain(stays.pid);
  await end(running);
});

test('the ECS API starts and ends processes', async () => {
  const running = await backend(1, `node ${SERVER}`);
  const [first] = await told(running, 1);
  await scale(running, '--desired-count', '3');
  expect((await told(running, 3)).map(({ pid }) => pid)).toContain(first.pid);
  await scale(running, '--desired-count', '0');
  await until(async () => ((await addresses(running.dns, NAME)).length === 0 && !lives(first.pid) ? true : undefined));
  await end(running);
});

test('in a deployment the name always has a process that answers', async () => {
  const running = await backend(2, `node ${SERVER}`);
  const before = await told(running, 2);
  await scale(running, '--force-new-deployment');
  const seen: (Told | undefined)[] = [];
  await until(async () => {
    const found = await Promise.all((await addresses(running.dns, NAME)).map(curl));
    seen.push(found.find((each) => each !== undefined));
    return found.length === 2 && found.every((each) => each && before.every(({ pid }) => pid !== each.pid)) ? true : undefined;
  });
  expect(seen.filter((each) => each === undefined)).toEqual([]);
  await until(() => (before.some(({ pid }) => lives(pid)) ? undefined : true));
  await end(running);
});

test('a process that always fails does not stop the others, nor is it started without pause', async () => {
  const running = await simulating(fileOf(backendTemplate(1)), '--run', 'backend=echo started-again >&2; exit 3');
  await new Promise((passed) => setTimeout(passed, 3000));
  const starts = (running.stdout() + running.stderr()).split('started-again').length - 1;
  expect(starts).toBeGreaterThan(0);
  expect(starts).toBeLessThan(20);
  expect(await end(running)).toBe(0);
});
