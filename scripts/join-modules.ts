import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { JOINED, askJoined, joinModules, leadToJoined } from './joined-modules';

/** Puts what most apps load into one file: to find and open a file takes longer than to read it. See docs/decisions/035-joined-modules.md. */
const LIB = resolve(__dirname, '../lib');

/** Two services of which one calls the other, with the checks of templates. */
const APP = `
  const { App, Stack } = require('aws-cdk-lib');
  const { Vpc } = require('aws-cdk-lib/aws-ec2');
  const { Cluster, ContainerImage } = require('aws-cdk-lib/aws-ecs');
  const { DiscoverableService, HealthProbe } = require(process.argv[1]);
  const app = new App({ outdir: process.argv[2] });
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
  const props = { cluster, image: ContainerImage.fromRegistry('httpd'), port: 80, healthProbe: HealthProbe.http() };
  new DiscoverableService(stack, 'Frontend', props).connectTo(new DiscoverableService(stack, 'Backend', props));
  app.synth();
  console.log(JSON.stringify(Object.keys(require.cache)));
`;

/** The modules that an app loads, by their paths below the library. Those that look for files beside themselves stay where they are, as does the one that users import. */
function loadedByApp(): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'join-modules-'));
  try {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', APP, LIB, outdir], { cwd: resolve(LIB, '..'), encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (status !== 0) {
      throw new Error(stderr);
    }
    const files = (JSON.parse(stdout.trim().split('\n').pop()!) as string[]).filter((file) => file.startsWith(`${LIB}/`)).map((file) => file.slice(LIB.length + 1));
    return files.filter((file) => file !== 'index.js' && extname(file) === '.js' && !/\b__(dirname|filename)\b/.test(readLib(file))).sort();
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function readLib(file: string): string {
  return readFileSync(join(LIB, file), 'utf8');
}

if (readdirSync(LIB).includes(JOINED) && readLib('shared/rule.js').includes(JOINED)) {
  throw new Error(`${LIB} is joined already: compile it first.`);
}
const sources = new Map(loadedByApp().map((file) => [file, readLib(file)]));
const others = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) => extname(file) === '.js' && file !== JOINED && !sources.has(file));
const written = [
  [JOINED, joinModules(sources)] as const,
  ...[...sources.keys()].map((file) => [file, leadToJoined(file)] as const),
  ...others.map((file) => [file, askJoined(file, readLib(file), sources)] as const),
];
written.forEach(([file, text]) => writeFileSync(join(LIB, file), text));
