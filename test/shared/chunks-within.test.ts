import { chunksWithin } from '../../src/shared/chunks-within';

const chunks = (first: number, further: number, ...sizes: number[]) => chunksWithin(first, further, sizes, (size) => size);

test.each<[string, number, number, number[], number[][]]>([
  ['nothing is one empty chunk', 10, 10, [], [[]]],
  ['what fits stays together', 30, 10, [7, 7, 7], [[7, 7, 7]]],
  ['three characters for quotes and comma are counted', 29, 10, [7, 7, 7], [[7, 7], [7]]],
  ['further chunks have a limit of their own', 20, 10, [7, 7, 7, 7], [[7, 7], [7], [7]]],
  ['further chunks may be larger', 10, 20, [7, 7, 7], [[7], [7, 7]]],
  ['one that is too large for any is alone', 10, 10, [5, 50, 5], [[5], [50], [5]]],
  ['the first may be too large', 10, 10, [50, 5], [[50], [5]]],
  ['the order stays', 12, 12, [1, 9, 2], [[1], [9], [2]]],
])('%s', (_what, first, further, sizes, expected) => {
  expect(chunks(first, further, ...sizes)).toEqual(expected);
});
