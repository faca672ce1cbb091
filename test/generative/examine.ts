import type { Refusal, Synthesized } from './batch';
import { alone, batchesOf, synthesize, Trial } from './batch';
import { stackNameFor } from './check-asked';
import type { Combination } from './combination';
import { illegalBecause } from './legal';
import { checkCombinations } from './template-check';
import { ALL_RULES } from '../../src/rules/all-rules';

/** Where the library and the model, or the template and the facts, do not agree. */
export interface Disagreement { readonly combination: Combination; readonly what: string }

export interface Report {
  readonly accepted: number;
  /** How many combinations broke each rule. */
  readonly refused: ReadonlyMap<string, number>;
  readonly disagreements: readonly Disagreement[];
}

const RULE_IDS = new Set([...ALL_RULES.values()].flat().map(({ id }) => id));

/** What is wrong about a refusal, in words that are the same for the same mistake. */
function judgeRefusal(combination: Combination, { rules, error }: Refusal): string[] {
  const unknown = rules.filter((rule) => !RULE_IDS.has(rule));
  return [
    ...error === undefined ? [] : [`an error that is no rule: ${error}`],
    ...unknown.length === 0 ? [] : [`rules that are not listed: ${unknown.join(', ')}`],
    ...illegalBecause(combination).length > 0 || error !== undefined ? [] : [`refused with ${[...rules].sort().join(', ')}, and legal by the model`],
  ];
}

export function judgeAcceptance(combination: Combination): string[] {
  const reasons = illegalBecause(combination);
  return reasons.length === 0 ? [] : [`accepted, and illegal by the model: ${reasons.join('; ')}`];
}

function isRefusal(result: Synthesized | Refusal): result is Refusal {
  return 'rules' in result;
}

/** All that is wrong with one combination, in an app of its own. */
export function judgeAlone(combination: Combination): string[] {
  const result = alone(combination);
  return isRefusal(result) ? judgeRefusal(combination, result) : [
    ...judgeAcceptance(combination),
    ...result.findings.map((finding) => `a finding of the CDK: ${JSON.stringify(finding)}`),
    ...checkCombinations(result.assembly, [combination]).map(({ what }) => what),
  ];
}

/** Some mistakes show at synth only, and fail the whole app: what must be refused has an app of its own. */
function refusalAtSynth(combination: Combination): Refusal | undefined {
  if (illegalBecause(combination).length === 0) {
    return undefined;
  }
  const result = alone(combination);
  return isRefusal(result) ? result : undefined;
}

class Tally implements Report {
  public accepted = 0;
  public readonly refused = new Map<string, number>();
  public readonly disagreements: Disagreement[] = [];

  public blame(combination: Combination, whats: readonly string[]): void {
    this.disagreements.push(...whats.map((what) => ({ combination, what })));
  }

  public refuse(combination: Combination, refusal: Refusal): void {
    refusal.rules.forEach((rule) => this.refused.set(rule, (this.refused.get(rule) ?? 0) + 1));
    this.blame(combination, judgeRefusal(combination, refusal));
  }

  public take(combinations: readonly Combination[]): void {
    const trial = new Trial();
    const taken: Combination[] = [];
    for (const combination of combinations) {
      const refusal = trial.refusal(combination) ?? refusalAtSynth(combination);
      if (refusal) {
        this.refuse(combination, refusal);
      } else {
        const wrong = judgeAcceptance(combination);
        this.blame(combination, wrong);
        taken.push(...wrong.length === 0 ? [combination] : []);
      }
    }
    this.accepted += taken.length;
    this.synthesize(taken);
  }

  private synthesize(combinations: readonly Combination[]): void {
    if (combinations.length === 0) {
      return;
    }
    let result: Synthesized;
    try {
      result = synthesize(combinations);
    } catch (error) {
      this.blameSome(combinations, (error as Error).message);
      return;
    }
    this.disagreements.push(...checkCombinations(result.assembly, combinations));
    if (result.findings.length > 0) {
      this.blameSome(combinations, JSON.stringify(result.findings));
    }
  }

  /** One mistake fails a whole batch: those whose stacks the message names are judged alone, and the others go on without them. */
  private blameSome(combinations: readonly Combination[], message: string): void {
    const isNamed = (combination: Combination) => message.includes(stackNameFor(combination));
    const suspects = combinations.some(isNamed) ? combinations.filter(isNamed) : combinations;
    const before = this.disagreements.length;
    suspects.forEach((combination) => this.blame(combination, judgeAlone(combination)));
    if (this.disagreements.length === before) {
      this.blame(suspects[0], [`of the batch only: ${message}`]);
    }
    this.synthesize(combinations.filter((combination) => !suspects.includes(combination)));
  }
}

/** Builds, synthesizes and judges all combinations; in batches, because validation costs by the app. */
export function examine(combinations: readonly Combination[], batchSize = 80): Report {
  const tally = new Tally();
  const { stackTraceLimit } = Error;
  // The CDK takes a stack trace for each resource, which is a quarter of the time.
  Error.stackTraceLimit = 1;
  try {
    batchesOf(combinations, batchSize).forEach((batch) => tally.take(batch));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return tally;
}
