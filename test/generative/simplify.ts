import type { Combination } from './combination';

const PLAIN: Combination = {
  index: 0,
  world: 'agnostic',
  network: 'ipv4',
  namespace: { kind: 'default' },
  records: { kind: 'default' },
  capacity: { kind: 'default' },
  port: 80,
  relation: { kind: 'none' },
};

/** The object without one of its keys, for each key that is not there to tell the kind. */
function slimmer<T extends object>(part: T): T[] {
  return Object.keys(part).filter((key) => !['kind', 'type', 'name', 'target', 'discoveryName', 'mode', 'place'].includes(key))
    .map((key) => Object.fromEntries(Object.entries(part).filter(([name]) => name !== key)) as T);
}

function simpler(combination: Combination): Combination[] {
  const keys = (Object.keys(combination) as (keyof Combination)[]).filter((key) => JSON.stringify(combination[key]) !== JSON.stringify(PLAIN[key]));
  const without = (key: keyof Combination): Combination => Object.fromEntries(
    Object.entries({ ...combination, [key]: PLAIN[key] }).filter(([, value]) => value !== undefined),
  ) as unknown as Combination;
  return [
    ...keys.filter((key) => key !== 'index').map(without),
    ...slimmer(combination.relation).map((relation) => ({ ...combination, relation })),
    ...slimmer(combination.capacity).map((capacity) => ({ ...combination, capacity })),
  ];
}

/** Takes away all that a failure does not need. */
export function simplify(combination: Combination, fails: (combination: Combination) => boolean): Combination {
  const next = simpler(combination).find(fails);
  return next ? simplify(next, fails) : combination;
}
