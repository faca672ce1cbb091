import * as fc from 'fast-check';

/** Values with weights: `[9, 'often'], [1, 'seldom']`. */
export function weighted<T>(...choices: readonly (readonly [weight: number, value: T])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

/** A prop that is left out in so many of ten cases. */
export function leftOut<T>(ofTen: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: ofTen, arbitrary: fc.constant(undefined) }, { weight: 10 - ofTen, arbitrary });
}

export function oneOf<const T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** JSON has no undefined: without those keys, what is printed is what was run. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

/** A name of exactly so many characters once the index is put in: labels of 50 characters at most. */
export function nameOfLength(length: number): string {
  let text = 'c#';
  for (let left = length - 5; left > 0;) {
    // A single character that is left over lengthens the last label: a dot alone would end the name.
    const piece = left === 1 ? 'y' : `.${'x'.repeat(Math.min(50, left - 1))}`;
    text += piece;
    left -= piece.length;
  }
  return text;
}
