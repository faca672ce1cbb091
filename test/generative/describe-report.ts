import type { Combination } from './combination';
import type { Disagreement, Report } from './examine';
import { judgeAlone } from './examine';
import { simplify } from './simplify';

/** Mistakes that differ in names only are the same one. */
const kindOf = (what: string) => what.split('\n')[0].replace(/\d{4}|[xhn]{20,}/g, '#').slice(0, 160);

function smallest(disagreements: readonly Disagreement[]): Disagreement {
  const size = ({ combination }: Disagreement) => JSON.stringify(combination).length;
  return disagreements.reduce((least, each) => size(each) < size(least) ? each : least);
}

function shrunk({ combination, what }: Disagreement): Combination {
  return simplify(combination, (simpler) => judgeAlone(simpler).some((each) => kindOf(each) === kindOf(what)));
}

/** Each kind of disagreement once, with the smallest combination that shows it; empty where all agree. */
export function describeReport({ disagreements }: Report, seed: number): string {
  const kinds = new Map<string, Disagreement[]>();
  disagreements.forEach((each) => kinds.set(kindOf(each.what), [...kinds.get(kindOf(each.what)) ?? [], each]));
  return [...kinds].map(([, found]) => {
    const example = smallest(found);
    return `seed ${seed}, ${found.length} times: ${example.what}\n  ${JSON.stringify(shrunk(example))}\n`;
  }).join('\n');
}
