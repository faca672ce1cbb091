/**
 * Shares items out in their order, so that the first chunk stays within `first` characters and each further one within `further`.
 *
 * Each item counts three characters more, for its quotes and comma. An item that is larger than a whole chunk gets one of its own.
 */
export function chunksWithin<T>(first: number, further: number, items: readonly T[], charactersOf: (item: T) => number): T[][] {
  const chunks: T[][] = [[]];
  let room = first;
  for (const item of items) {
    const size = charactersOf(item) + 3;
    if (size > room && chunks[chunks.length - 1].length > 0) {
      chunks.push([]);
      room = further;
    }
    chunks[chunks.length - 1].push(item);
    room -= size;
  }
  return chunks;
}
