/** Some of a list, in an order of chance. */
export function sample<T>(list: readonly T[], count: number, random: () => number): T[] {
  const rest = [...list];
  const some: T[] = [];
  while (some.length < count && rest.length > 0) {
    const index = Math.floor(random() * rest.length);
    some.push(rest[index]);
    rest[index] = rest[rest.length - 1];
    rest.pop();
  }
  return some;
}
