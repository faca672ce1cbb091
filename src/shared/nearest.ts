/** Letters that are added, left out, changed, or in the order of the next one. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column++) {
      const changed = rows[row - 1][column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1);
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row].push(Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, changed, isSwapped ? rows[row - 2][column - 2] + 1 : Infinity));
    }
  }
  return rows[one.length][other.length];
}

/** The word that was most likely meant; undefined where none is near: a third of the letters may be wrong. */
export function nearest(given: string, words: Iterable<string>): string | undefined {
  const far = Math.max(1, Math.floor(given.length / 3)) + 1;
  let best: { readonly word?: string; readonly far: number } = { far };
  for (const word of words) {
    const away = distance(given.toLowerCase(), word);
    best = away < best.far ? { word, far: away } : best;
  }
  return best.word;
}

/** The end of a message about a word that is none. */
export function didYouMean(given: string, words: Iterable<string>): string {
  const word = nearest(given, words);
  return word === undefined ? '' : `; did you mean ${word}?`;
}
