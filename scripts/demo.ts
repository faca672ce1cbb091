import { Resolver } from 'node:dns/promises';
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { cdkSynth } from './cdk-synth';
import { SERVER } from './demo-server';
import { isExample } from './examples';
import { pictureOf } from '../src/map/picture';
import { readMap } from '../src/map/read-map';
import { renderHtml } from '../src/map/render-html';
import { readAssembly } from '../src/model/read-assembly';
import { DiscoverySimulator } from '../src/simulator';
import type { SimulatedTask } from '../src/simulator';

const EXAMPLE = 'frontend-backend';
const NAME = 'backend.ecs-internal';

/** Longer than any of it takes: what does not come then does not come at all. */
const PATIENCE_MS = 15_000;

interface Asked {
  readonly address: string;
  readonly ttl: number;
}

/** What a frontend sees: the answers of DNS, and of the server behind each of them. */
class Frontend {
  private readonly resolver = new Resolver();

  public constructor(private readonly simulator: DiscoverySimulator) {
    this.resolver.setServers([simulator.dnsServer]);
  }

  public async ask(): Promise<Asked[]> {
    const answers = await this.resolver.resolve4(NAME, { ttl: true });
    return answers.sort((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }));
  }

  /** Asks again until the answer has so many addresses. */
  public async askUntil(count: number): Promise<Asked[]> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
      const answers = await this.ask().catch(() => []);
      if (answers.length === count && this.healthy().length === count) {
        return answers;
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`${NAME} did not come to ${count} addresses`);
  }

  public async call({ address }: Asked): Promise<{ readonly line: string; readonly pid: number }> {
    const port = this.simulator.tasks(NAME).find((task) => task.address === address)!.ports[0];
    const response = await fetch(`http://${address}:${port}/`);
    const { task, pid } = await response.json() as { readonly task: string; readonly pid: number };
    return { line: `GET http://${address}:${port}/  ->  ${response.status}, process ${pid} at ${task}`, pid };
  }

  private healthy(): SimulatedTask[] {
    return this.simulator.tasks(NAME).filter(({ health }) => health === 'HEALTHY');
  }
}

function show(title: string, lines: readonly string[]): void {
  console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

function addresses(answers: readonly Asked[]): string {
  return answers.map(({ address }) => address).join('  ');
}

async function tour(simulator: DiscoverySimulator): Promise<void> {
  const frontend = new Frontend(simulator);
  const first = await frontend.askUntil(2);
  show(`frontend asks DNS for ${NAME}`, [`${addresses(first)}   TTL ${first[0].ttl} s`]);
  const calls = await Promise.all(first.map((answer) => frontend.call(answer)));
  show('and calls what is behind the answers', calls.map(({ line }) => line));

  simulator.scale(NAME, 4);
  show('backend is scaled to 4 tasks', [addresses(await frontend.askUntil(4))]);

  const told: string[] = [];
  simulator.onChange(({ text }) => told.push(text));
  process.kill(calls[0].pid, 'SIGKILL');
  while (!told.some((text) => text.endsWith(' left'))) {
    await new Promise((done) => setTimeout(done, 20));
  }
  const without = addresses(await frontend.ask());
  const again = addresses(await frontend.askUntil(4));
  show(`the process at ${first[0].address} is killed`, [`${without}   (it is answered no more)`, `${again}   (another one took its place)`]);
}

async function demo(): Promise<void> {
  if (!isExample(EXAMPLE)) {
    throw new Error(`examples/${EXAMPLE}/app.ts is not there`);
  }
  const directory = cdkSynth(EXAMPLE);
  const simulator = await DiscoverySimulator.start({ sources: [directory], run: { backend: `"${process.execPath}" -e "${SERVER}"` } });
  try {
    show(`examples/${EXAMPLE} is synthesized, and runs on this machine`, [`DNS at ${simulator.dnsServer}, APIs of Cloud Map and ECS at ${simulator.apiEndpoint}`]);
    await tour(simulator);
    const map = `${directory}.map.html`;
    writeFileSync(map, renderHtml(pictureOf(readMap(readAssembly(directory)))));
    show('who calls whom is drawn', [relative(process.cwd(), map)]);
  } finally {
    await simulator.stop();
  }
}

demo().catch((error: unknown) => {
  console.error(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
