import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Port, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';

/**
 * CPU time of `check`, beyond what Node.js takes to start, for assemblies of plain CDK services, ten in a stack, that share a cluster. Needs `npx projen compile` before.
 */
const SIZES = [50, 100, 200, 500];
const SERVICES_OF_STACK = 10;
const RUNS = 5;
const MAIN = resolve(__dirname, '../lib/cli/main');

function assemblyOf(services: number, outdir: string): string {
  process.env.CDK_VALIDATION = 'false';
  const app = new App({ outdir, analyticsReporting: false });
  const base = new Stack(app, 'Base');
  const cluster = new Cluster(base, 'Cluster', { vpc: new Vpc(base, 'Vpc'), defaultCloudMapNamespace: { name: 'shop.internal' } });
  for (let index = 0; index < services / SERVICES_OF_STACK; index += 1) {
    const stack = new Stack(app, `Services${index}`);
    const made = Array.from({ length: SERVICES_OF_STACK }, (_, number) => serviceIn(stack, cluster, `s${index}-${number}`, number));
    made.slice(1).forEach((service, number) => service.connections.allowFrom(made[number], Port.tcp(8080)));
  }
  return app.synth().directory;
}

/** Each calls the one before it. */
function serviceIn(stack: Stack, cluster: Cluster, name: string, number: number): FargateService {
  const taskDefinition = new FargateTaskDefinition(stack, `${name}-task`);
  taskDefinition.addContainer('app', {
    image: ContainerImage.fromRegistry('nginx'),
    portMappings: [{ containerPort: 8080 }],
    environment: number === 0 ? {} : { BACKEND_URL: `http://${name.replace(/\d+$/, String(number - 1))}.shop.internal:8080` },
  });
  return new FargateService(stack, name, { cluster, taskDefinition, cloudMapOptions: { name }, minHealthyPercent: 100 });
}

/** Milliseconds of CPU, the median of some runs. */
function cpuOf(program: string): number {
  const times = Array.from({ length: RUNS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', `${program}; const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)`], { encoding: 'utf8' });
    if (stderr !== '') {
      throw new Error(stderr);
    }
    return Number(stdout);
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

const directory = mkdtempSync(join(tmpdir(), 'bench-check-'));
try {
  const start = cpuOf('0');
  console.log(`Node.js starts in ${start.toFixed(0)} ms of CPU`);
  let first: number | undefined;
  for (const services of SIZES) {
    const assembly = assemblyOf(services, join(directory, String(services)));
    const cpu = cpuOf(`require(${JSON.stringify(MAIN)}).run(['check', ${JSON.stringify(assembly)}, '--json'], () => {})`) - start;
    first ??= cpu / services;
    console.log(`${services} services in ${services / SERVICES_OF_STACK} stacks: ${cpu.toFixed(0)} ms, ${(cpu / services).toFixed(2)} ms a service (${(cpu / services / first).toFixed(2)} of the first row)`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
