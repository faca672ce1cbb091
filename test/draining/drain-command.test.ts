import type { ChildProcess } from 'child_process';
import { spawn } from 'child_process';
import { Duration } from 'aws-cdk-lib';
import { DnsRecords, Draining } from '../../src';
import { containersOf } from '../capacity/instances';
import { templateOf } from '../connect/reading';
import { Shop } from '../testing/shop';

/** What the companion of a service runs that is to wait for so many seconds. */
function commandLine(seconds: number): string[] {
  const shop = new Shop();
  shop.service('Backend', {
    dnsRecords: DnsRecords.a({ ttl: Duration.seconds(seconds) }), draining: Draining.afterTtl({ margin: Duration.seconds(0) }),
  });
  const { drain } = containersOf(templateOf(shop));
  return [...drain.EntryPoint as string[], ...drain.Command as string[]];
}

const started: ChildProcess[] = [];

function start(seconds: number): ChildProcess {
  const [program, ...rest] = commandLine(seconds);
  // A group of its own, so that whatever the shell leaves behind ends with the test.
  const child = spawn(program, rest, { detached: true, stdio: 'ignore' });
  started.push(child);
  return child;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface End { readonly code: number | null; readonly signal: string | null; readonly after: number }

/** How a process ends, and how many milliseconds after this was asked. */
function endOf(child: ChildProcess): Promise<End> {
  const asked = Date.now();
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal, after: Date.now() - asked })));
}

afterEach(() => {
  started.splice(0).forEach(({ pid }) => {
    try {
      process.kill(-pid!, 'SIGKILL');
    } catch {
      // All of the group have ended.
    }
  });
});

test('before the stop signal the companion runs on', async () => {
  const child = start(1);
  await pause(1500);
  expect([child.exitCode, child.signalCode]).toEqual([null, null]);
});

test('after the stop signal the companion waits as long as it was told, and ends well', async () => {
  const child = start(2);
  await pause(500);
  const end = endOf(child);
  child.kill('SIGTERM');
  const { code, signal, after } = await end;
  expect([code, signal]).toEqual([0, null]);
  expect(after).toBeGreaterThanOrEqual(1900);
  expect(after).toBeLessThan(4000);
}, 10_000);

test('a second stop signal does not cut the wait short', async () => {
  const child = start(2);
  await pause(500);
  const end = endOf(child);
  child.kill('SIGTERM');
  await pause(700);
  child.kill('SIGTERM');
  const { code, after } = await end;
  expect(code).toBe(0);
  expect(after).toBeGreaterThanOrEqual(1900);
}, 10_000);
