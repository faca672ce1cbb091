/** Lists of two or more that share a key; what has none is in no list. */
export function sharing<T>(items: readonly T[], keyOf: (item: T) => string | undefined): T[][] {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : byKey.get(key);
    if (group) {
      group.push(item);
    } else if (key !== undefined) {
      byKey.set(key, [item]);
    }
  }
  return [...byKey.values()].filter((group) => group.length > 1);
}
