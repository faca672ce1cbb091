import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const PAGES = readdirSync(join(ROOT, 'docs')).filter((page) => /^migrate-from-.*\.md$/.test(page));
const PROGRAMS = readdirSync(join(ROOT, 'examples/guides'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|yaml)$/.test(file))
  .map((file) => `examples/guides/${file}`);

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What stands inside a function is shown without its indentation. */
const lessIndented = (text: string) => text.replace(/^ {2}/gm, '');

function blocksOn(page: string): Array<{ info: string; file?: string; text: string }> {
  return [...read(`docs/${page}`).matchAll(/^```(\S.*)\n([^]*?)^```$/gm)].map(([, info, text]) => ({ info, file: /file=(\S+)/.exec(info)?.[1], text }));
}

/** A block that stands, line by line, in the program that it names. */
function isShownByTheLetter({ file, text }: { file?: string; text: string }): boolean {
  return file !== undefined && PROGRAMS.includes(file) && [read(file), lessIndented(read(file))].some((program) => program.includes(text));
}

test.each(PAGES)('%s shows its programs by the letter', (page) => {
  const code = blocksOn(page).filter(({ info }) => /^(ts|yaml)\b/.test(info));
  expect(code.length).toBeGreaterThan(1);
  expect(code.filter((block) => !isShownByTheLetter(block)).map(({ text }) => text)).toEqual([]);
});

test('a block that differs from its program in one letter is noticed', () => {
  const [block] = blocksOn(PAGES[0]);
  expect(isShownByTheLetter({ ...block, text: block.text.replace(/[a-z]/, 'Q') })).toBe(false);
});

test('each program is on a page', () => {
  const shown = new Set(PAGES.flatMap((page) => blocksOn(page).map(({ file }) => file)));
  expect(PROGRAMS.filter((program) => !shown.has(program))).toEqual([]);
});
