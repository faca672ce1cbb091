import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiscoverySimulator } from '../../../../src/simulator';

type Options = Omit<Parameters<typeof DiscoverySimulator.start>[0], 'sources'>;

const directory = mkdtempSync(join(tmpdir(), 'simulator-conformance-'));
const running = new Set<DiscoverySimulator>();
let files = 0;

afterAll(async () => {
  rmSync(directory, { recursive: true });
  await Promise.all([...running].map((simulator) => simulator.stop()));
});

/** Writes a template to a file of its own, and tells its path. */
export function fileOf(template: string, extension = 'yaml'): string {
  const file = join(directory, `${files += 1}.template.${extension}`);
  writeFileSync(file, template);
  return file;
}

/** Starts a simulator of templates; it ends with the tests of the file. */
export async function simulated(templates: string | readonly string[], options: Options = {}): Promise<DiscoverySimulator> {
  const texts = typeof templates === 'string' ? [templates] : templates;
  return startedWith({ sources: texts.map((text) => fileOf(text)), ...options });
}

/** Starts a simulator with exactly these options; it ends with the tests of the file. */
export async function startedWith(options: Parameters<typeof DiscoverySimulator.start>[0]): Promise<DiscoverySimulator> {
  const simulator = await DiscoverySimulator.start(options);
  running.add(simulator);
  return simulator;
}

/** The addresses of a service's tasks, sorted as `addresses` has them. */
export function addressesOf(simulator: DiscoverySimulator, name: string): string[] {
  return simulator.tasks(name).map(({ address }) => address).sort();
}

/* eslint-disable no-bitwise -- a generator of numbers is bits */
/** A source of choice that repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
