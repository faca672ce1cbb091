import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BACKEND, simulated, taskDefinition, until } from './fixture';
import type { DiscoverySimulator } from '../../src/simulator';

const SERVER = join(tmpdir(), `simulated-server-${process.pid}.js`);
writeFileSync(SERVER, `
  const { HOST, PORT, GREETING } = process.env;
  const server = require('node:http').createServer((request, response) => {
    if (request.url === '/end') { process.exit(3); }
    if (request.url === '/close') { server.close(); server.closeAllConnections(); setInterval(() => {}, 1000); return; }
    response.end(JSON.stringify({ HOST, GREETING, dns: process.env.DISCOVERY_DNS_SERVER, api: process.env.AWS_ENDPOINT_URL_SERVICEDISCOVERY }));
  });
  server.listen(Number(PORT), HOST, () => console.log('listening at ' + PORT));
`);
const RUN = { backend: `exec ${process.execPath} ${SERVER}` };

/** With a port that an ordinary user may listen at, and an environment. */
const CHECKED = {
  ...BACKEND,
  Task: taskDefinition({ HealthCheck: { Command: ['CMD-SHELL', 'true'] }, Environment: [{ Name: 'GREETING', Value: 'hello' }] }),
};

function isHealthy(simulator: DiscoverySimulator): boolean {
  return simulator.tasks('backend').filter(({ health }) => health === 'HEALTHY').length === 2;
}

async function askOf(simulator: DiscoverySimulator, index = 0, path = '/') {
  const { address, ports: [port] } = simulator.tasks('backend')[index];
  const response = await fetch(`http://${address}:${port}${path}`);
  return await response.json() as Readonly<Record<'HOST' | 'GREETING' | 'dns' | 'api', string>>;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function listeningSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => /UDPWrap|TCPServerWrap/.test(name)).length;
}

test('each task is a process of its own that listens at the address of the task, with what the template gives it', async () => {
  const output: string[] = [];
  const simulator = await simulated(CHECKED, { run: RUN, onOutput: (line) => output.push(line) });
  await until(() => isHealthy(simulator));

  const answers = [await askOf(simulator, 0), await askOf(simulator, 1)];

  expect(answers.map(({ HOST }) => HOST)).toEqual(simulator.tasks('backend').map(({ address }) => address));
  expect(answers[0]).toMatchObject({ GREETING: 'hello', dns: simulator.dnsServer, api: simulator.apiEndpoint });
  expect(output.sort()).toEqual(simulator.tasks('backend').map(({ id }) => `Backend/${id.slice(0, 8)} | listening at 8080`).sort());
});

test('with a container check, a process that does not listen yet is not healthy, and one that has stopped is not any more', async () => {
  const texts: string[] = [];
  const simulator = await simulated(CHECKED, { run: RUN });
  simulator.onChange(({ text }) => texts.push(text));
  await until(() => isHealthy(simulator));
  const [{ id, address }] = simulator.tasks('backend');
  expect(texts).toContain(`backend.shop.internal: task ${id.slice(0, 8)} at ${address} registered, not healthy yet`);

  await askOf(simulator, 0, '/close').catch(() => undefined);
  await until(() => simulator.tasks('backend')[0].health === 'UNHEALTHY');

  expect(simulator.tasks('backend')[0].id).toBe(id);
});

test('without a container check, a process is healthy as long as it runs', async () => {
  const simulator = await simulated(BACKEND, { run: { backend: `exec ${process.execPath} -e "setInterval(() => {}, 1000)"` } });

  await until(() => isHealthy(simulator));
});

test('in place of a process that ends, another one comes', async () => {
  const simulator = await simulated(CHECKED, { run: RUN });
  await until(() => isHealthy(simulator));
  const [{ id }] = simulator.tasks('backend');

  await askOf(simulator, 0, '/end').catch(() => undefined);
  await until(() => isHealthy(simulator) && simulator.tasks('backend').every((task) => task.id !== id));
});

test('processes end with the simulation, also those that a shell has started, and those that do not want to', async () => {
  const stubborn = `${process.execPath} -e "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)"; true`;
  const output: string[] = [];
  const simulator = await simulated(CHECKED, { run: { backend: stubborn }, onOutput: (line) => output.push(line) });
  await until(() => output.length === 2);
  const pids = output.map((line) => Number(line.split(' | ')[1]));

  await simulator.stop();
  await until(() => pids.every((pid) => !isAlive(pid)));
}, 15_000);

test('a command that is none is told, and tried again', async () => {
  const [texts, output]: string[][] = [[], []];
  const simulator = await simulated(BACKEND, { run: { backend: 'exec no-such-command' }, onOutput: (line) => output.push(line) });
  simulator.onChange(({ text }) => texts.push(text));

  await until(() => texts.filter((text) => text.includes('ended by itself (exit code 127)')).length >= 2);

  expect(output[0]).toMatch(/ \| .*no-such-command.*not found/);
});

test('what a process needs on this machine wins over what the template says of a container', async () => {
  const output: string[] = [];
  const environment = [{ Name: 'HOST', Value: '0.0.0.0' }, { Name: 'PORT', Value: '3000' }, { Name: 'PATH', Value: '/app/bin' }, { Name: 'DISCOVERY_DNS_SERVER', Value: 'x' }];
  const simulator = await simulated({ ...BACKEND, Task: taskDefinition({ Environment: environment }) }, {
    run: { backend: 'echo "$HOST $PORT $DISCOVERY_DNS_SERVER"; exec sleep 60' }, onOutput: (line) => output.push(line.split(' | ')[1]),
  });

  await until(() => output.length === 2);
  expect(output.sort()).toEqual(simulator.tasks().map(({ address }) => `${address} 8080 ${simulator.dnsServer}`).sort());
});

test('nothing is left where a task cannot be started', async () => {
  const broken = { ...BACKEND, Task: taskDefinition({ Environment: [{ Name: 'A', Value: 'a\0b' }] }) };
  // Suites that ran in this process before may have left some of their own.
  const before = listeningSockets();

  await expect(simulated(broken, { run: { backend: 'true' } })).rejects.toThrow('a task cannot be started: ');
  await until(() => listeningSockets() <= before);
});
