import type { ApiInput } from './api-input';

/** What a filter asks a member of a list for. */
export type FilterNames<T> = Readonly<Record<string, (item: T) => string>>;

const CONDITIONS = ['EQ', 'IN', 'BEGINS_WITH'] as const;

/** The items that match all filters of an input. */
export function filtered<T>(items: readonly T[], input: ApiInput, names: FilterNames<T>): readonly T[] {
  const filters = input.objects('Filters').map((filter) => {
    const name = filter.requiredText('Name');
    const valueOf = names[name] ?? filter.refuse(`the filter ${name} is none of ${Object.keys(names).join(', ')}`);
    const condition = filter.choice('Condition', CONDITIONS) ?? 'EQ';
    const values = filter.textList('Values');
    if (values.length === 0 || (condition !== 'IN' && values.length > 1)) {
      filter.refuse(`the filter ${name} takes ${condition === 'IN' ? 'at least one value' : `one value with ${condition}`}`);
    }
    return (item: T) => values.some((value) => condition === 'BEGINS_WITH' ? valueOf(item).startsWith(value) : valueOf(item) === value);
  });
  return items.filter((item) => filters.every((matches) => matches(item)));
}
