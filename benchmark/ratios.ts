import type { ImportCost } from './imports';
import type { JestCost } from './jest-runs';
import type { Program, Synthesis, Written } from './synthesis';

/** All that one run has found. */
export interface Results {
  /** On what it was measured, for a reader; nothing is compared with it. */
  readonly machine: Readonly<Record<string, string>>;
  readonly syntheses: readonly Synthesis[];
  readonly written: readonly Written[];
  readonly imports: ImportCost;
  readonly jest: Readonly<Partial<Record<Program, JestCost>>>;
  readonly tokens: Readonly<Record<'discoverable-service' | 'plain-l2', number>>;
  /** What is held, by name. */
  readonly ratios: Readonly<Record<string, number>>;
}

/** What a ratio is to be at most. */
export const GOALS: Readonly<Record<string, number>> = {
  'synthesis of 50 services, without validation': 0.85,
  'synthesis of 100 services, without validation': 0.85,
  'synthesis of 500 services, without validation': 0.85,
  'synthesis of 50 services, with validation': 0.9,
  'synthesis of 100 services, with validation': 0.9,
  'synthesis of 500 services, with validation': 0.9,
  'resources for a service and its connection': 6,
  'resources that are there once': 3,
  'bytes of template for a service': 0.7,
  'CPU of the import, beside a FargateService': 1.5,
  'heap of the import, beside a FargateService': 1.5,
  'modules of other services that the import loads': 0,
  'first snapshot test': 1,
  'further snapshot test': 0.85,
  'tokens of the program for two services': 0.5,
};

/** Beside the plain L2, unless it is a number by itself. */
export function ratiosOf({ syntheses, written, imports, jest, tokens }: Omit<Results, 'ratios'>): Record<string, number> {
  const of = <T extends { readonly program: Program }>(rows: readonly T[], program: Program) => rows.find((row) => row.program === program)!;
  const ours = 'discoverable-service';
  const cells = syntheses.filter(({ program }) => program === ours).map(({ services, validated, cpu }): [string, number] => {
    const beside = of(syntheses.filter((other) => other.services === services && other.validated === validated), 'plain-l2');
    return [`synthesis of ${services} services, ${validated ? 'with' : 'without'} validation`, cpu / beside.cpu];
  });
  return {
    ...Object.fromEntries(cells),
    'resources for a service and its connection': of(written, ours).resources,
    'resources that are there once': of(written, ours).fixed,
    'bytes of template for a service': of(written, ours).bytes / of(written, 'plain-l2').bytes,
    'CPU of the import, beside a FargateService': imports.cpu,
    'heap of the import, beside a FargateService': imports.heap,
    'modules of other services that the import loads': imports.early.length,
    'first snapshot test': jest[ours]!.first / jest['plain-l2']!.first,
    'further snapshot test': jest[ours]!.further / jest['plain-l2']!.further,
    'tokens of the program for two services': tokens[ours] / tokens['plain-l2'],
  };
}

/** How much worse than the committed ratio one may be: machines are noisy, and ratios less so. */
const ROOM = 1.1;

/** What has become worse, a sentence each. */
export function worsened(committed: Readonly<Record<string, number>>, found: Readonly<Record<string, number>>): string[] {
  return Object.entries(found).flatMap(([name, ratio]) => {
    if (!(name in committed)) {
      return [`${name}: no ratio is committed; run "npm run benchmark"`];
    }
    return ratio > committed[name] * ROOM ? [`${name}: ${ratio.toFixed(3)}, and ${committed[name].toFixed(3)} is committed`] : [];
  });
}
