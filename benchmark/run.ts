import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureImports } from './imports';
import { measureJest } from './jest-runs';
import { plotOf } from './plot';
import type { Results } from './ratios';
import { ratiosOf, worsened } from './ratios';
import type { Plan, Program } from './synthesis';
import { PROGRAMS, measureSyntheses, measureWritten } from './synthesis';
import { tablesOf } from './tables';
import { tokensOf } from './user-code';
import { Workplace } from './workplace';

/**
 * `npm run benchmark` measures all, and writes results.json and results.svg. `npm run benchmark -- --check` measures what is held, writes nothing, and ends with 1 where a ratio is
 * more than 10 % worse than the committed one: never times, because machines differ. Needs `npx projen compile`, and `npm ci --prefix compat` for the newest CDK.
 */
const RESULTS = join(__dirname, 'results.json');
const BOTH: readonly Program[] = ['discoverable-service', 'plain-l2'];

/** The sizes at which a ratio is held are measured more often, and there the two programs that are compared. */
const HELD_SIZES: readonly number[] = [50, 100, 500];
/** A test costs a thirtieth of what a run of Jest does, so what a run takes more or less by chance shows. */
const JEST_ROUNDS = 16;

function roundsOf(services: number, validated: boolean): number {
  if (!HELD_SIZES.includes(services)) {
    return 2;
  }
  return validated ? 6 : 8;
}

function plansFor(sizes: readonly number[], programs: readonly Program[]): Plan[] {
  return [false, true].flatMap((validated) => sizes.map((services) => {
    const rounds = roundsOf(services, validated);
    return { services, validated, rounds: new Map(programs.map((program) => [program, BOTH.includes(program) ? rounds : 2])) };
  }));
}

function machine(): Record<string, string> {
  const [{ model }] = cpus();
  const { version } = JSON.parse(readFileSync(join(__dirname, '../compat/node_modules/aws-cdk-lib/package.json'), 'utf8')) as { version: string };
  return {
    'processor': `${cpus().length} x ${model.trim()}`,
    'memory': `${Math.round(totalmem() / 2 ** 30)} GiB`,
    'system': `${process.platform} ${process.arch}`,
    'Node.js': process.version,
    'aws-cdk-lib': version,
  };
}

function measureAll(workplace: Workplace, plans: readonly Plan[]): Results {
  const found = {
    machine: machine(),
    // What is only counted comes first: a mistake in it is seen before the long part.
    tokens: { 'discoverable-service': tokensOf('discoverable-service'), 'plain-l2': tokensOf('plain-l2') },
    written: PROGRAMS.map((program) => measureWritten(workplace, program)),
    imports: measureImports(workplace, 15),
    jest: Object.fromEntries(measureJest(workplace, BOTH, JEST_ROUNDS)),
    syntheses: plans.flatMap((plan) => measureSyntheses(workplace, plan)),
  };
  return { ...found, ratios: ratiosOf(found) };
}

async function main(): Promise<void> {
  const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;
  const workplace = new Workplace();
  try {
    const results = measureAll(workplace, check ? plansFor(HELD_SIZES, BOTH) : plansFor([1, 10, 50, 100, 200, 500], PROGRAMS));
    console.log(tablesOf(results));
    if (check) {
      const { ratios } = JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
      const worse = worsened(ratios, results.ratios);
      worse.forEach((sentence) => console.error(sentence));
      process.exitCode = worse.length > 0 ? 1 : 0;
    } else {
      writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
      writeFileSync(join(__dirname, 'results.svg'), await plotOf(results.syntheses));
    }
  } finally {
    workplace.leave();
  }
}

void main();
