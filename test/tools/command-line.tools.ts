import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { COMMAND, ROOT, simulating, spawned, until } from './support/command-line';
import { needs, needsRoot, ran } from './support/tools';
import { ask, outcome } from '../simulator/conformance/support/ask';
import { fileOf } from '../simulator/conformance/support/simulation';
import { backendTemplate } from '../simulator/conformance/support/templates';
import { endpointOf } from '../simulator/conformance/support/wire';

needs('unshare', 'runuser', 'ip');
needsRoot();

const NAME = 'backend.ecs-internal';
const template = () => fileOf(backendTemplate(2));

/** What the command says and ends with, where it does not start. */
async function refused(args: readonly string[], by: readonly string[] = []) {
  const running = spawned(args, by);
  const code = await running.ended;
  return { code, stdout: running.stdout(), lines: running.stderr().trimEnd().split('\n') };
}

test('once it is ready, UDP, TCP and the API answer', async () => {
  const running = await simulating(template());
  expect(outcome(await ask(running.dns, NAME))).toBe('ANSWER');
  expect(outcome(await ask(running.dns, NAME, 'A', { transport: 'tcp' }))).toBe('ANSWER');
  expect((await fetch(running.api)).status).toBeGreaterThanOrEqual(400);
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with exit code 0, also while clients are connected, and frees the ports', async (signal) => {
  const running = await simulating(template());
  const connection = fetch(running.api, { headers: { connection: 'keep-alive' } });
  await connection;
  running.child.kill(signal);
  expect(await running.ended).toBe(0);
  const again = await simulating(template(), '--dns-port', String(endpointOf(running.dns).port), '--api-port', String(endpointOf(running.api).port));
  expect([again.dns, again.api]).toEqual([running.dns, running.api]);
  again.child.kill('SIGTERM');
  await again.ended;
});

test('the end of its input does not end it', async () => {
  const running = spawned([template()], ['sh', '-c', 'exec "$@" < /dev/null', 'sh']);
  const [, dns] = await until(() => /^ready dns=(\S+) /m.exec(running.stdout()) ?? undefined);
  await new Promise((passed) => setTimeout(passed, 500));
  expect(outcome(await ask(dns, NAME))).toBe('ANSWER');
  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
});

test('parameters are taken', async () => {
  const text = `Parameters: { Count: { Type: Number } }\n${backendTemplate(2).replace('DesiredCount: 2', 'DesiredCount: !Ref Count')}`;
  const running = await simulating(fileOf(text), '--parameter', 'Count=4');
  expect((await ask(running.dns, NAME)).answers).toHaveLength(4);
  running.child.kill('SIGTERM');
  await running.ended;
});

test.each(['UDP', 'TCP', 'the API'])('a port of %s that is in use is one line, and exit code 2', async (what) => {
  const udp = createSocket('udp4');
  const tcp = createServer();
  await new Promise<void>((resolve) => (what === 'UDP' ? udp.bind(0, '127.0.0.1', resolve) : tcp.listen(0, '127.0.0.1', resolve)));
  const { port } = what === 'UDP' ? udp.address() : tcp.address() as { port: number };
  const { code, stdout, lines } = await refused([template(), what === 'the API' ? '--api-port' : '--dns-port', String(port)]);
  expect({ code, stdout, count: lines.length }).toEqual({ code: 2, stdout: '', count: 1 });
  expect(lines[0]).toMatch(new RegExp(`\\b${port}\\b`));
  expect(lines[0]).toMatch(/in use/);
  udp.close();
  tcp.close();
});

test('a privileged port is, to an ordinary user, one line and exit code 2', async () => {
  const script = 'ip link set lo up && echo 1024 > /proc/sys/net/ipv4/ip_unprivileged_port_start && chmod a+rx "$(dirname "$TEMPLATE")" && exec runuser -u nobody -- "$@"';
  const file = template();
  const { code, stdout, lines } = await refused([file, '--dns-port', '53'], ['unshare', '-n', 'env', `TEMPLATE=${file}`, 'sh', '-c', script, 'sh']);
  expect({ code, stdout, count: lines.length }).toEqual({ code: 2, stdout: '', count: 1 });
  expect(lines[0]).toMatch(/\b53\b/);
  expect(lines[0]).toMatch(/permi|privileg|root|allowed/i);
});

test.each([
  ['no template', []],
  ['a template that is not there', ['/nothing/at.yaml']],
  ['a port that is none', ['TEMPLATE', '--dns-port', '70000']],
  ['a port that is no number', ['TEMPLATE', '--api-port', 'http']],
  ['an option that there is not', ['TEMPLATE', '--colour']],
  ['a parameter without value', ['TEMPLATE', '--parameter', 'Count']],
  ['a command for a service that is not there', ['TEMPLATE', '--run', 'nobody=true']],
  ['a command without a name', ['TEMPLATE', '--run', 'true']],
  ['a server to forward to that is none', ['TEMPLATE', '--forward', 'a b c']],
])('%s is told without a stack trace, with exit code 2', async (_, args) => {
  const { code, stdout, lines } = await refused(args.map((arg) => (arg === 'TEMPLATE' ? template() : arg)));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(lines[0]).not.toBe('');
  expect(lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
});

const PROGRAM = `
const { DiscoverySimulator } = require('cdk-discoverable-service/simulator');
DiscoverySimulator.start({ sources: [process.argv[1]] }).then(async (simulator) => {
  await fetch(simulator.apiEndpoint);
  await simulator.stop();
  console.log('stopped');
});`;

test('a program that starts and stops a simulator, by the name of the package, ends by itself', async () => {
  const { stdout, stderr, code } = await ran('sh', ['-c', 'cd "$0" && exec "$@"', ROOT, process.execPath, '-e', PROGRAM, template()], {}, 10_000);
  expect({ stdout, stderr, code }).toEqual({ stdout: 'stopped\n', stderr: '', code: 0 });
});

test('--help tells of it', async () => {
  const { stdout, code } = await ran(process.execPath, [COMMAND, '--help']);
  expect({ code, told: stdout.includes('simulate') }).toEqual({ code: 0, told: true });
});
