import type { ApiInput } from './api-input';

const CONDITIONS = ['EQ', 'IN', 'BEGINS_WITH'] as const;

/** What a filter may ask a member of a list for, and how. */
export interface Filter<T> {
  /** What is compared: any of several texts that mean the same. */
  readonly of: (item: T) => readonly string[];
  readonly conditions: ReadonlyArray<typeof CONDITIONS[number]>;
}

/** The items that match all filters of an input. */
export function filtered<T>(items: readonly T[], input: ApiInput, known: Readonly<Record<string, Filter<T>>>): readonly T[] {
  const filters = input.objects('Filters').map((asked) => {
    const name = asked.requiredText('Name');
    const filter = Object.hasOwn(known, name) ? known[name] : asked.refuse(`the filter ${name} is none of ${Object.keys(known).join(', ')}`);
    const condition = asked.choice('Condition', filter.conditions) ?? 'EQ';
    const values = asked.textList('Values');
    if (values.length === 0 || (condition !== 'IN' && values.length > 1)) {
      asked.refuse(`the filter ${name} takes ${condition === 'IN' ? 'at least one value' : `one value with ${condition}`}`);
    }
    return (item: T) => filter.of(item).some((text) => values.some((value) => condition === 'BEGINS_WITH' ? text.startsWith(value) : text === value));
  });
  return items.filter((item) => filters.every((matches) => matches(item)));
}
