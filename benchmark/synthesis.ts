import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fasterHalfOf, measured } from './child';
import type { Workplace } from './workplace';

/** The programs that build the same system. */
export const PROGRAMS = ['discoverable-service', 'plain-l2', 'shared-roles-l2', 'ecs-patterns', 'l1'] as const;
export type Program = typeof PROGRAMS[number];

/** What one synthesis took: the mean of the faster half of all rounds. */
export interface Synthesis {
  readonly program: Program;
  readonly services: number;
  /** Whether the CDK's own validation was on. */
  readonly validated: boolean;
  /** Milliseconds, of user and system. */
  readonly cpu: number;
  /** Most that was resident, MiB. */
  readonly memory: number;
}

/** What is written for one service with its connection. */
export interface Written {
  readonly program: Program;
  readonly resources: number;
  /** Of the template without white space. */
  readonly bytes: number;
  /** Resources that are there once, however many services there are, without network and cluster. */
  readonly fixed: number;
}

export interface Plan {
  readonly services: number;
  readonly validated: boolean;
  /** How often each program is measured. */
  readonly rounds: ReadonlyMap<Program, number>;
}

type Usage = Pick<Synthesis, 'cpu' | 'memory'>;

/** Round by round, so that all programs see the same machine. */
export function measureSyntheses(workplace: Workplace, { services, validated, rounds }: Plan): Synthesis[] {
  const usages = new Map([...rounds.keys()].map((program): [Program, Usage[]] => [program, []]));
  for (let round = 0; round < Math.max(...rounds.values()); round += 1) {
    for (const [program, found] of usages) {
      if (round < rounds.get(program)!) {
        found.push(synthesize(workplace, program, services, validated));
      }
    }
  }
  const typical = (found: readonly Usage[], of: keyof Usage) => fasterHalfOf(found.map((usage) => usage[of]));
  return [...usages].map(([program, found]) => ({ program, services, validated, cpu: typical(found, 'cpu'), memory: typical(found, 'memory') }));
}

function synthesize(workplace: Workplace, program: string, services: number, validated: boolean): Usage {
  const outdir = workplace.path('cdk.out');
  rmSync(outdir, { recursive: true, force: true });
  return measured(workplace.folder, ['programs/synthesize.js', program, String(services), outdir], { CDK_VALIDATION: String(validated) });
}

const FEW = 10;
const MANY = 20;

/** What ten services more add to an app: each of them calls another one. */
export function measureWritten(workplace: Workplace, program: Program): Written {
  const [network, few, many] = [['network-only', 0], [program, FEW], [program, MANY]].map(([system, services]) => writtenBy(workplace, system as string, services as number));
  const each = (of: keyof Totals) => Math.round((many[of] - few[of]) / (MANY - FEW));
  // The first service calls nobody.
  const fixed = few.resources - network.resources - FEW * each('resources') + 1;
  return { program, resources: each('resources'), fixed, bytes: each('bytes') };
}

interface Totals {
  readonly resources: number;
  readonly bytes: number;
}

function writtenBy(workplace: Workplace, system: string, services: number): Totals {
  synthesize(workplace, system, services, false);
  const outdir = workplace.path('cdk.out');
  const texts = readdirSync(outdir).filter((file) => file.endsWith('.template.json')).flatMap((file) => {
    const { Resources } = JSON.parse(readFileSync(join(outdir, file), 'utf8')) as { Resources: Record<string, object> };
    return Object.entries(Resources).map((entry) => JSON.stringify(Object.fromEntries([entry])));
  });
  return { resources: texts.length, bytes: texts.join('').length };
}
