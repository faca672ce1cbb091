import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { encode } from 'dns-packet';

/**
 * What the simulator costs for 1,000 instances under 100 names: time until it answers, memory, and answers for a second of CPU, beside a DNS server of another library that
 * answers from a table. Each server is a process of its own, asked in turn. Needs `npx projen compile` before.
 */
const SERVICES = 100;
const TASKS_OF_SERVICE = 10;
const QUESTIONS = 20_000;
const AT_ONCE = 50;
const ROUNDS = 5;

const resources: Record<string, object> = {
  Namespace: { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: 'shop.internal', Vpc: 'vpc-1' } },
  Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { NetworkMode: 'awsvpc', ContainerDefinitions: [{ Name: 'app', PortMappings: [{ ContainerPort: 8080 }] }] } },
};
for (let index = 0; index < SERVICES; index += 1) {
  resources[`Name${index}`] = {
    Type: 'AWS::ServiceDiscovery::Service',
    Properties: { Name: `service-${index}`, NamespaceId: { Ref: 'Namespace' }, DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] }, HealthCheckCustomConfig: { FailureThreshold: 1 } },
  };
  resources[`Service${index}`] = {
    Type: 'AWS::ECS::Service',
    Properties: { DesiredCount: TASKS_OF_SERVICE, TaskDefinition: { Ref: 'Task' }, ServiceRegistries: [{ RegistryArn: { 'Fn::GetAtt': [`Name${index}`, 'Arn'] } }] },
  };
}

const MEASURED = `
  process.on('message', (message) => {
    if (message === 'cpu') { const { user, system } = process.cpuUsage(); process.send({ cpu: (user + system) / 1e6, memory: process.memoryUsage().rss / 1e6 }); }
  });
`;

const SIMULATOR = (template: string) => `
  ${MEASURED}
  const begin = performance.now();
  const { DiscoverySimulator } = require(${JSON.stringify(resolve(__dirname, '../lib/simulator'))});
  DiscoverySimulator.start({ sources: [${JSON.stringify(template)}] }).then((simulator) => process.send({
    port: Number(simulator.dnsServer.split(':')[1]), instances: simulator.tasks().length, start: performance.now() - begin,
  }));
`;

/** Eight of ten addresses at each answer, as the simulator gives them. */
const OTHER = `
  ${MEASURED}
  const begin = performance.now();
  const { Packet, UDPServer } = require('dns2');
  const table = new Map(Array.from({ length: ${SERVICES} }, (_, index) => ['service-' + index + '.shop.internal',
    Array.from({ length: ${TASKS_OF_SERVICE} }, (_, task) => '127.64.' + index + '.' + (task + 1))]));
  const server = new UDPServer();
  server.on('request', (request, send) => {
    const response = Packet.createResponseFromRequest(request);
    const [{ name }] = request.questions;
    const addresses = [...table.get(name)].sort(() => Math.random() - 0.5).slice(0, 8);
    addresses.forEach((address) => response.answers.push({ name, type: Packet.TYPE.A, class: Packet.CLASS.IN, ttl: 10, address }));
    send(response);
  });
  server.on('listening', () => process.send({ port: server.address().port, instances: ${SERVICES * TASKS_OF_SERVICE}, start: performance.now() - begin }));
  server.listen(0, '127.0.0.1');
`;

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly instances: number;
  readonly start: number;
}

async function started(directory: string, name: string, program: string): Promise<Started> {
  const file = join(directory, `${name}.js`);
  writeFileSync(file, program);
  const child = fork(file, { env: { ...process.env, NODE_PATH: resolve(__dirname, '../node_modules') } });
  const [message] = await once(child, 'message') as [Omit<Started, 'child'>];
  return { child, ...message };
}

async function usageOf(child: ChildProcess): Promise<{ readonly cpu: number; readonly memory: number }> {
  child.send('cpu');
  const [usage] = await once(child, 'message') as [{ readonly cpu: number; readonly memory: number }];
  return usage;
}

/** Asks for all names in turn, some questions on the way at once; an answer that does not come ends it. */
async function ask(port: number): Promise<void> {
  const socket = createSocket('udp4');
  let [asked, answered] = [0, 0];
  const questions = Array.from({ length: SERVICES }, (_, index) => Buffer.from(encode({ type: 'query', id: index, flags: 256, questions: [{ type: 'A', name: `service-${index}.shop.internal` }] })));
  await new Promise<void>((done, failed) => {
    const next = () => socket.send(questions[asked++ % SERVICES], port, '127.0.0.1');
    let timer = setTimeout(() => failed(new Error('no answer')), 5000);
    socket.on('message', (message) => {
      clearTimeout(timer);
      timer = setTimeout(() => failed(new Error('no answer')), 5000);
      if (message.readUInt16BE(6) !== 8) {
        failed(new Error(`${message.readUInt16BE(6)} records in an answer`));
      }
      answered += 1;
      if (answered === QUESTIONS) {
        clearTimeout(timer);
        done();
      } else if (asked < QUESTIONS) {
        next();
      }
    });
    Array.from({ length: AT_ONCE }).forEach(next);
  });
  socket.close();
}

async function measured({ child, port }: Started): Promise<number> {
  const before = await usageOf(child);
  await ask(port);
  return QUESTIONS / ((await usageOf(child)).cpu - before.cpu);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-simulate-'));
  const template = join(directory, 'template.json');
  writeFileSync(template, JSON.stringify({ Resources: resources }));
  const servers = [await started(directory, 'simulator', SIMULATOR(template)), await started(directory, 'dns2', OTHER)];
  try {
    const rates: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, server] of servers.entries()) {
        rates[index].push(await measured(server));
      }
    }
    for (const [index, { child, instances, start }] of servers.entries()) {
      const { memory } = await usageOf(child);
      console.log(`${['simulator', 'dns2'][index].padEnd(10)} ${instances} instances, answers after ${start.toFixed(0)} ms, ${memory.toFixed(0)} MB, ${median(rates[index]).toFixed(0)} answers for a second of CPU`);
    }
    console.log(`ratio      ${(median(rates[0]) / median(rates[1])).toFixed(2)} of the answers of dns2`);
  } finally {
    servers.forEach(({ child }) => child.kill());
    rmSync(directory, { recursive: true });
  }
}

void main();
