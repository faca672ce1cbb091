/** Widths in parts of the size of the font: those of a wide sans-serif font, so that no usual one needs more. */
const WIDTHS: ReadonlyArray<readonly [RegExp, number]> = [
  [/[ijlI|!'.,:;·]/, 0.36],
  [/[ftr()[\]{}/\\ -]/, 0.43],
  [/[mwMW@%&]/, 1],
  [/[A-Z_+<>=~^]/, 0.86],
  [/[\x20-\x7e]/, 0.66],
  [/[\u00a0-\u024f\u0370-\u052f]/, 0.86],
];

/** Of letters that the table does not know: ideographs and pictures are as wide as they are high, and a few more. */
const WIDEST = 1.4;
const BOLD = 1.14;

export interface Font {
  readonly size: number;
  readonly isBold: boolean;
}

/** How wide a text is at most. */
export function widthOf(text: string, { size, isBold }: Font): number {
  const parts = [...text].map((char) => WIDTHS.find(([pattern]) => pattern.test(char))?.[1] ?? WIDEST);
  return parts.reduce((sum, width) => sum + width, 0) * size * (isBold ? BOLD : 1);
}

const PREFERRED_BREAK = /(?<=[\s./:_,-])/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text in lines that are no wider than that: broken behind a sign, and inside a word only where one is too long. Nothing is cut off. */
export function wrapped(text: string, font: Font, widest: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.split(PREFERRED_BREAK).flatMap((word) => pieces(word, font, widest))) {
    if (line !== '' && widthOf(line + part.trimEnd(), font) > widest) {
      lines.push(line.trimEnd());
      line = part;
    } else {
      line += part;
    }
  }
  return [...lines, line.trimEnd()];
}

function pieces(word: string, font: Font, widest: number): string[] {
  if (widthOf(word.trimEnd(), font) <= widest) {
    return [word];
  }
  return [...graphemes.segment(word)].map(({ segment }) => segment);
}
